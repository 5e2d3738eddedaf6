// What holds on every screen: it can be read, reached and used by everybody.

import AxeBuilder from '@axe-core/playwright';
import { type Page } from '@playwright/test';

import { MAIL_SCREENS } from './account-screens';
import { Host } from './arrange';
import { expect, test } from './demo';
import { test as mailing } from './mailing';
import { SCREENS } from './screens';
import { overflow, title } from './words';

/** How wide a window is on a desk. Half of it is what is left at 200 %. */
const DESK = 1280;

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/**
 * The rules that a screen breaks, each with where. There are no frames: what axe finds in one page
 * need not be put together in another, which takes as long again.
 */
async function broken(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(WCAG).setLegacyMode().analyze();
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

/** What holds on a screen, whichever it is, on a phone and on a desk. */
async function judge(page: Page, tab: string): Promise<void> {
  await expect(page.getByRole('heading', { level: 1, includeHidden: true })).toHaveCount(1);
  await expect(page).toHaveTitle(tab);
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
  await expect(page.getByRole('main', { includeHidden: true })).toHaveCount(1);
  const { width: phone, height } = page.viewportSize()!;
  for (const width of [phone, DESK]) {
    await page.setViewportSize({ width, height });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      expect(await broken(page), `${colorScheme}, ${width} pixels`).toEqual([]);
    }
    expect(await small(page), `too small for a finger, ${width} pixels`).toEqual([]);
  }
  for (const width of [DESK, DESK / 2, phone, 320]) {
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
