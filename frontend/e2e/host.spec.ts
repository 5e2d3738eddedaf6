// Jacqui and Ian bring the plan to the point where it stands, and over the day.

import { type Page } from '@playwright/test';

import { Host } from './arrange';
import { expect, test } from './demo';
import { card, give, overflow, row, title, toast, unfold } from './words';

/** Every critical item that nobody has, and somebody who can take it. */
const BLOCKERS = [
  ['GF Christmas cake', 'Puddings', 'Rosie'],
  ['GF Xmas pudding', 'Puddings', 'Keith'],
  ['GF trifle', 'Puddings', 'Lance'],
  ['Pavlova', 'Puddings', 'Anika'],
  ["Birthday cake (Joanna's 50th)", 'Later Food', 'Gus'],
  ['Table setup + labels', 'Setup', 'Elliot'],
] as const;

const FREEZE = { name: 'Freeze the plan' };

const tab = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Host' }).getByRole('link', { name });

/** The row of a person, on the pages that list them. */
const person = (page: Page, name: string) =>
  page
    .getByRole('listitem')
    .filter({ has: page.getByRole('button', { name: `Copy link of ${name}`, exact: true }) });

test('the first thing on the page is what stands in the way', async ({ page, demo }) => {
  await page.goto(demo.host);

  await expect(title(page)).toHaveText('Richardson Family Christmas');
  const readiness = page.getByRole('region', { name: '6 things stand between you and a frozen plan' });
  await expect(readiness).toBeVisible();
  for (const [item] of BLOCKERS) {
    await expect(readiness.getByRole('link', { name: item, exact: true })).toBeVisible();
  }
  const freeze = readiness.getByRole('button', FREEZE);
  await expect(freeze).toBeDisabled();
  await expect(freeze).toHaveAccessibleDescription(/Critical items nobody has yet/);
  await expect(readiness.getByText('Critical items nobody has yet')).toBeVisible();
  await freeze.click({ force: true });
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(readiness.getByRole('link', { name: /have not opened/ })).toBeVisible();
  await expect(readiness.getByRole('link', { name: /have not confirmed/ })).toBeVisible();
});

test('from six gaps to the end, by clicking alone', async ({ page, demo }) => {
  await page.goto(demo.host);

  let left = BLOCKERS.length;
  for (const [item, team, to] of BLOCKERS) {
    await page.getByRole('link', { name: item, exact: true }).click();
    await expect(title(page)).toHaveText(team);
    const panel = page.getByRole('group', { name: `Give ${item} to` });
    await expect(panel).toBeInViewport();
    await panel.getByRole('button', { name: to }).click();
    await expect(toast(page, `${item} is with ${to} now.`)).toBeVisible();
    await page.getByRole('link', { name: '← All teams' }).click();
    left -= 1;
    const next = left === 0 ? 'Ready to freeze' : left === 1 ? '1 thing stands between you' : `${left} things stand`;
    await expect(page.getByRole('heading', { level: 2, name: next })).toBeVisible();
  }

  await page.getByRole('button', FREEZE).click();
  const question = page.getByRole('dialog', { name: 'Freeze the plan?' });
  await expect(question).toContainText('Every critical item has someone.');
  await expect(question).toContainText('They still can, after freezing.');
  await question.getByRole('button', FREEZE).click();
  await expect(toast(page, 'The plan is frozen.')).toBeVisible();
  await expect(page.getByRole('heading', { level: 2, name: 'The plan is frozen' })).toBeVisible();

  await page.getByRole('button', { name: 'Unfreeze' }).click();
  const open = page.getByRole('dialog', { name: 'Unfreeze the plan?' });
  await open.getByLabel('Reason (optional)').fill('Two more guests');
  await open.getByRole('button', { name: 'Unfreeze' }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'Ready to freeze' })).toBeVisible();

  await page.getByRole('button', FREEZE).click();
  await question.getByRole('button', FREEZE).click();
  await page.getByRole('button', { name: 'Finish' }).click();
  const end = page.getByRole('dialog', { name: 'Finish the gathering?' });
  await expect(end).toContainText('this cannot be taken back');
  await end.getByRole('button', { name: 'Finish' }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'Finished, thank you' })).toBeVisible();

  await expect(page.getByRole('button', { name: /Freeze|Unfreeze|Finish/ })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Edit guest count' })).toBeDisabled();
  await page.getByRole('link', { name: 'Puddings' }).click();
  await expect(page.getByText('The gathering is finished. Nothing changes any more.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Add item' })).toBeDisabled();

  await tab(page, 'History').click();
  const entries = page.getByRole('main').getByRole('list').getByRole('listitem');
  await expect(entries.first()).toContainText('moved the plan to finished');
  await expect(entries.filter({ hasText: 'unfroze the plan' })).toContainText('Two more guests');
});

