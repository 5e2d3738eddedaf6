// What admins and hosts do before somebody opens an invite.

import { type Page, expect } from '@playwright/test';

import type { Login } from './demo';
import { fillIn, signIn, title, toast } from './words';

/** What the gathering is called that the walks hand over. */
export const SUPPER = 'Orchard supper';

/** An admin lists a gathering that nobody runs. The page is the one where its hosts are. */
export async function listSupper(page: Page, origin: string, admin: Login, name = SUPPER): Promise<void> {
  await page.goto(new URL('/login#redirect=%2Fadmin', origin).href);
  await signIn(page, admin);
  await expect(title(page)).toHaveText('What waits for you');
  await page.getByRole('link', { name: 'List a gathering' }).click();
  await fillIn(page, { Name: name, 'First day': '2027-09-04', 'Whom to ask (optional)': 'choir@example.org' });
  await page.getByRole('button', { name: 'List it' }).click();
  await expect(title(page)).toHaveText('Hosts & invites');
  await expect(page.getByText('Nobody runs it yet.')).toBeVisible();
}

/** Makes an invite, to whoever has the link or for one address; tells the link. */
export async function invite(page: Page, email = '', fields: Record<string, string> = {}): Promise<string> {
  await fillIn(page, { 'For which address (optional)': email, ...fields });
  await page.getByRole('button', { name: 'Make the invite' }).click();
  await expect(page.getByText('The link is shown once.')).toBeVisible();
  const link = await page.getByLabel('The link', { exact: true }).inputValue();
  expect(link).toMatch(/\/event-invite#gth_inv_[\w-]{43}$/);
  return link;
}

/** Takes an invite back, for a reason. */
export async function takeBack(page: Page, whose: string, reason: string): Promise<void> {
  await page.getByRole('button', { name: `Take back for ${whose}` }).click();
  const dialog = page.getByRole('dialog', { name: `Take back the invite for ${whose}?` });
  await dialog.getByLabel('Why (optional)').fill(reason);
  await dialog.getByRole('button', { name: 'Take it back' }).click();
  await expect(toast(page, 'The invite is taken back.')).toBeVisible();
}

/** Looks for a member, on the page of the hosts. */
export async function findMember(page: Page, text: string): Promise<void> {
  await page.getByRole('button', { name: 'A member', exact: true }).click();
  await page.getByLabel('Who?').fill(text);
}

/** Asks a member to run the gathering with one: they are found by their name. */
export async function askMember(page: Page, name: string, words = ''): Promise<void> {
  await findMember(page, name);
  await page.getByRole('radio', { name }).check();
  await page.getByLabel('Words to them (optional)').fill(words);
  await page.getByRole('button', { name: 'Send the invitation' }).click();
  await expect(toast(page, `${name} is invited, and told so.`)).toBeVisible();
}

/** Publishes the gathering of the page where its hosts are. */
export async function publish(page: Page): Promise<void> {
  await page.getByRole('region', { name: 'Public page' }).getByRole('button', { name: 'Publish' }).click();
  await expect(toast(page, 'It is published: everybody can find it.')).toBeVisible();
}
