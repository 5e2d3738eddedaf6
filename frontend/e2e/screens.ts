// Every screen there is, and how to come to it.

import { type Page, expect } from '@playwright/test';

import { ACCOUNT_SCREENS } from './account-screens';
import { ADMIN_SCREENS } from './admin-screens';
import { ANSWER_SCREENS } from './answer-screens';
import { Host } from './arrange';
import type { Demo, Faults } from './demo';
import { INVITE_SCREENS } from './invite-screens';
import { PLAN_SCREENS } from './plan-screens';
import { PUBLIC_SCREENS } from './public-screens';
import { TELLING_SCREENS } from './telling-screens';
import { ONE_WORD, at, row, signIn, title, unfold, withOtherSecret } from './words';

/** What a screen needs to be opened. */
export type Scene = { page: Page; demo: Demo; host: Host; faults: Faults };

export type Screen<S = Scene> = {
  name: string;
  /** What the browser's tab says. It names nobody. */
  tab: string;
  open: (scene: S) => Promise<void>;
};

/** Below `/h`, with the host's link. */
const hostPage = (demo: Demo, path: string) => demo.host.replace('/h#', `/h${path}#`);

async function teamPage({ page, demo, host }: Scene): Promise<void> {
  const team = (await host.overview()).teams.find((one) => one.name === 'Puddings')!;
  await page.goto(hostPage(demo, `/teams/${team.id}`));
  await expect(title(page)).toHaveText('Puddings');
}

const opening =
  (link: (demo: Demo) => string, heading: string | RegExp) =>
  async ({ page, demo }: Scene) => {
    await page.goto(link(demo));
    await expect(title(page)).toHaveText(heading);
  };

/** A screen of the demo's host, past the sign-in page. */
const signedIn =
  (path: string, heading: string) =>
  async ({ page, demo }: Scene) => {
    await page.goto(at(demo, `/login#redirect=${encodeURIComponent(path)}`));
    await signIn(page, demo.account);
    await expect(title(page)).toHaveText(heading);
  };

const paper =
  (path: string, heading: string) =>
  async ({ page, demo }: Scene): Promise<void> => {
    await page.goto(hostPage(demo, `/paper${path}`));
    await expect(title(page)).toHaveText(heading);
  };

