// The screens that strangers see of gatherings, and those with which hosts decide that.

import { type Page, expect } from '@playwright/test';

import { SUPPER, listSupper, publish } from './inviting';
import type { Scene, Screen } from './screens';
import { ONE_WORD, at, signIn, title } from './words';

/** A gathering that nobody runs, for everybody to see. */
async function announced({ page, demo }: Scene, path: string, name = SUPPER): Promise<void> {
  await listSupper(page, demo.host, demo.admin, name);
  await publish(page);
  await page.context().clearCookies();
  await page.evaluate(() => localStorage.clear());
  await page.goto(at(demo, path));
}

/** The demo's host, where they decide who sees their gathering. */
async function deciding({ page, demo }: Scene): Promise<void> {
  await page.goto(at(demo, '/login'));
  await signIn(page, demo.account);
  await page.getByRole('link', { name: 'Richardson Family Christmas' }).click();
  await page.getByRole('navigation', { name: 'Host' }).getByRole('link', { name: 'Hosts' }).click();
  await page.getByText('Who may see it, and who may invite').click();
}

const cancel = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Cancel the gathering' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
};

export const PUBLIC_SCREENS: Screen[] = [
  {
    name: 'open gatherings, none',
    tab: 'Gatherings · Gather',
    open: async ({ page, demo }) => {
      await page.goto(at(demo, '/gatherings'));
      await expect(page.getByText('No gathering is announced at the moment.')).toBeVisible();
    },
  },
  {
    name: 'open gatherings',
    tab: 'Gatherings · Gather',
    open: async (scene) => {
      await announced(scene, '/gatherings', ONE_WORD);
      await expect(scene.page.getByRole('link', { name: ONE_WORD })).toBeVisible();
    },
  },
  {
    name: 'an open gathering, no host yet',
    tab: 'Gathering · Gather',
    open: async (scene) => {
      await announced(scene, '/gatherings/orchard-supper');
      await expect(scene.page.getByRole('heading', { name: 'No host yet' })).toBeVisible();
    },
  },
  {
    name: 'an open gathering, not there',
    tab: 'Link · Gather',
    open: async ({ page, demo, faults }) => {
      faults.expectRefusal(404);
      await page.goto(at(demo, '/gatherings/nowhere'));
      await expect(title(page)).toHaveText('There is no such gathering');
    },
  },
  {
    name: 'hosts, a public page',
    tab: 'Hosts & invites · Gather',
    open: async (scene) => {
      await deciding(scene);
      await scene.page.getByRole('button', { name: 'Publish for everybody' }).click();
      await expect(scene.page.getByText('Everybody can find it.', { exact: true })).toBeVisible();
    },
  },
  {
    name: 'hosts, cancelling',
    tab: 'Hosts & invites · Gather',
    open: async (scene) => {
      await deciding(scene);
      await cancel(scene.page);
    },
  },
  {
    name: 'part, cancelled',
    tab: 'Your part · Gather',
    open: async (scene) => {
      const { page, demo } = scene;
      await deciding(scene);
      await cancel(page);
      await page.getByRole('dialog').getByRole('button', { name: 'Cancel the gathering' }).click();
      await expect(page.getByRole('button', { name: 'Restore the gathering' })).toBeVisible();
      await page.goto(demo.participant);
      await expect(page.getByText('This gathering does not take place.')).toBeVisible();
    },
  },
];
