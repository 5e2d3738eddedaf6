// Who has no mouse, or does not see the page: where the focus is, and where it goes.

import { type Page } from '@playwright/test';

import { expect, test } from './demo';
import { title } from './words';

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
  const tab = (name: string) => page.getByRole('navigation', { name: 'Host' }).getByRole('link', { name });
  await page.goto(demo.host.replace('/h#', '/h/people#'));
  await expect(title(page)).toHaveText('People');
  await expect(title(page)).not.toBeFocused();
  for (const [name, named] of [
    ['Links', 'Invite links · Gather'],
    ['History', 'History · Gather'],
    ['People', 'People · Gather'],
  ]) {
    await tab(name).click();
    await expect(page).toHaveTitle(named);
    await expect(title(page)).toBeFocused();
    await expect(tab(name)).toHaveAttribute('aria-current', 'page');
  }
  // Behind another door the browser loads the page, and begins with its title.
  await tab('Overview').click();
  await expect(page).toHaveTitle('Overview · Gather');
  await expect(tab('Overview')).toHaveAttribute('aria-current', 'page');
  await page.getByRole('link', { name: 'Drinks' }).click();
  await expect(page).toHaveTitle('Team · Gather');
  await expect(title(page)).toBeFocused();
});
