// A host who is signed in: the same screens as by link, below the gathering's own address.

import { type Page } from '@playwright/test';

import { Host } from './arrange';
import { type Demo, expect, test } from './demo';
import { card, give, row, signIn, title, toast } from './words';

/** Signs in and opens the demo gathering; tells where it is. */
async function open(page: Page, demo: Demo): Promise<string> {
  await page.goto(new URL('/login', demo.host).href);
  await signIn(page, demo.account);
  await page.getByRole('link', { name: 'Richardson Family Christmas' }).click();
  await expect(title(page)).toHaveText('Richardson Family Christmas');
  return page.url();
}

const tab = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Host' }).getByRole('link', { name });

test('all screens of a host are there, each at an address of its own', async ({ page, demo }) => {
  const overview = await open(page, demo);
  expect(overview).toMatch(/\/events\/[0-9a-f-]{36}$/);
  const bell = page.getByRole('navigation', { name: 'Account' }).getByRole('link', { name: /^Notifications/ });
  await expect(bell).toHaveAttribute('href', '/notifications');
  for (const [name, heading, path] of [
    ['People', 'People', '/people'],
    ['Links', 'Invite links', '/links'],
    ['History', 'History', '/audit'],
  ]) {
    await tab(page, name).click();
    await expect(title(page)).toHaveText(heading);
    await expect(page).toHaveURL(overview + path);
    await expect(bell).toBeVisible();
    await page.reload();
    await expect(title(page)).toHaveText(heading);
  }
  // The plan is behind another door: the browser loads it, and finds the way back.
  await tab(page, 'Plan').click();
  await expect(page).toHaveURL(`${overview}/plan`);
  await expect(page).toHaveTitle('Plan · Gather');
  await page.goBack();
  await expect(title(page)).toHaveText('History');
  await tab(page, 'Overview').click();
  await page.getByRole('link', { name: 'Puddings' }).click();
  await expect(title(page)).toHaveText('Puddings');
  await expect(page).toHaveURL(new RegExp(`^${overview}/teams/`));
});

test('by link the same doors are passed with the link', async ({ page, demo }) => {
  await page.goto(demo.host);
  await tab(page, 'Plan').click();
  await expect(page).toHaveURL(demo.host.replace('/h#', '/h/plan#'));
  await expect(page).toHaveTitle('Plan · Gather');
  await page.reload();
  await expect(title(page)).toHaveText('Richardson Family Christmas');
  await tab(page, 'People').click();
  await expect(page).toHaveURL(demo.host.replace('/h#', '/h/people#'));
  await expect(title(page)).toHaveText('People');
  // Whoever comes by a link is nobody's account.
  await expect(page.getByRole('navigation', { name: 'Account' })).toHaveCount(0);
});

test('confirm, give, undo, and freeze', async ({ page, demo, request }) => {
  const overview = await open(page, demo);
  const things = page.getByRole('article').filter({ has: page.getByRole('button', { name: 'I’ll bring it' }) });
  const name = await things.first().getByRole('heading').textContent();
  await things.first().getByRole('button', { name: 'I’ll bring it' }).click();
  await expect(card(page, name!)).toContainText('Confirmed');

  await page.getByRole('link', { name: 'Puddings' }).click();
  await give(page, 'Fudge', 'Keith');
  await toast(page, 'Fudge is with Keith now.').getByRole('button', { name: 'Undo' }).click();
  await expect(toast(page, 'Taken back.')).toBeVisible();
  await expect(row(page, 'Fudge').getByRole('button', { name: 'Give to… Fudge' })).toBeVisible();

  await new Host(request, demo.host).fillCriticalGaps();
  await page.goto(overview);
  await page.getByRole('button', { name: 'Freeze the plan' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Freeze the plan' }).click();
  await expect(page.getByRole('heading', { name: 'The plan is frozen' })).toBeVisible();
});

test('whoever is not signed in any more is led to the sign-in page, and back', async ({ page, demo, faults }) => {
  const overview = await open(page, demo);
  await page.context().clearCookies();
  faults.expectRefusal(401);
  await page.goto(`${overview}/people?show=not_opened`);
  await expect(title(page)).toHaveText('Sign in');
  await signIn(page, demo.account);
  await expect(page).toHaveURL(`${overview}/people?show=not_opened`);
  await expect(title(page)).toHaveText('People');
});

test('somebody else’s gathering is not there', async ({ page, demo, faults }) => {
  faults.expectRefusal(404);
  const overview = await open(page, demo);
  await page.goto(overview.replace(/.$/, (last) => (last === '0' ? '1' : '0')));
  await expect(title(page)).toHaveText('This gathering is not in your hands');
  await page.getByRole('link', { name: 'My gatherings' }).last().click();
  await expect(title(page)).toHaveText('My gatherings');
});
