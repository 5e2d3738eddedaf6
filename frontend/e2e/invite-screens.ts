// The screens of invites, and of those who hand them out.

import { type Page, expect } from '@playwright/test';

import type { Demo } from './demo';
import { SUPPER, invite, listSupper, takeBack } from './inviting';
import { JO, signUp } from './mailing';
import type { Scene, Screen } from './screens';
import { ONE_WORD, at, signIn, title } from './words';

/** An admin's page. */
const asAdmin =
  (path: string, heading: string) =>
  async ({ page, demo }: Scene): Promise<void> => {
    await listSupper(page, demo.host, demo.admin, ONE_WORD);
    await invite(page, 'jo@example.org', { 'Label (optional)': 'Jo from the choir' });
    await page.goto(at(demo, path));
    await expect(title(page)).toHaveText(heading);
  };

/** Opens an invite as somebody who is not signed in. */
async function asStranger(page: Page, demo: Demo, link: string): Promise<void> {
  await page.context().clearCookies();
  await page.evaluate(() => localStorage.clear());
  await page.goto(at(demo, '/'));
  await page.goto(link);
}

/** Opens an invite as the demo's host. */
async function asHost(page: Page, demo: Demo, link: string): Promise<void> {
  await asStranger(page, demo, link);
  await page.getByRole('link', { name: 'Sign in', exact: true }).click();
  await signIn(page, demo.account);
}

/** Has the demo's host run a gathering with the admin as a co-host, and unfolds what is to be done. */
async function withCohost(page: Page, demo: Demo): Promise<void> {
  await listSupper(page, demo.host, demo.admin);
  const link = await invite(page);
  await page.getByRole('button', { name: 'Make another invite' }).click();
  await page.getByLabel('As what').selectOption('Co-host');
  await page.goto(await invite(page));
  await expect(title(page)).toHaveText(`You help to run ${SUPPER}`);
  await asHost(page, demo, link);
  await page.getByRole('link', { name: 'Start planning' }).click();
  await page.getByRole('navigation', { name: 'Host' }).getByRole('link', { name: 'Hosts' }).click();
  await page.getByRole('button', { name: 'Change for' }).last().click();
  await expect(page.getByRole('button', { name: 'Hand over' })).toBeVisible();
}

