// What holds on every screen: it can be read, reached and used by everybody.

import AxeBuilder from '@axe-core/playwright';
import { type Page } from '@playwright/test';

import { MAIL_SCREENS } from './account-screens';
import { Host } from './arrange';
import { expect, test } from './demo';
import { test as mailing } from './mailing';
import { SCREENS } from './screens';
import { overflow, title } from './words';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** The rules that a screen breaks, each with where. */
async function broken(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(WCAG).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} — ${failureSummary}`));
}

/** The buttons, links and fields that a finger would miss: less than 44 pixels from top to bottom. */
async function small(page: Page): Promise<string[]> {
  const found: string[] = [];
  const dialog = page.getByRole('dialog');
  const inReach = (await dialog.count()) === 0 ? page.getByRole('main') : dialog;
  for (const role of ['button', 'link', 'textbox', 'combobox', 'spinbutton'] as const) {
    const missed = await inReach.getByRole(role).evaluateAll((elements) =>
      elements
        .filter((element) => {
          element.scrollIntoView({ block: 'center' });
          const { left, top, width, height } = element.getBoundingClientRect();
          const hits = (off: number) =>
            element.contains(document.elementFromPoint(left + width / 2, top + height / 2 + off));
          return height < 43.5 && !(hits(-21.5) && hits(21.5));
        })
        .map((element) => `${element.tagName} ${element.textContent}`),
    );
    found.push(...missed);
  }
  return found;
}

/** What holds on a screen, whichever it is. */
async function judge(page: Page, tab: string): Promise<void> {
  await expect(page.getByRole('heading', { level: 1, includeHidden: true })).toHaveCount(1);
  await expect(page).toHaveTitle(tab);
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
  await expect(page.getByRole('main', { includeHidden: true })).toHaveCount(1);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    expect(await broken(page), colorScheme).toEqual([]);
  }
  expect(await small(page), 'too small for a finger').toEqual([]);
  const { height } = page.viewportSize()!;
  // 640 pixels are what is left of 1280 at 200 %.
  for (const width of [640, 320]) {
    await page.setViewportSize({ width, height });
    expect(await overflow(page), `${width} pixels`).toEqual([]);
  }
}

for (const screen of SCREENS) {
  test(`${screen.name}: in light and dark, in any width`, async ({ page, demo, request, faults }) => {
    await screen.open({ page, demo, faults, host: new Host(request, demo.host) });
    await judge(page, screen.tab);
  });
}

for (const screen of MAIL_SCREENS) {
  mailing(`${screen.name}: in light and dark, in any width`, async ({ page, mailing, faults }) => {
    await screen.open({ page, mailing, faults });
    await judge(page, screen.tab);
  });
}

/** Presses Tab until the focus is where it is to go. */
async function tabTo(page: Page, role: 'button' | 'link', name: string): Promise<void> {
  const wanted = page.getByRole(role, { name, exact: true }).first();
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press('Tab');
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`Tab does not lead to “${name}”`);
}

const focused = (page: Page) =>
  page.evaluate(() => document.activeElement!.tagName + ': ' + document.activeElement!.textContent!.slice(0, 60));

test('Rosie confirms by keyboard alone', async ({ page, demo }) => {
  await page.goto(demo.participant);
  await expect(title(page)).toBeVisible();

  await tabTo(page, 'button', 'I’ll bring it');
  await page.keyboard.press('Enter');
  await expect(page.getByText('1 of 2 confirmed')).toBeVisible();
  await expect.poll(() => focused(page)).not.toMatch(/^BODY/);

  await tabTo(page, 'button', 'I’ll bring it');
  await page.keyboard.press('Space');
  await expect(page.getByText('All confirmed.')).toBeVisible();
  await expect.poll(() => focused(page)).not.toMatch(/^BODY/);
});

test('Anika gives an item by keyboard alone, and undoes it', async ({ page, demo }) => {
  await page.goto(demo.coordinator);
  await expect(title(page)).toBeVisible();

  await tabTo(page, 'button', 'Give to… GF Christmas cake');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('group', { name: 'Give GF Christmas cake to' })).toBeVisible();
  await tabTo(page, 'button', 'Keith has not opened the link');
  await page.keyboard.press('Enter');
  await expect(page.getByText('GF Christmas cake is with Keith now.')).toBeVisible();
  await expect.poll(() => focused(page)).not.toMatch(/^BODY/);

  await tabTo(page, 'button', 'Undo');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Taken back.')).toBeVisible();
});

test('Escape closes what asks, and the focus returns', async ({ page, demo }) => {
  await page.goto(demo.coordinator);
  await tabTo(page, 'button', 'More about Fudge');
  await page.keyboard.press('Enter');
  await tabTo(page, 'button', 'Delete Fudge');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Delete Fudge?' })).toBeVisible();

  await page.keyboard.press('Escape');

  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Delete Fudge' })).toBeFocused();
});

test('the first stop skips to the content, and keeps the link', async ({ page, demo }) => {
  for (const link of [demo.participant, demo.coordinator, demo.host]) {
    await page.goto(link);
    await expect(title(page)).toBeVisible();
    await page.keyboard.press('Tab');
    const skip = page.getByRole('button', { name: 'Skip to content' });
    await expect(skip).toBeFocused();
    await expect(skip).toBeInViewport();

    await page.keyboard.press('Enter');

    await expect(title(page)).toBeFocused();
    await expect(page).toHaveURL(link);
  }
});

test('a new page of a host takes the focus and has its own title', async ({ page, demo }) => {
  await page.goto(demo.host);
  await expect(title(page)).toHaveText('Richardson Family Christmas');
  await expect(title(page)).not.toBeFocused();
  for (const [link, tab] of [
    ['People', 'People · Gather'],
    ['Links', 'Invite links · Gather'],
    ['History', 'History · Gather'],
    ['Overview', 'Overview · Gather'],
  ]) {
    await page.getByRole('navigation', { name: 'Host' }).getByRole('link', { name: link }).click();
    await expect(page).toHaveTitle(tab);
    await expect(title(page)).toBeFocused();
    await expect(page.getByRole('navigation', { name: 'Host' }).getByRole('link', { name: link })).toHaveAttribute(
      'aria-current',
      'page',
    );
  }
  await page.getByRole('link', { name: 'Drinks' }).click();
  await expect(page).toHaveTitle('Team · Gather');
  await expect(title(page)).toBeFocused();
});

test('what waits stands still for those who asked for it', async ({ page, demo }) => {
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/api/p', async (route) => {
    await held;
    await route.continue();
  });
  const moving = () => page.evaluate(() => document.getAnimations().length);
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await page.goto(demo.participant);
  await expect(page.getByText('Loading…')).toBeAttached();
  await expect.poll(moving).toBeGreaterThan(0);

  await page.emulateMedia({ reducedMotion: 'reduce' });
  await expect.poll(moving).toBe(0);

  release();
  await expect(page.getByText('Hi Rosie, you bring 2 things')).toBeVisible();
  expect(await moving()).toBe(0);
});

test('the head of a page names nobody and nothing', async ({ page, demo }) => {
  for (const link of [demo.participant, demo.coordinator, demo.host]) {
    await page.goto(link);
    await expect(title(page)).toBeVisible();
    const head = await page.evaluate(() => document.head.innerHTML);
    for (const word of ['Rosie', 'Anika', 'Jacqui', 'Richardson', 'Meringues', 'Puddings', 'gth_']) {
      expect(head).not.toContain(word);
    }
    expect(head).toMatch(/<meta name="robots" content="noindex">/);
  }
});
