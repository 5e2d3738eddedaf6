// The screens of what somebody is told, and of members who are asked to run a gathering.

import { type Page, expect } from '@playwright/test';

import { signUpAsOneWord } from './admin-screens';
import type { Demo } from './demo';
import { askMember, findMember, invite } from './inviting';
import type { Scene, Screen } from './screens';
import { ONE_WORD, at, signIn, title, toast } from './words';

/** What the demo’s admin is called. */
const ADMIN = 'Admin';

const CHRISTMAS = 'Richardson Family Christmas';

async function comeIn(page: Page, demo: Demo, who: Demo['account'], path: string): Promise<void> {
  await page.goto(at(demo, `/login#redirect=${encodeURIComponent(path)}`));
  await signIn(page, who);
}

/** The page about those who run the Christmas, as its host sees it. */
async function atHosts(page: Page, demo: Demo): Promise<void> {
  await comeIn(page, demo, demo.account, '/events');
  await page.getByRole('link', { name: CHRISTMAS }).click();
  await page.getByRole('navigation', { name: 'Host' }).getByRole('link', { name: 'Hosts' }).click();
  await expect(title(page)).toHaveText('Hosts & invites');
}

/** The demo’s admin is asked to run the Christmas, and looks at what came of that. */
const asked =
  (path: string, heading: string) =>
  async ({ page, demo }: Scene): Promise<void> => {
    await atHosts(page, demo);
    await askMember(page, ADMIN, 'Would you help with the puddings?\nIt is not much.');
    await page.context().clearCookies();
    await page.evaluate(() => localStorage.clear());
    await comeIn(page, demo, demo.admin, path);
    await expect(title(page)).toHaveText(heading);
  };

export const TELLING_SCREENS: Screen[] = [
  {
    name: 'notifications, none',
    tab: 'Notifications · Gather',
    open: async ({ page, demo }) => {
      await comeIn(page, demo, demo.account, '/notifications');
      await expect(page.getByText('Nothing yet.')).toBeVisible();
    },
  },
  {
    name: 'notifications, choosing some',
    tab: 'Notifications · Gather',
    open: async (scene) => {
      await asked('/notifications', 'Notifications')(scene);
      await scene.page.getByText('Tidy up').click();
      await scene.page.getByRole('button', { name: 'Choose some' }).click();
      await scene.page.getByRole('checkbox', { name: 'Choose' }).check();
      await expect(scene.page.getByText('1 chosen.')).toBeVisible();
    },
  },
  {
    name: 'my invitations',
    tab: 'My invitations · Gather',
    open: asked('/invitations', 'My invitations'),
  },
  {
    name: 'my invitations, declining',
    tab: 'My invitations · Gather',
    open: async (scene) => {
      await asked('/invitations', 'My invitations')(scene);
      await scene.page.getByRole('button', { name: 'Decline…' }).click();
      await expect(scene.page.getByLabel('Why (optional)')).toBeVisible();
    },
  },
  {
    name: 'what reaches me',
    tab: 'What reaches you · Gather',
    open: async ({ page, demo }) => {
      await comeIn(page, demo, demo.admin, '/account/mails');
      await expect(page.getByRole('checkbox', { name: 'What admins look after' })).toBeVisible();
    },
  },
  {
    name: 'hosts, looking for a member',
    tab: 'Hosts & invites · Gather',
    open: async ({ page, demo }) => {
      await atHosts(page, demo);
      await findMember(page, ADMIN);
      await page.getByRole('radio', { name: ADMIN }).check();
      await expect(page.getByRole('button', { name: 'Send the invitation' })).toBeVisible();
    },
  },
  {
    name: 'hosts, a member is not found',
    tab: 'Hosts & invites · Gather',
    open: async ({ page, demo }) => {
      await atHosts(page, demo);
      await findMember(page, 'jo@example.org');
      await expect(page.getByText('No member is found by that.')).toBeVisible();
    },
  },
  {
    name: 'hosts, putting somebody in charge',
    tab: 'Hosts & invites · Gather',
    open: async ({ page, demo }) => {
      await signUpAsOneWord(page, demo);
      await comeIn(page, demo, demo.admin, '/admin/events');
      await page.getByRole('link', { name: CHRISTMAS }).click();
      await page.getByRole('button', { name: 'Put somebody in charge', exact: true }).click();
      await page.getByLabel('Who?').fill('straße');
      await page.getByRole('radio', { name: ONE_WORD }).check();
      await page.getByLabel('As what').selectOption({ index: 1 });
      await expect(page.getByLabel('What becomes of whoever has it now')).toBeVisible();
    },
  },
  {
    name: 'hosts, a member is asked, and what happened to an invite',
    tab: 'Hosts & invites · Gather',
    open: async ({ page, demo }) => {
      await atHosts(page, demo);
      await invite(page, 'jo@example.org');
      await page.getByRole('button', { name: 'Make another invite' }).click();
      await askMember(page, ADMIN);
      await page.getByRole('button', { name: 'What happened for jo@example.org' }).click();
      await expect(page.getByText('made it.')).toBeVisible();
    },
  },
  {
    name: 'hosts, withdrawing an invitation',
    tab: 'Hosts & invites · Gather',
    open: async ({ page, demo }) => {
      await atHosts(page, demo);
      await askMember(page, ADMIN);
      await page.getByRole('button', { name: `Withdraw the invitation of ${ADMIN}` }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
    },
  },
  {
    name: 'hosts, who ran it before',
    tab: 'Hosts & invites · Gather',
    open: async ({ page, demo }) => {
      await atHosts(page, demo);
      await askMember(page, ADMIN);
      await page.getByRole('button', { name: `Withdraw the invitation of ${ADMIN}` }).click();
      await page.getByRole('button', { name: 'Withdraw it' }).click();
      await expect(toast(page, `The invitation of ${ADMIN} is withdrawn.`)).toBeVisible();
      await page.getByText('Who ran it before').click();
      await expect(page.getByText('That was taken back')).toBeVisible();
    },
  },
];
