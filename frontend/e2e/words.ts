// The parts of a page that several walks speak of, found as a person would find them.

import { type Locator, type Page, expect } from '@playwright/test';

/** The heading of the page. There is never another one. */
export const title = (page: Page): Locator => page.getByRole('heading', { level: 1 });

/** The card of something that the reader brings. */
export const card = (page: Page, name: string): Locator =>
  page.getByRole('article').filter({ has: page.getByRole('heading', { name, exact: true }) });

/** The row of an item on a team's list. */
export const row = (page: Page, name: string): Locator =>
  page
    .getByRole('listitem')
    .filter({ has: page.getByRole('button', { name: `More about ${name}`, exact: true }) });

/** Unfolds what is rarer about an item. */
export async function unfold(page: Page, name: string): Promise<Locator> {
  const item = row(page, name);
  await item.getByRole('button', { name: `More about ${name}`, exact: true }).click();
  return item;
}

/** Gives an item to a member of its team, by two taps. */
export async function give(page: Page, name: string, to: string): Promise<void> {
  const item = row(page, name);
  await item.getByRole('button', { name: `Give to… ${name}`, exact: true }).click();
  await item.getByRole('group', { name: `Give ${name} to` }).getByRole('button', { name: to }).click();
  await expect(page.getByText(`${name} is with ${to} now.`)).toBeVisible();
}

/** Says that one cannot bring something, and perhaps why. */
export async function decline(page: Page, name: string, why = ''): Promise<void> {
  await card(page, name).getByRole('button', { name: 'I can’t bring this' }).click();
  const question = page.getByRole('dialog', { name: `You can’t bring ${name}?` });
  await question.getByLabel('Why (optional)').fill(why);
  await question.getByRole('button', { name: 'I can’t bring this' }).click();
  await expect(card(page, name)).toContainText('You said that you can’t.');
}

/** What a message says that reports a change. */
export const toast = (page: Page, text: string | RegExp): Locator =>
  page.getByRole('status').filter({ hasText: text });

/** Fills in fields by their labels. */
export async function fillIn(page: Page, fields: Record<string, string>): Promise<void> {
  for (const [label, text] of Object.entries(fields)) {
    await page.getByLabel(label, { exact: true }).fill(text);
  }
}

/** What somebody calls something who has no room to lose: one word of eighty letters. */
export const ONE_WORD = `Straßenfest${'ü'.repeat(67)}🎉🎉`;

/** An address of the app that the demo serves. */
export const at = (demo: { host: string }, path: string): string => new URL(path, demo.host).href;

/** Signs in on the page that asks for it. */
export async function signIn(page: Page, who: { email: string; password: string }): Promise<void> {
  await page.getByLabel('E-mail', { exact: true }).fill(who.email);
  await page.getByLabel('Password', { exact: true }).fill(who.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** The part of a link that is secret. */
export const secretOf = (link: string): string => new URL(link).hash.slice(1);

/** The same link with another secret of the same form. */
export function withOtherSecret(link: string): string {
  const url = new URL(link);
  url.hash = url.hash.slice(0, 7) + 'x'.repeat(43);
  return url.href;
}

/**
 * What sticks out to the right; nothing, on a page that needs no sideways scrolling. A phone's window
 * grows with its page, so that it says nothing of how wide it is.
 */
export const overflow = (page: Page): Promise<string[]> =>
  page.evaluate((width) => {
    if (document.scrollingElement!.scrollWidth <= width) return [];
    return [...document.body.getElementsByTagName('*')]
      .filter((element) => element.getBoundingClientRect().right > width + 0.5)
      .map((element) => `${element.tagName} ${element.className}: ${element.textContent!.slice(0, 60)}`);
  }, page.viewportSize()!.width);