export const SCREENS: Screen[] = [
  {
    name: 'home',
    tab: 'Gather',
    open: opening((demo) => new URL('/', demo.host).href, 'Everybody knows what they bring'),
  },
  {
    name: 'home, no whole link',
    tab: 'Gather',
    open: async ({ page, demo }) => {
      await page.goto(at(demo, '/'));
      await page.getByRole('button', { name: 'Open' }).click();
      await expect(page.getByText('This is no whole link.')).toBeVisible();
    },
  },
  {
    name: 'sign in',
    tab: 'Sign in · Gather',
    open: opening((demo) => at(demo, '/login'), 'Sign in'),
  },
  {
    name: 'create account, refused',
    tab: 'Create account · Gather',
    open: async ({ page, demo, faults }) => {
      faults.expectRefusal(422);
      await page.goto(at(demo, '/signup'));
      await page.getByRole('button', { name: 'Create account' }).click();
      await expect(page.getByRole('alert')).toContainText('Something is not right yet');
    },
  },
  {
    name: 'my gatherings, none',
    tab: 'My gatherings · Gather',
    open: async ({ page, demo }) => {
      await page.goto(at(demo, '/signup'));
      // Whose name leaves no room beside it.
      await page.getByLabel('Your name').fill(ONE_WORD);
      await page.getByLabel('E-mail').fill('jo@example.org');
      await page.getByLabel('Password', { exact: true }).fill('correct horse battery');
      await page.getByRole('button', { name: 'Create account' }).click();
      await expect(page.getByText('You have no gatherings yet.')).toBeVisible();
    },
  },
  {
    name: 'my gatherings',
    tab: 'My gatherings · Gather',
    open: signedIn('/events', 'My gatherings'),
  },
  {
    name: 'new gathering',
    tab: 'New gathering · Gather',
    open: signedIn('/events/new', 'New gathering'),
  },
  { name: 'account', tab: 'Account · Gather', open: signedIn('/account', 'Account') },
  {
    name: 'overview, signed in',
    tab: 'Overview · Gather',
    open: async (scene) => {
      await signedIn('/events', 'My gatherings')(scene);
      await scene.page.getByRole('link', { name: 'Richardson Family Christmas' }).click();
      await expect(title(scene.page)).toHaveText('Richardson Family Christmas');
    },
  },
  {
    name: 'not one’s own',
    tab: 'Link · Gather',
    open: async (scene) => {
      scene.faults.expectRefusal(404);
      const nobodys = '/events/0190a5b0-0000-7000-8000-000000000000';
      await signedIn(nobodys, 'This gathering is not in your hands')(scene);
    },
  },
  {
    name: 'participant',
    tab: 'Your part · Gather',
    open: opening((demo) => demo.participant, 'Richardson Family Christmas'),
  },
  {
    name: 'participant, half confirmed',
    tab: 'Your part · Gather',
    open: async ({ page, demo }) => {
      await page.goto(demo.participant);
      await page.getByRole('button', { name: 'I’ll bring it' }).first().click();
      await expect(page.getByText('1 of 2 confirmed')).toBeVisible();
    },
  },
  {
    name: 'participant, frozen',
    tab: 'Your part · Gather',
    open: async ({ page, demo, host }) => {
      await host.freeze();
      await page.goto(demo.participant);
      await expect(page.getByText('The plan is frozen: ask Anika for changes.')).toBeVisible();
    },
  },
  {
    name: 'participant, finished',
    tab: 'Your part · Gather',
    open: async ({ page, demo, host }) => {
      await host.freeze();
      await host.move('complete');
      await page.goto(demo.participant);
      await expect(page.getByText('Finished, thank you.')).toBeVisible();
    },
  },
  {
    name: 'coordinator',
    tab: 'Your team · Gather',
    open: opening((demo) => demo.coordinator, 'Puddings'),
  },
  {
    name: 'coordinator, at work',
    tab: 'Your team · Gather',
    open: async ({ page, demo }) => {
      await page.goto(demo.coordinator);
      await row(page, 'Fudge').getByRole('button', { name: 'Give to… Fudge' }).click();
      await unfold(page, 'GF trifle');
      await unfold(page, 'Berries');
      await row(page, 'Berries').getByRole('button', { name: 'Edit Berries' }).click();
      await page.getByText('Notes and description').click();
      await expect(page.getByLabel('Description')).toBeVisible();
    },
  },
  {
    name: 'coordinator, a mistake',
    tab: 'Your team · Gather',
    open: async ({ page, demo, faults }) => {
      faults.expectRefusal(422);
      await page.goto(demo.coordinator);
      await page.getByRole('button', { name: 'Add item' }).click();
      await page.getByRole('button', { name: 'Save' }).click();
      await expect(page.getByLabel('Name')).toHaveAttribute('aria-invalid', 'true');
    },
  },
  {
    name: 'coordinator, after giving',
    tab: 'Your team · Gather',
    open: async ({ page, demo }) => {
      await page.goto(demo.coordinator);
      await row(page, 'GF trifle').getByRole('button', { name: 'Give to… GF trifle' }).click();
      await page.getByRole('button', { name: 'Keith' }).click();
      await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible();
    },
  },
  {
    name: 'coordinator, deleting',
    tab: 'Your team · Gather',
    open: async ({ page, demo }) => {
      await page.goto(demo.coordinator);
      const fudge = await unfold(page, 'Fudge');
      await fudge.getByRole('button', { name: 'Delete Fudge' }).click();
      await expect(page.getByRole('dialog', { name: 'Delete Fudge?' })).toBeVisible();
    },
  },
  {
    name: 'coordinator, frozen',
    tab: 'Your team · Gather',
    open: async ({ page, demo, host }) => {
      await host.freeze();
      await page.goto(demo.coordinator);
      await expect(page.getByRole('button', { name: 'Add item' })).toBeDisabled();
    },
  },
  {
    name: 'overview',
    tab: 'Overview · Gather',
    open: opening((demo) => demo.host, 'Richardson Family Christmas'),
  },
  {
    name: 'overview, freezing',
    tab: 'Overview · Gather',
    open: async ({ page, demo, host }) => {
      await host.fillCriticalGaps();
      await page.goto(demo.host);
      await page.getByRole('button', { name: 'Freeze the plan' }).click();
      await expect(page.getByRole('dialog', { name: 'Freeze the plan?' })).toBeVisible();
    },
  },
  {
    name: 'overview, frozen, counting guests',
    tab: 'Overview · Gather',
    open: async ({ page, demo, host }) => {
      await host.freeze();
      await page.goto(demo.host);
      await page.getByRole('button', { name: 'Edit guest count' }).click();
      await expect(page.getByLabel('Guests')).toBeVisible();
    },
  },
  {
    name: 'overview, finished',
    tab: 'Overview · Gather',
    open: async ({ page, demo, host }) => {
      await host.freeze();
      await host.move('complete');
      await page.goto(demo.host);
      await expect(page.getByRole('heading', { name: 'Finished, thank you' })).toBeVisible();
    },
  },
  { name: 'team', tab: 'Team · Gather', open: teamPage },
  {
    name: 'team, overriding',
    tab: 'Team · Gather',
    open: async (scene) => {
      await scene.host.freeze();
      await teamPage(scene);
      const fudge = row(scene.page, 'Fudge');
      await fudge.getByRole('button', { name: 'Give to… Fudge' }).click();
      await fudge.getByRole('button', { name: 'Keith' }).click();
      const why = scene.page.getByRole('dialog', { name: 'Give Fudge to Keith' });
      await why.getByRole('button', { name: 'Change anyway' }).click();
      await expect(why.getByText('Say why, in a few words.')).toBeVisible();
    },
  },
  {
    name: 'people',
    tab: 'People · Gather',
    open: opening((demo) => hostPage(demo, '/people'), 'People'),
  },
  {
    name: 'people, nobody to show',
    tab: 'People · Gather',
    open: async ({ page, demo, host }) => {
      await host.letEverybodyOpen();
      await page.goto(hostPage(demo, '/people?show=not_opened'));
      await expect(page.getByText('Everybody has opened their link.')).toBeVisible();
    },
  },
  {
    name: 'links',
    tab: 'Invite links · Gather',
    open: async ({ page, demo }) => {
      await page.goto(hostPage(demo, '/links'));
      await page.getByRole('button', { name: 'More ways of Joanna' }).click();
      await expect(page.getByRole('button', { name: 'Replace link of Joanna' })).toBeVisible();
    },
  },
  {
    name: 'links, replacing',
    tab: 'Invite links · Gather',
    open: async ({ page, demo }) => {
      await page.goto(hostPage(demo, '/links'));
      await page.getByRole('button', { name: 'More ways of Jacqui & Ian' }).click();
      await page.getByRole('button', { name: 'Replace link of Jacqui & Ian' }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
    },
  },
  {
    name: 'history',
    tab: 'History · Gather',
    open: async ({ page, demo, host }) => {
      await host.freeze();
      await host.move('confirming');
      await page.goto(hostPage(demo, '/audit'));
      await expect(page.getByRole('listitem').filter({ hasText: 'unfroze the plan' })).toBeVisible();
    },
  },
  { name: 'print and save', tab: 'Print & save · Gather', open: paper('', 'Print & save') },
  { name: 'sheets by team', tab: 'Team by team · Gather', open: paper('/teams', 'Team by team') },
  { name: 'sheets by day', tab: 'Day by day · Gather', open: paper('/days', 'Day by day') },
  {
    name: 'a link as a code',
    tab: 'QR code · Gather',
    open: async ({ page, demo }) => {
      await page.goto(hostPage(demo, '/links'));
      await page.getByRole('button', { name: 'More ways of Rosie' }).click();
      await page.getByRole('link', { name: 'QR code of Rosie' }).click();
      await expect(title(page)).toHaveText('Rosie');
    },
  },
  ...ACCOUNT_SCREENS,
  ...ADMIN_SCREENS,
  ...ANSWER_SCREENS,
  ...INVITE_SCREENS,
  ...PLAN_SCREENS,
  ...PUBLIC_SCREENS,
  ...TELLING_SCREENS,
  {
    name: 'no link',
    tab: 'Link · Gather',
    open: opening((demo) => new URL('/p', demo.host).href, 'Open the link you were sent'),
  },
  {
    name: 'half a link',
    tab: 'Link · Gather',
    open: opening((demo) => demo.participant.slice(0, -5), 'This link is not complete'),
  },
  {
    name: 'unknown link',
    tab: 'Link · Gather',
    open: async ({ page, demo, faults }) => {
      faults.expectRefusal(401);
      await page.goto(withOtherSecret(demo.coordinator));
      await expect(title(page)).toHaveText('This link does not work');
    },
  },
  {
    name: 'another role’s link',
    tab: 'Link · Gather',
    open: opening((demo) => demo.participant.replace('/p#', '/h#'), 'This link is for another page'),
  },
  {
    name: 'server away',
    tab: 'Not loaded · Gather',
    open: async ({ page, demo, faults }) => {
      faults.expectSilence();
      await page.route('**/api/**', (route) => route.abort());
      await page.goto(demo.participant);
      await expect(title(page)).toHaveText('This page could not be loaded');
    },
  },
  {
    name: 'not found',
    tab: 'Page not found · Gather',
    open: async ({ page, demo, faults }) => {
      faults.expectRefusal(404);
      await page.goto(new URL('/nowhere', demo.host).href);
      await expect(title(page)).toHaveText('There is nothing here');
    },
  },
];
