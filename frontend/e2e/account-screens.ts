// The screens of an account and of its mails, and how to come to them.

import { type Page, expect } from '@playwright/test';

import type { Faults } from './demo';
import { JO, type Mailing, enter, signUp, signUpByMail } from './mailing';
import type { Scene, Screen } from './screens';
import { at, fillIn, signIn, title } from './words';

/** What a screen needs where mails leave. */
type MailScene = { page: Page; mailing: Mailing; faults: Faults };

/** A link of the right form that nobody made. */
const nobodys = (page: string, prefix: string) => `/${page}#gth_${prefix}_${'x'.repeat(43)}`;

const opening =
  (path: string, heading: string) =>
  async ({ page, demo }: Scene) => {
    await page.goto(at(demo, path));
    await expect(title(page)).toHaveText(heading);
  };

export const ACCOUNT_SCREENS: Screen[] = [
  {
    name: 'sign in, refused',
    tab: 'Sign in · Gather',
    open: async ({ page, demo, faults }) => {
      faults.expectRefusal(401);
      await page.goto(at(demo, '/login'));
      await signIn(page, JO);
      await expect(page.getByRole('link', { name: 'Have the link sent again' })).toBeVisible();
    },
  },
  {
    name: 'forgotten password',
    tab: 'Forgotten password · Gather',
    open: opening('/forgot', 'Forgotten your password?'),
  },
  {
    name: 'forgotten password, without mail',
    tab: 'Ask for help · Gather',
    open: async ({ page, demo }) => {
      await page.goto(at(demo, '/forgot'));
      await fillIn(page, { 'E-mail': JO.email });
      await page.getByRole('button', { name: 'Send the link' }).click();
      await expect(title(page)).toHaveText('Ask whoever runs this server');
    },
  },
  {
    name: 'confirm address',
    tab: 'Confirm your address · Gather',
    open: opening(nobodys('verify', 'ver'), 'Confirm your address'),
  },
  {
    name: 'confirm address, too late',
    tab: 'Link · Gather',
    open: async ({ page, demo, faults }) => {
      faults.expectRefusal(410);
      await page.goto(at(demo, nobodys('verify', 'ver')));
      await enter(page, JO.password, 'Confirm and sign in');
      await expect(title(page)).toHaveText('This link does not work any more');
    },
  },
  {
    name: 'new address',
    tab: 'New address · Gather',
    open: opening(nobodys('email', 'chg'), 'Use your new address'),
  },
  {
    name: 'new address, no link',
    tab: 'Link · Gather',
    open: opening('/email', 'Open the link from our mail'),
  },
  {
    name: 'new password',
    tab: 'New password · Gather',
    open: opening(nobodys('reset', 'rst'), 'Choose a new password'),
  },
  {
    name: 'new password, too late',
    tab: 'Link · Gather',
    open: async ({ page, demo, faults }) => {
      faults.expectRefusal(410);
      await page.goto(at(demo, nobodys('reset', 'rst')));
      await fillIn(page, { 'New password': JO.password });
      await page.getByRole('button', { name: 'Set the password' }).click();
      await expect(title(page)).toHaveText('This link does not work any more');
    },
  },
  {
    name: 'account, not confirmed',
    tab: 'Account · Gather',
    open: async ({ page, demo }) => {
      await page.goto(at(demo, '/signup#redirect=/account'));
      await signUp(page, JO);
      await page.getByRole('button', { name: 'Send the link' }).click();
      await expect(page.getByText('Whoever runs it can confirm your address.')).toBeVisible();
    },
  },
  {
    name: 'account, deleting',
    tab: 'Account · Gather',
    open: async ({ page, demo }) => {
      await page.goto(at(demo, '/login#redirect=/account'));
      await signIn(page, demo.account);
      await page.getByRole('button', { name: 'Delete account…' }).click();
      await expect(page.getByText('Each passes to whoever')).toBeVisible();
    },
  },
];

export const MAIL_SCREENS: Screen<MailScene>[] = [
  {
    name: 'look at your mail',
    tab: 'Look at your mail · Gather',
    open: async ({ page, mailing }) => {
      await page.goto(mailing.at('/signup'));
      await signUp(page, { ...JO, email: `${'jo.'.repeat(20)}march@example.org` });
      await page.getByRole('button', { name: 'Send it again' }).click();
      await expect(page.getByText('Only the newest link works.')).toBeVisible();
    },
  },
  {
    name: 'look at your mail, forgotten password',
    tab: 'Look at your mail · Gather',
    open: async ({ page, mailing }) => {
      await page.goto(mailing.at('/forgot'));
      await fillIn(page, { 'E-mail': JO.email });
      await page.getByRole('button', { name: 'Send the link' }).click();
      await expect(title(page)).toHaveText('Look at your mail');
    },
  },
  {
    name: 'account, changing the address',
    tab: 'Account · Gather',
    open: async ({ page, mailing }) => {
      await askForAddress(page, mailing);
      await page.getByRole('button', { name: 'Change address' }).click();
      await expect(page.getByLabel('New address')).toBeVisible();
    },
  },
  {
    name: 'new address, changed',
    tab: 'New address · Gather',
    open: async ({ page, mailing }) => {
      await askForAddress(page, mailing);
      await page.goto(await mailing.mailbox.takeLink('jo.march@example.org', 'Confirm your new address'));
      await enter(page, JO.password, 'Use this address');
      await expect(title(page)).toHaveText('Your address is changed');
    },
  },
  {
    name: 'new password, set',
    tab: 'New password · Gather',
    open: async ({ page, mailing, faults }) => {
      faults.expectRefusal(401);
      await signUpByMail(page, mailing);
      await page.goto(mailing.at('/forgot'));
      await fillIn(page, { 'E-mail': JO.email });
      await page.getByRole('button', { name: 'Send the link' }).click();
      await page.goto(await mailing.mailbox.takeLink(JO.email, 'Choose a new password'));
      await fillIn(page, { 'New password': 'staple instead of horse' });
      await page.getByRole('button', { name: 'Set the password' }).click();
      await expect(title(page)).toHaveText('Your password is changed');
    },
  },
  {
    name: 'account, deleted',
    tab: 'Account deleted · Gather',
    open: async ({ page, mailing }) => {
      await signUpByMail(page, mailing);
      await page.goto(mailing.at('/account'));
      await page.getByRole('button', { name: 'Delete account…' }).click();
      await fillIn(page, { 'Your password': JO.password });
      await page.getByRole('button', { name: 'Delete my account' }).click();
      await expect(title(page)).toHaveText('Your account is deleted');
    },
  },
];

async function askForAddress(page: Page, mailing: Mailing): Promise<void> {
  await signUpByMail(page, mailing);
  await page.goto(mailing.at('/account'));
  await page.getByRole('button', { name: 'Change address' }).click();
  await fillIn(page, { 'New address': 'jo.march@example.org', 'Your password': JO.password });
  await page.getByRole('button', { name: 'Send the link' }).click();
  await expect(page.getByText('We sent a link to')).toBeVisible();
}
