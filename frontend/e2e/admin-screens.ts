// The screens of whoever runs the server.

import { type Page, expect } from '@playwright/test';

import type { Demo } from './demo';
import type { Screen } from './screens';
import { listSupper } from './inviting';
import { ONE_WORD, at, signIn, title } from './words';

/** An admin's page. */
export async function asAdmin(page: Page, demo: Demo, path: string, heading: string): Promise<void> {
  await page.goto(at(demo, `/login#redirect=${encodeURIComponent(path)}`));
  await signIn(page, demo.admin);
  await expect(title(page)).toHaveText(heading);
}

/** The demo's host cannot sign in, and no mail leaves: it waits for an admin. */
export async function forgetPassword(page: Page, demo: Demo): Promise<void> {
  const headers = { Origin: new URL(demo.host).origin };
  const data = { email: demo.account.email };
  const answer = await page.request.post(at(demo, '/api/auth/forgot'), { headers, data });
  expect(answer.status()).toBe(202);
}

/** Somebody signs up who is called by one long word. */
export async function signUpAsOneWord(page: Page, demo: Demo): Promise<void> {
  const headers = { Origin: new URL(demo.host).origin };
  const data = { display_name: ONE_WORD, email: 'one@example.org', password: 'correct horse battery' };
  const answer = await page.request.post(at(demo, '/api/auth/signup'), { headers, data });
  expect(answer.ok()).toBe(true);
  await page.context().clearCookies();
}

/** An admin deletes the gathering of the page where its hosts are. */
async function deleteGathering(page: Page): Promise<void> {
  await page.getByRole('region', { name: 'Delete this gathering' }).getByRole('button').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(title(page)).toHaveText('Deleted gatherings');
}

/** Unfolds what can be done about the account of the demo's host. */
export async function changeHost(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Change Jacqui/ }).click();
  await expect(page.getByRole('button', { name: /^Suspend/ })).toBeVisible();
}

export const ADMIN_SCREENS: Screen[] = [
  {
    name: 'accounts, a link for a new password',
    tab: 'Accounts · Gather',
    open: async ({ page, demo }) => {
      await signUpAsOneWord(page, demo);
      await asAdmin(page, demo, '/admin/accounts', 'Accounts');
      await changeHost(page);
      await page.getByRole('button', { name: /^Link for a new password/ }).click();
      await expect(page.getByText('The link is shown once.')).toBeVisible();
    },
  },
  {
    name: 'accounts, suspending somebody',
    tab: 'Accounts · Gather',
    open: async ({ page, demo }) => {
      await asAdmin(page, demo, '/admin/accounts', 'Accounts');
      await changeHost(page);
      await page.getByRole('button', { name: /^Suspend/ }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
    },
  },
  {
    name: 'accounts, deleting somebody',
    tab: 'Accounts · Gather',
    open: async ({ page, demo }) => {
      await asAdmin(page, demo, '/admin/accounts', 'Accounts');
      await changeHost(page);
      await page.getByRole('button', { name: /^Delete/ }).click();
      await expect(page.getByRole('dialog')).toContainText('This cannot be taken back.');
    },
  },
  {
    name: 'mails',
    tab: 'Mails · Gather',
    open: async ({ page, demo }) => {
      await forgetPassword(page, demo);
      await asAdmin(page, demo, '/admin/outbox', 'Mails');
      await expect(page.getByRole('button', { name: /^Open/ })).toBeVisible();
    },
  },
  {
    name: 'mails, one opened',
    tab: 'Mails · Gather',
    open: async ({ page, demo }) => {
      await forgetPassword(page, demo);
      await asAdmin(page, demo, '/admin/outbox', 'Mails');
      await page.getByRole('button', { name: /^Open/ }).click();
      await expect(page.getByRole('dialog').getByText('/reset#gth_rst_')).toBeVisible();
    },
  },
  {
    name: 'all that happened',
    tab: 'History · Gather',
    open: async ({ page, demo }) => {
      await asAdmin(page, demo, '/admin/audit?action=account.', 'All that happened');
      await expect(page.getByLabel('Who did it')).toBeVisible();
    },
  },
  {
    name: 'all that happened, in long words',
    tab: 'History · Gather',
    open: async ({ page, demo }) => {
      await listSupper(page, demo.host, demo.admin, ONE_WORD);
      await page.goto(at(demo, '/admin/audit'));
      await expect(title(page)).toHaveText('All that happened');
      await expect(page.getByText(ONE_WORD).first()).toBeVisible();
    },
  },
  {
    name: 'deleted gatherings',
    tab: 'Deleted gatherings · Gather',
    open: async ({ page, demo }) => {
      await listSupper(page, demo.host, demo.admin, ONE_WORD);
      await deleteGathering(page);
    },
  },
  {
    name: 'deleted gatherings, deleting one for good',
    tab: 'Deleted gatherings · Gather',
    open: async ({ page, demo }) => {
      await listSupper(page, demo.host, demo.admin);
      await deleteGathering(page);
      await page.getByRole('button', { name: /^Delete for good/ }).click();
      await expect(page.getByRole('dialog')).toContainText('nothing brings them back');
    },
  },
  {
    name: 'settings',
    tab: 'Settings · Gather',
    open: ({ page, demo }) => asAdmin(page, demo, '/admin/settings', 'Settings'),
  },
];
