// Rosie opens her link: what do I bring, when, where; one tap; done.

import { readFileSync } from 'node:fs';

import { expect, test } from './demo';
import { card, overflow, title, toast } from './words';

const MERINGUES = 'Meringues';
const ICE_CREAM = 'Vanilla ice cream – Rosie';
const CONFIRM = 'I’ll bring it';

type Seed = { people: { name: string }[]; items: { name: string; assignee?: string }[] };
const seed: Seed = JSON.parse(
  readFileSync(new URL('../../seeds/christmas-2025.json', import.meta.url), 'utf8'),
);

test('says what Rosie brings, the soonest first', async ({ page, demo }) => {
  await page.goto(demo.participant);

  await expect(title(page)).toHaveText('Richardson Family Christmas');
  await expect(page.getByText('Wed 24 – Fri 26 December 2025 · 27 guests')).toBeVisible();
  await expect(page.getByText('Please confirm what you bring.')).toBeVisible();
  await expect(page.getByRole('heading', { level: 2, name: 'Hi Rosie, you bring 2 things' })).toBeVisible();
  await expect(page.getByRole('article').getByRole('heading', { level: 3 })).toHaveText([MERINGUES, ICE_CREAM]);
  await expect(card(page, MERINGUES)).toContainText('Wed 24 Dec, 5:30 pm');
  await expect(card(page, MERINGUES)).toContainText("Kate's Kitchen");
  await expect(card(page, MERINGUES)).toContainText('dairy free');
  await expect(card(page, ICE_CREAM)).toContainText('2 tubs');
  await expect(card(page, ICE_CREAM)).toContainText('Thu 25 Dec, 12:00 noon');
  await expect(card(page, ICE_CREAM)).toContainText('Marquee');
  await expect(page.getByRole('region', { name: 'Your team' })).toContainText('Questions? Ask Anika');
});

test('one tap confirms, and it stays confirmed', async ({ page, demo, hasTouch }) => {
  const sent: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/ack/')) sent.push(request.method());
  });
  await page.goto(demo.participant);
  const button = card(page, MERINGUES).getByRole('button', { name: CONFIRM });

  await (hasTouch ? button.tap() : button.click());

  await expect(card(page, MERINGUES)).toContainText(/✓ Confirmed \d+:\d\d [ap]m/);
  await expect(button).toHaveCount(0);
  await expect(page.getByText('1 of 2 confirmed')).toBeVisible();
  await expect(toast(page, `Confirmed: ${MERINGUES}`)).toBeAttached();

  await page.reload();
  await expect(card(page, MERINGUES)).toContainText(/✓ Confirmed \d+:\d\d [ap]m/);
  await expect(button).toHaveCount(0);

  await card(page, ICE_CREAM).getByRole('button', { name: CONFIRM }).click();
  await expect(page.getByText('2 of 2 confirmed')).toBeVisible();
  await expect(page.getByText('All confirmed.')).toBeVisible();
  expect(sent).toEqual(['POST', 'POST']);
});

test('a second tap while the first is on its way does nothing', async ({ page, demo }) => {
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  let sent = 0;
  await page.route('**/api/p/ack/*', async (route) => {
    sent += 1;
    await held;
    await route.continue();
  });
  await page.goto(demo.participant);
  const meringues = card(page, MERINGUES);
  await meringues.getByRole('button', { name: CONFIRM }).click();

  const saving = meringues.getByRole('button', { name: 'Saving…' });
  await expect(saving).toBeDisabled();
  await saving.click({ force: true });
  await saving.press('Enter');
  release();

  await expect(meringues).toContainText('✓ Confirmed');
  expect(sent).toBe(1);
});

test('nothing of anybody else is on the page, nor in what the server sent for it', async ({ page, demo }) => {
  const answer = page.waitForResponse((response) => response.url().endsWith('/api/p'));
  await page.goto(demo.participant);
  await expect(card(page, MERINGUES)).toBeVisible();

  // A place may be called after somebody.
  const place = "Kate's Kitchen";
  const shown = (await page.getByRole('main').innerText()).replaceAll(place, '');
  const sent = (await (await answer).text()).replaceAll(place, '');
  const others = [
    ...seed.people.map((person) => person.name).filter((name) => !['Rosie', 'Anika'].includes(name)),
    ...seed.items.filter((item) => item.assignee !== 'Rosie').map((item) => item.name),
  ];
  expect(others.length).toBeGreaterThan(70);
  for (const other of others) {
    const whole = new RegExp(`(?<!\\w)${other.replace(/[^\w\s]/g, '\\$&')}(?!\\w)`);
    expect(shown, 'on the page').not.toMatch(whole);
    expect(sent, 'in the answer').not.toMatch(whole);
  }
  await expect(page.getByRole('navigation')).toHaveCount(0);
  await expect(page.getByRole('button', { name: /edit|give|add (?!to calendar)|delete/i })).toHaveCount(0);
});

test.describe('in Berlin', () => {
  test.use({ timezoneId: 'Europe/Berlin' });

  test('her own clock is a second line', async ({ page, demo }) => {
    await page.goto(demo.participant);

    await expect(card(page, MERINGUES)).toContainText('Wed 24 Dec, 5:30 pm');
    await expect(card(page, MERINGUES)).toContainText('5:30 am for you');
    await expect(card(page, ICE_CREAM)).toContainText('12:00 midnight for you');
  });
});

test.describe('in Auckland', () => {
  test.use({ timezoneId: 'Pacific/Auckland' });

  test('her own clock is the event’s, and not said twice', async ({ page, demo }) => {
    await page.goto(demo.participant);

    await expect(card(page, MERINGUES)).toContainText('Wed 24 Dec, 5:30 pm');
    await expect(page.getByText('for you')).toHaveCount(0);
  });
});

test('the first button is in sight at once on a small phone', async ({ page, demo }) => {
  await page.setViewportSize({ width: 360, height: 640 });
  await page.goto(demo.participant);

  await expect(title(page)).toBeInViewport({ ratio: 1 });
  await expect(page.getByRole('heading', { name: 'Hi Rosie, you bring 2 things' })).toBeInViewport({ ratio: 1 });
  await expect(page.getByRole('button', { name: CONFIRM }).first()).toBeInViewport({ ratio: 1 });
});

test('confirming needs no room either', async ({ page, demo }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto(demo.participant);
  await page.getByRole('button', { name: CONFIRM }).first().click();
  await expect(card(page, MERINGUES)).toContainText('✓ Confirmed');

  expect(await overflow(page)).toEqual([]);
});

test('her link can be copied, and that is said', async ({ page, demo, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(demo.participant);
  const keep = page.getByRole('region', { name: 'Keep this link' });

  await keep.getByRole('button', { name: 'Copy link' }).click();

  await expect(keep.getByRole('status')).toHaveText('Copied');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(demo.participant);
  await expect(keep).toContainText('Whoever has it can act as you');
});

test('a browser that lets nobody copy shows the link to be copied', async ({ page, demo }) => {
  await page.addInitScript(() => {
    Object.defineProperty(Navigator.prototype, 'clipboard', {
      get: () => ({ writeText: () => Promise.reject(new Error('no')) }),
    });
  });
  await page.goto(demo.participant);

  await page.getByRole('button', { name: 'Copy link' }).click();

  await expect(page.getByLabel('Copy it from here')).toHaveValue(demo.participant);
});