test('a change of a frozen plan asks why, and is marked', async ({ page, demo, request }) => {
  await new Host(request, demo.host).freeze();
  await page.goto(demo.host);
  await page.getByRole('link', { name: 'Puddings' }).click();
  await expect(page.getByText(/Each change here is an override/)).toBeVisible();

  await row(page, 'Fudge').getByRole('button', { name: 'Give to… Fudge' }).click();
  await page.getByRole('group', { name: 'Give Fudge to' }).getByRole('button', { name: 'Keith' }).click();
  const why = page.getByRole('dialog', { name: 'Give Fudge to Keith' });
  await expect(why).toContainText('The plan is frozen.');
  await why.getByRole('button', { name: 'Change anyway' }).click();
  await expect(why.getByLabel('Reason')).toHaveAccessibleDescription('Say why, in a few words.');
  await why.getByLabel('Reason').fill('Keith offered');
  await why.getByRole('button', { name: 'Change anyway' }).click();
  await expect(toast(page, 'Override: Fudge is with Keith now.')).toBeVisible();
  await expect(row(page, 'Fudge')).toContainText('Keith');

  await tab(page, 'History').click();
  const entry = page.getByRole('listitem').filter({ hasText: 'gave Fudge to Keith' });
  await expect(entry).toContainText('override');
  await expect(entry).toContainText('Keith offered');
  await page.getByLabel('What').selectOption('Gave an item to someone (override)');
  await expect(entry).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: 'moved the plan to frozen' })).toHaveCount(0);
});

test('an override that is cancelled changes nothing', async ({ page, demo, request }) => {
  await new Host(request, demo.host).freeze();
  await page.goto(demo.host);
  await page.getByRole('link', { name: 'Puddings' }).click();
  await row(page, 'Fudge').getByRole('button', { name: 'Give to… Fudge' }).click();
  await page.getByRole('group', { name: 'Give Fudge to' }).getByRole('button', { name: 'Keith' }).click();

  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();

  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(row(page, 'Fudge')).toContainText('Nobody yet');
});

test('guests may change in number while the plan is frozen', async ({ page, demo, request, faults }) => {
  faults.expectRefusal(422);
  await new Host(request, demo.host).freeze();
  await page.goto(demo.host);
  await page.getByRole('button', { name: 'Edit guest count' }).click();
  const guests = page.getByLabel('Guests');
  await expect(guests).toHaveValue('27');
  await guests.fill('-3');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(guests).toHaveAttribute('aria-invalid', 'true');
  await expect(guests).toHaveAccessibleDescription(/\S/);

  await guests.fill('31');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('31 guests')).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);

  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('27 guests')).toBeVisible();
});

test('a team opens from its card, and can be worked on', async ({ page, demo }) => {
  await page.goto(demo.host);
  const team = page
    .getByRole('article')
    .filter({ has: page.getByRole('heading', { level: 3, name: 'Puddings' }) });
  await expect(team).toContainText('4 critical gaps');
  await expect(team).toContainText('8 of 16 given out');
  await expect(team).toContainText('Coordinator: Anika');
  await team.getByRole('link', { name: 'Puddings' }).click();

  await expect(title(page)).toHaveText('Puddings');
  await give(page, 'Fudge', 'Keith');
  await unfold(page, 'GF trifle');
  await row(page, 'GF trifle').getByRole('button', { name: 'Unmark critical GF trifle' }).click();
  await expect(toast(page, 'GF trifle is no longer critical.')).toBeVisible();

  await page.getByRole('link', { name: '← All teams' }).click();
  await expect(team).toContainText('3 critical gaps');
  await expect(team).toContainText('9 of 16 given out');
});

test('hosts confirm what they bring themselves', async ({ page, demo }) => {
  await page.goto(demo.host);
  await card(page, 'Beetroot salad').getByRole('button', { name: 'I’ll bring it' }).click();

  await expect(card(page, 'Beetroot salad')).toContainText('✓ Confirmed');
  await expect(page.getByText('1 of 3 confirmed')).toBeVisible();
});

