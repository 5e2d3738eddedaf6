// The screens of a plan, and how to come to them.

import { expect } from '@playwright/test';

import { emptyDraft, halfPlanned } from './drafts';
import type { Scene, Screen } from './screens';
import { title, unfold } from './words';

const planned =
  (path: string, heading: string) =>
  async ({ page, demo }: Scene): Promise<void> => {
    await page.goto(`${await halfPlanned(page, demo)}/plan${path}`);
    await expect(title(page)).toHaveText(heading);
  };

/** Opens a screen of a plan and goes on from there. */
const within =
  (path: string, heading: string, go: (scene: Scene) => Promise<void>) => async (scene: Scene) => {
    await planned(path, heading)(scene);
    await go(scene);
  };

export const PLAN_SCREENS: Screen[] = [
  {
    name: 'plan, empty',
    tab: 'Plan · Gather',
    open: async ({ page, demo }) => {
      await page.goto(`${await emptyDraft(page, demo)}/plan`);
      await expect(page.getByRole('heading', { name: 'Begin with the days' })).toBeVisible();
    },
  },
  { name: 'plan', tab: 'Plan · Gather', open: planned('', 'Orchard supper') },
  {
    name: 'plan, starting',
    tab: 'Plan · Gather',
    open: within('', 'Orchard supper', async ({ page }) => {
      await page.getByRole('button', { name: 'Start confirming' }).click();
      await page.getByRole('dialog').getByText('Everybody on the list').click();
      await expect(page.getByRole('dialog').getByText('Rosie')).toBeVisible();
    }),
  },
  { name: 'plan, event', tab: 'Event · Gather', open: planned('/event', 'Event') },
  {
    name: 'plan, days',
    tab: 'Days · Gather',
    open: within('/days', 'Days', async ({ page }) => {
      await page.getByRole('button', { name: 'Edit Sunday picnic' }).click();
      await expect(page.getByRole('form', { name: 'Change Sunday picnic' })).toBeVisible();
    }),
  },
  { name: 'plan, teams', tab: 'Teams · Gather', open: planned('/teams', 'Teams') },
  {
    name: 'plan, people',
    tab: 'Plan · People · Gather',
    open: within('/people', 'People', async ({ page }) => {
      await page.getByRole('button', { name: 'More about Anika' }).click();
      await expect(page.getByRole('button', { name: 'Move… Anika', exact: true })).toBeVisible();
    }),
  },
  {
    name: 'plan, moving somebody',
    tab: 'Plan · People · Gather',
    open: within('/people', 'People', async ({ page }) => {
      await page.getByRole('button', { name: 'More about Rosie' }).click();
      await page.getByRole('button', { name: 'Move… Rosie', exact: true }).click();
      await expect(page.getByRole('dialog')).toContainText('Plum cake stays with Puddings');
    }),
  },
  {
    name: 'plan, pasting people',
    tab: 'Paste a list · Gather',
    open: within('/people/paste', 'Paste a list of people', async ({ page }) => {
      await page
        .getByRole('textbox', { name: 'The list' })
        .fill('Who,Team,Mail\nTheo,Puddings,theo@example.org\nRosie,Puddings,\nMo,Bar,mo@\nIda,drinks,');
      await page.getByRole('button', { name: 'Look at the rows' }).click();
      await expect(page.getByRole('region', { name: 'What will be added' })).toBeVisible();
    }),
  },
  { name: 'plan, items', tab: 'Items · Gather', open: planned('/items', 'Items') },
  {
    name: 'plan, items of a team',
    tab: 'Team · Gather',
    open: within('/items', 'Items', async ({ page }) => {
      await page.getByRole('link', { name: 'Puddings' }).click();
      await expect(title(page)).toHaveText('Puddings');
      await unfold(page, 'Plum cake');
    }),
  },
  {
    name: 'overview, draft',
    tab: 'Overview · Gather',
    open: async ({ page, demo }) => {
      await page.goto(await halfPlanned(page, demo));
      await expect(page.getByRole('heading', { name: 'The plan is a draft' })).toBeVisible();
    },
  },
];
