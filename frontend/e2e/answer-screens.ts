// What the screens look like once somebody has said that they cannot, and how to come to them.

import { type Page, expect } from '@playwright/test';

import type { Scene, Screen } from './screens';
import { card, decline, row, title, unfold } from './words';

export const WHY = 'I am ill, and so is the oven. Sorry!';

/** Rosie opens her page and says that she cannot make the meringues. */
async function rosieCannot({ page, demo }: Pick<Scene, 'page' | 'demo'>): Promise<void> {
  await page.goto(demo.participant);
  await decline(page, 'Meringues', WHY);
}

/** The same, where the gathering cannot do without them. */
async function criticalOneCannot({ page, demo, host }: Scene): Promise<void> {
  await host.edit('Puddings', 'Meringues', { critical: true });
  await rosieCannot({ page, demo });
}

const declined = (page: Page) => row(page, 'Meringues').getByText('Rosie can’t');

export const ANSWER_SCREENS: Screen[] = [
  {
    name: 'participant, asked why',
    tab: 'Your part · Gather',
    open: async ({ page, demo }) => {
      await page.goto(demo.participant);
      await card(page, 'Meringues').getByRole('button', { name: 'I can’t bring this' }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
    },
  },
  { name: 'participant, cannot', tab: 'Your part · Gather', open: rosieCannot },
  {
    name: 'coordinator, somebody cannot',
    tab: 'Your team · Gather',
    open: async (scene) => {
      await criticalOneCannot(scene);
      await scene.page.goto(scene.demo.coordinator);
      await expect(declined(scene.page)).toBeVisible();
      await unfold(scene.page, 'Meringues');
      await expect(row(scene.page, 'Meringues')).toContainText('cannot bring or do Meringues');
    },
  },
  {
    name: 'coordinator, somebody called',
    tab: 'Your team · Gather',
    open: async ({ page, demo }) => {
      await page.goto(demo.coordinator);
      await unfold(page, 'Brandy sauce');
      await row(page, 'Brandy sauce').getByRole('button', { name: 'Mark as confirmed by phone' }).click();
      await expect(page.getByRole('dialog')).toContainText('Has Keith confirmed by phone?');
    },
  },
  {
    name: 'overview, somebody cannot',
    tab: 'Overview · Gather',
    open: async (scene) => {
      await criticalOneCannot(scene);
      await scene.page.goto(scene.demo.host);
      await expect(scene.page.getByRole('link', { name: '1 can’t bring something' })).toBeVisible();
    },
  },
  {
    name: 'people, somebody cannot',
    tab: 'People · Gather',
    open: async (scene) => {
      await rosieCannot(scene);
      await scene.page.goto(scene.demo.host.replace('/h#', '/h/people?show=declined#'));
      await expect(title(scene.page)).toHaveText('People');
      await expect(scene.page.getByText(WHY)).toBeVisible();
    },
  },
];