export const INVITE_SCREENS: Screen[] = [
  { name: 'admin', tab: 'What waits · Gather', open: asAdmin('/admin', 'What waits for you') },
  {
    name: 'all gatherings, listing one',
    tab: 'Gatherings · Gather',
    open: async (scene) => {
      await asAdmin('/admin/events', 'All gatherings')(scene);
      await scene.page.getByRole('button', { name: 'List a gathering' }).click();
      await expect(scene.page.getByLabel('Whom to ask (optional)')).toBeVisible();
    },
  },
  { name: 'all invites', tab: 'Invites · Gather', open: asAdmin('/admin/invites', 'All invites') },
  {
    name: 'admin, for somebody who is none',
    tab: 'Link · Gather',
    open: async ({ page, demo }) => {
      await page.goto(at(demo, '/login#redirect=/admin'));
      await signIn(page, demo.account);
      await expect(title(page)).toHaveText('This page is for admins');
    },
  },
  {
    name: 'hosts, an invite just made',
    tab: 'Hosts & invites · Gather',
    open: async ({ page, demo }) => {
      await listSupper(page, demo.host, demo.admin);
      await invite(page, `${'jo.'.repeat(15)}march@example.org`);
    },
  },
  {
    name: 'hosts, changing an invite',
    tab: 'Hosts & invites · Gather',
    open: async ({ page, demo }) => {
      await page.goto(at(demo, '/login'));
      await signIn(page, demo.account);
      await page.getByRole('link', { name: 'Richardson Family Christmas' }).click();
      await page.getByRole('navigation', { name: 'Host' }).getByRole('link', { name: 'Hosts' }).click();
      await invite(page);
      await page.getByRole('button', { name: 'Make another invite' }).click();
      await page.getByText('Who may do what').click();
      await page.getByRole('button', { name: 'Change for Whoever has the link' }).click();
    },
  },
  {
    name: 'hosts, taking an invite back',
    tab: 'Hosts & invites · Gather',
    open: async ({ page, demo }) => {
      await listSupper(page, demo.host, demo.admin);
      await invite(page, 'jo@example.org');
      await page.getByRole('button', { name: 'Take back for jo@example.org' }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
    },
  },
  {
    name: 'hosts, changing who runs it',
    tab: 'Hosts & invites · Gather',
    open: async ({ page, demo }) => withCohost(page, demo),
  },
  {
    name: 'hosts, handing over',
    tab: 'Hosts & invites · Gather',
    open: async ({ page, demo }) => {
      await withCohost(page, demo);
      await page.getByRole('button', { name: 'Hand over' }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
    },
  },
  {
    name: 'invite',
    tab: 'Invite · Gather',
    open: async ({ page, demo }) => {
      await listSupper(page, demo.host, demo.admin);
      const words = { 'Words to them (optional)': 'Would you take this on?\nWe would all help.' };
      await asStranger(page, demo, await invite(page, 'jo@example.org', words));
      await expect(title(page)).toHaveText(SUPPER);
    },
  },
  {
    name: 'invite, with another account',
    tab: 'Invite · Gather',
    open: async ({ page, demo }) => {
      await listSupper(page, demo.host, demo.admin);
      await asHost(page, demo, await invite(page, 'jo@example.org'));
      await expect(page.getByRole('button', { name: 'Switch account' })).toBeVisible();
    },
  },
  {
    name: 'invite, accepted',
    tab: 'Invite accepted · Gather',
    open: async ({ page, demo }) => {
      await listSupper(page, demo.host, demo.admin);
      await asHost(page, demo, await invite(page));
      await expect(title(page)).toHaveText(`${SUPPER} is in your hands`);
    },
  },
  {
    name: 'invite, declining',
    tab: 'Invite · Gather',
    open: async ({ page, demo }) => {
      await listSupper(page, demo.host, demo.admin);
      await asStranger(page, demo, await invite(page, JO.email));
      await page.getByRole('link', { name: 'sign in to decline' }).click();
      await page.getByRole('link', { name: 'Create one' }).click();
      await signUp(page, JO);
      await expect(page.getByRole('heading', { name: 'Decline the invite?' })).toBeVisible();
    },
  },
  {
    name: 'invite, taken back',
    tab: 'Link · Gather',
    open: async ({ page, demo, faults }) => {
      faults.expectRefusal(410);
      await listSupper(page, demo.host, demo.admin);
      const link = await invite(page, 'jo@example.org');
      await takeBack(page, 'jo@example.org', 'Somebody else does it');
      await asStranger(page, demo, link);
      await expect(title(page)).toHaveText('This invite was taken back');
    },
  },
  {
    name: 'invite, unknown',
    tab: 'Link · Gather',
    open: async ({ page, demo, faults }) => {
      faults.expectRefusal(404);
      await page.goto(at(demo, `/event-invite#gth_inv_${'x'.repeat(43)}`));
      await expect(title(page)).toHaveText('This invite does not work');
    },
  },
  {
    name: 'invite, half a link',
    tab: 'Link · Gather',
    open: async ({ page, demo }) => {
      await page.goto(at(demo, '/event-invite#gth_inv_abc'));
      await expect(title(page)).toHaveText('This link is not complete');
      await expect(page.getByRole('main').getByRole('link', { name: 'What is Gather?' })).toBeVisible();
    },
  },
  {
    name: 'invite, no link',
    tab: 'Link · Gather',
    open: async ({ page, demo }) => {
      await page.goto(at(demo, '/event-invite'));
      await expect(title(page)).toHaveText('Open the invite you were sent');
    },
  },
];