test('who has not opened, who has not confirmed: one tap each', async ({ page, demo, visit }) => {
  const rosie = await visit(demo.participant);
  for (const confirm of await rosie.getByRole('button', { name: 'I’ll bring it' }).all()) {
    await expect(confirm).toBeVisible();
  }
  await rosie.getByRole('button', { name: 'I’ll bring it' }).first().click();
  await rosie.getByRole('button', { name: 'I’ll bring it' }).click();
  await expect(rosie.getByText('All confirmed.')).toBeVisible();
  await visit(demo.coordinator);
  await page.goto(demo.host);
  const opened = page.getByRole('link', { name: /have not opened/ });
  await opened.click();

  await expect(title(page)).toHaveText('People');
  const filter = page.getByRole('navigation', { name: 'Whom to show' });
  await expect(filter.getByRole('link', { name: /^Not opened/ })).toHaveAttribute('aria-current', 'page');
  await expect(person(page, 'Keith')).toContainText('not opened');
  await expect(person(page, 'Rosie')).toHaveCount(0);
  await expect(person(page, 'Anika')).toHaveCount(0);

  await filter.getByRole('link', { name: /^Not confirmed/ }).click();
  await expect(person(page, 'Anika')).toContainText('opened, not confirmed');
  await expect(person(page, 'Rosie')).toHaveCount(0);

  await filter.getByRole('link', { name: 'Everybody (27)' }).click();
  await expect(page.getByRole('button', { name: /^Copy link of / })).toHaveCount(27);
  await expect(person(page, 'Rosie')).toContainText('✓ confirmed');
  await expect(person(page, 'Rosie')).toContainText('Puddings · 2 things, 2 confirmed');
});

test('every link can be handed out, with a message and a warning', async ({ page, demo, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(demo.host);
  await tab(page, 'Links').click();

  await expect(page.getByRole('button', { name: /^Copy link of / })).toHaveCount(27);
  await expect(page.getByText('Whoever has a link acts as that person.')).toBeVisible();
  await expect(page.getByText(/A host link opens and changes the whole plan/)).toBeVisible();
  await expect(page.getByText(/A coordinator link changes a whole team’s list/)).toBeVisible();
  const rosie = person(page, 'Rosie');
  await rosie.getByRole('button', { name: 'Copy link of Rosie' }).click();
  await expect(rosie.getByRole('status')).toHaveText('Copied');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(demo.participant);

  await rosie.getByRole('button', { name: 'More ways of Rosie' }).click();
  for (const [way, begin] of [['WhatsApp', 'https://wa.me/?text='], ['SMS', 'sms:?&body='], ['E-mail', 'mailto:?subject=']]) {
    const href = await rosie.getByRole('link', { name: `${way} of Rosie` }).getAttribute('href');
    expect(href!.startsWith(begin)).toBe(true);
    const message = decodeURIComponent(href!.slice(begin.length).replace(/^.*&body=/, ''));
    expect(message).toContain('Hi Rosie');
    expect(message).toContain('Meringues');
    expect(message).toContain(demo.participant);
    expect([...message].length).toBeLessThanOrEqual(320);
  }
});

test('a replaced link is dead, and the new one works', async ({ page, demo, visit, faults, request }) => {
  faults.expectRefusal(401);
  await page.goto(demo.host);
  await tab(page, 'Links').click();
  const rosie = person(page, 'Rosie');
  await rosie.getByRole('button', { name: 'More ways of Rosie' }).click();
  await rosie.getByRole('button', { name: 'Replace link of Rosie' }).click();
  const question = page.getByRole('dialog', { name: 'Replace the link of Rosie?' });
  await expect(question).toContainText('The old link stops working at once');
  await question.getByRole('button', { name: 'Replace link' }).click();
  await expect(toast(page, 'Rosie has a new link. Send it to them.')).toBeVisible();

  const old = await visit(demo.participant);
  await expect(title(old)).toHaveText('This link does not work');
  await expect(old.getByRole('alert')).toContainText('Ask whoever sent it to you for a new link.');
  const fresh = await visit(await new Host(request, demo.host).linkOf('Rosie'));
  await expect(fresh.getByText('Hi Rosie, you bring 2 things')).toBeVisible();
});

test('hosts who replace their own link go on with the new one', async ({ page, demo, visit, faults }) => {
  faults.expectRefusal(401);
  await page.goto(demo.host);
  await tab(page, 'Links').click();
  const own = person(page, 'Jacqui & Ian');
  await own.getByRole('button', { name: 'More ways of Jacqui & Ian' }).click();
  await own.getByRole('button', { name: 'Replace link of Jacqui & Ian' }).click();
  const question = page.getByRole('dialog', { name: 'Replace the link of Jacqui & Ian?' });
  await expect(question).toContainText('This is your own link.');
  await question.getByRole('button', { name: 'Replace link' }).click();

  await expect(page).not.toHaveURL(new RegExp(new URL(demo.host).hash));
  await expect(title(page)).toHaveText('Invite links');
  await page.reload();
  await expect(title(page)).toHaveText('Invite links');
  await expect(title(await visit(demo.host))).toHaveText('This link does not work');
});

test('the history can be narrowed, and goes on', async ({ page, demo }) => {
  await page.goto(demo.host);
  await page.getByRole('button', { name: 'Edit guest count' }).click();
  await page.getByLabel('Guests').fill('30');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('30 guests')).toBeVisible();
  await tab(page, 'History').click();
  const entries = page.getByRole('main').getByRole('list').getByRole('listitem');
  await expect(entries.first()).toContainText('changed the guest count to 30');

  const before = await entries.count();
  await page.getByLabel('What').selectOption('Changed the guest count');
  await expect(entries).toHaveCount(1);
  await page.getByLabel('Who').selectOption('Rosie');
  await expect(page.getByText('Nothing of this kind has happened.')).toBeVisible();
  await page.getByLabel('Who').selectOption('Everybody');
  await page.getByLabel('What').selectOption('Everything');
  await expect(entries).toHaveCount(before);
});

test('a long history comes in parts', async ({ page, demo, request }) => {
  const host = new Host(request, demo.host);
  // Every look at a link is one entry; more than fifty are more than one part.
  for (let look = 0; look < 55; look += 1) await host.linkOf('Rosie');
  await page.goto(demo.host);
  await tab(page, 'History').click();
  const entries = page.getByRole('main').getByRole('list').getByRole('listitem');
  await expect(entries).toHaveCount(50);

  await page.getByRole('button', { name: 'Show more' }).click();

  await expect.poll(() => entries.count()).toBeGreaterThan(55);
  await expect(page.getByRole('button', { name: 'Show more' })).toHaveCount(0);
});

test('a part that came later belongs to the filter that it came under', async ({ page, demo, request }) => {
  const host = new Host(request, demo.host);
  for (let look = 0; look < 55; look += 1) await host.linkOf('Rosie');
  await page.goto(demo.host);
  await tab(page, 'History').click();
  const entries = page.getByRole('main').getByRole('list').getByRole('listitem');
  await expect(entries).toHaveCount(50);
  await page.getByRole('button', { name: 'Show more' }).click();
  await expect(entries.filter({ hasText: 'loaded the plan' })).toHaveCount(1);

  // The newest entry is the same with this filter as without.
  await page.getByLabel('What').selectOption('Looked at the invite links');
  await expect(entries).toHaveCount(50);
  await expect(entries.filter({ hasText: 'loaded the plan' })).toHaveCount(0);

  await page.getByRole('button', { name: 'Show more' }).click();
  await expect.poll(() => entries.count()).toBeGreaterThan(54);
  await expect(entries.filter({ hasNotText: 'looked at the invite links' })).toHaveCount(0);
});

test('the history offers what it records', async ({ page, demo }) => {
  await page.goto(demo.host);
  await tab(page, 'History').click();
  const offered = page.getByLabel('What').getByRole('option');

  await expect(offered.filter({ hasText: 'Changed the guest count' })).toHaveCount(1);
  await expect(offered.filter({ hasText: 'Changed the event' })).toHaveCount(0);
});

test('the host’s pages need no more than 320 pixels, with all unfolded', async ({ page, demo }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto(demo.host);
  await page.getByRole('button', { name: 'Edit guest count' }).click();
  expect(await overflow(page)).toEqual([]);

  await tab(page, 'Links').click();
  await page.getByRole('button', { name: 'More ways of Jacqui & Ian' }).click();
  await page.getByRole('button', { name: 'Replace link of Jacqui & Ian' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  expect(await overflow(page)).toEqual([]);
});
