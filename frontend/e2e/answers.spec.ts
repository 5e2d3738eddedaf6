// What people say to what they have: that they bring it, that they cannot, that they can after all.

import { readFile } from 'node:fs/promises';

import { type Page } from '@playwright/test';

import { WHY } from './answer-screens';
import { Host } from './arrange';
import { expect, test } from './demo';
import { card, decline, give, row, toast, unfold } from './words';

const MERINGUES = 'Meringues';
const CONFIRM = { name: 'I’ll bring it' };
const CANNOT = { name: 'I can’t bring this' };
const AFTER_ALL = { name: 'I can after all' };

const people = (host: string, show: string) => host.replace('/h#', `/h/people?show=${show}#`);

const person = (page: Page, name: string) =>
  page
    .getByRole('listitem')
    .filter({ has: page.getByRole('button', { name: `Copy link of ${name}`, exact: true }) });

/** Comes back to a page that was in the background, as phones do. */
const comeBack = (page: Page) =>
  page.evaluate(() => document.dispatchEvent(new Event('visibilitychange', { bubbles: true })));

test('what Rosie cannot bring is a gap for Anika and the hosts, until she can after all', async ({ page, demo, visit, request }) => {
  await new Host(request, demo.host).edit('Puddings', MERINGUES, { critical: true });
  const anika = await visit(demo.coordinator);
  const host = await visit(people(demo.host, 'declined'));
  await expect(host.getByText('Nobody has said that they can’t.')).toBeVisible();
  await page.goto(demo.participant);

  await decline(page, MERINGUES, WHY);

  const meringues = card(page, MERINGUES);
  await expect(meringues).toContainText('Anika sees it on the team’s list.');
  await expect(meringues).toContainText(WHY);
  await expect(meringues.getByRole('button', CONFIRM)).toHaveCount(0);
  await expect(page.getByText('0 of 2 confirmed · you can’t bring 1')).toBeVisible();
  await expect(page.getByText('Hi Rosie, you bring 1 thing')).toBeVisible();

  await comeBack(anika);
  await expect(anika.getByText('8 of 16 given out · none confirmed · 1 can’t · 5 critical gaps')).toBeVisible();
  await expect(anika.getByRole('heading', { name: 'Needs someone 9' })).toBeVisible();
  await expect(row(anika, MERINGUES)).toContainText(`Rosie can’t: ${WHY}`);

  await comeBack(host);
  await expect(host.getByRole('link', { name: 'Can’t (1)' })).toHaveAttribute('aria-current', 'page');
  await expect(person(host, 'Rosie')).toContainText('can’t bring 1');
  await expect(person(host, 'Rosie').getByRole('list', { name: 'Can’t bring' })).toContainText(WHY);
  await host.getByRole('link', { name: 'Overview' }).click();
  await expect(host.getByRole('link', { name: 'Meringues · Rosie can’t' })).toBeVisible();
  await expect(host.getByRole('button', { name: 'Freeze the plan' })).toHaveAccessibleDescription(/or somebody who can’t/);

  await meringues.getByRole('button', AFTER_ALL).click();
  await expect(meringues.getByRole('button', CONFIRM)).toBeVisible();
  await expect(toast(page, 'You can after all: Meringues.')).toBeVisible();
  await comeBack(anika);
  await comeBack(host);
  await expect(row(anika, MERINGUES)).toContainText('Rosie · not confirmed');
  await expect(host.getByRole('link', { name: 'Meringues · Rosie can’t' })).toHaveCount(0);
  await expect(host.getByRole('link', { name: /can’t bring something/ })).toHaveCount(0);
});

test('a gap that somebody left is filled in two taps', async ({ page, demo, visit }) => {
  const rosie = await visit(demo.participant);
  await decline(rosie, MERINGUES);
  await page.goto(demo.coordinator);

  const panel = page.getByRole('group', { name: `Give ${MERINGUES} to` });
  await row(page, MERINGUES).getByRole('button', { name: `Give to… ${MERINGUES}` }).click();
  await expect(panel.getByRole('button', { name: 'Rosie' })).toContainText('can’t');
  await expect(panel.getByRole('button', { name: 'Rosie' })).toBeDisabled();
  await row(page, MERINGUES).getByRole('button', { name: `Give to… ${MERINGUES}` }).click();
  await give(page, MERINGUES, 'Keith');

  await expect(row(page, MERINGUES)).toContainText('Keith · not opened');
  await comeBack(rosie);
  await expect(card(rosie, MERINGUES)).toHaveCount(0);
});

test('both answers can be undone, and a confirmation comes back', async ({ page, demo }) => {
  await page.goto(demo.participant);
  const meringues = card(page, MERINGUES);
  await meringues.getByRole('button', CONFIRM).click();
  await expect(meringues).toContainText('✓ Confirmed');

  await decline(page, MERINGUES, WHY);
  await expect(toast(page, 'You said that you can’t: Meringues.')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(toast(page, 'Taken back.')).toBeVisible();
  await expect(meringues).toContainText('✓ Confirmed');

  await decline(page, MERINGUES, WHY);
  await meringues.getByRole('button', AFTER_ALL).click();
  await expect(toast(page, 'You can after all: Meringues.')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(meringues).toContainText(WHY);
});

test('nothing that was typed is lost, and the keyboard keeps its place', async ({ page, demo, faults }) => {
  faults.expectSilence();
  await page.goto(demo.participant);
  const open = card(page, MERINGUES).getByRole('button', CANNOT);
  const question = page.getByRole('dialog', { name: 'You can’t bring Meringues?' });
  const why = question.getByLabel('Why (optional)');
  await open.press('Enter');
  await expect(why).toHaveAttribute('maxlength', '500');
  await why.fill(WHY);
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(open).toBeFocused();

  await page.route('**/api/p/decline/*', (route) => route.abort());
  await open.press('Enter');
  await expect(why).toHaveValue(WHY);
  await question.getByRole('button', CANNOT).click();
  await expect(question.getByRole('alert')).toContainText('Gather could not be reached.');
  await expect(why).toHaveValue(WHY);

  await page.unroute('**/api/p/decline/*');
  await question.getByRole('button', CANNOT).press('Enter');
  await expect(card(page, MERINGUES)).toContainText(WHY);
  await expect(page.getByRole('heading', { name: MERINGUES, exact: true })).toBeFocused();
});

test('a frozen plan hears it too; a finished one says that it is over', async ({ page, demo, request, visit, faults }) => {
  faults.expectRefusal(409);
  const host = new Host(request, demo.host);
  await host.edit('Puddings', MERINGUES, { critical: true });
  await host.freeze();
  await page.goto(demo.participant);
  await decline(page, MERINGUES, WHY);

  const jacqui = await visit(demo.host);
  await expect(jacqui.getByRole('heading', { name: 'The plan is frozen' })).toBeVisible();
  await expect(jacqui.getByRole('link', { name: 'Meringues · Rosie can’t' })).toBeVisible();

  const iceCream = card(page, 'Vanilla ice cream – Rosie');
  await iceCream.getByRole('button', CANNOT).click();
  await host.move('complete');
  const question = page.getByRole('dialog');
  await question.getByRole('button', CANNOT).click();
  await expect(question.getByRole('alert')).toContainText('The gathering is finished. Nothing changes any more.');
  await question.getByRole('button', { name: 'Cancel' }).click();

  await page.reload();
  await expect(iceCream.getByRole('button', CONFIRM)).toBeDisabled();
  await expect(iceCream.getByRole('button', CANNOT)).toHaveCount(0);
  const afterAll = card(page, MERINGUES).getByRole('button', AFTER_ALL);
  await expect(afterAll).toBeDisabled();
  await expect(afterAll).toHaveAccessibleDescription('The gathering is finished. Nothing changes any more.');
});

test('Anika says so of what she brings herself', async ({ page, demo }) => {
  await page.goto(demo.coordinator);
  await decline(page, 'Pavlova – Anika');

  await expect(card(page, 'Pavlova – Anika')).toContainText('The host sees it in the plan.');
  await expect(page.getByText('0 of 2 confirmed · you can’t bring 1')).toBeVisible();
  await expect(row(page, 'Pavlova – Anika')).toContainText('Anika (you) can’t');
});

for (const role of ['coordinator', 'host'] as const) {
  test(`a ${role} marks what was confirmed by phone, and the item’s history says so`, async ({ page, demo, visit, request }) => {
    const rosie = await visit(demo.participant);
    await decline(rosie, MERINGUES, WHY);
    const { teams } = await new Host(request, demo.host).overview();
    const puddings = teams.find((team) => team.name === 'Puddings')!;
    await page.goto(role === 'host' ? demo.host.replace('/h#', `/h/teams/${puddings.id}#`) : demo.coordinator);

    const meringues = await unfold(page, MERINGUES);
    await expect(meringues).toContainText('Rosie cannot bring or do Meringues');
    await meringues.getByRole('button', { name: 'Mark as confirmed by phone Meringues' }).click();
    const question = page.getByRole('dialog', { name: 'Has Rosie confirmed by phone?' });
    await expect(question).toContainText('the history says that you heard it by phone');
    await question.getByRole('button', { name: 'Mark as confirmed' }).click();

    await expect(toast(page, 'Meringues is confirmed for Rosie.')).toBeVisible();
    await expect(row(page, MERINGUES)).toContainText('✓ Rosie · confirmed');
    await expect(row(page, MERINGUES).getByRole('button', { name: /by phone/ })).toHaveCount(0);
    await expect(page.getByText('8 of 16 given out · 1 confirmed')).toBeVisible();
    await comeBack(rosie);
    await expect(card(rosie, MERINGUES)).toContainText('✓ Confirmed');
  });
}

test('what happened to an item is one tap away, and grows', async ({ page, demo }) => {
  await page.goto(demo.coordinator);
  const sauce = await unfold(page, 'Brandy sauce');
  await expect(sauce).toContainText('Nothing since the plan was made.');

  await sauce.getByRole('button', { name: 'Mark critical Brandy sauce' }).click();
  await expect(sauce).toContainText('Anika marked Brandy sauce as critical');
  await give(page, 'Brandy sauce', 'Lance');
  await expect(sauce.getByRole('listitem')).toHaveText([/gave Brandy sauce to Lance/, /marked Brandy sauce/]);
});

test('what Rosie brings goes into her calendar', async ({ page, demo }) => {
  await page.goto(demo.participant);
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Add to calendar' }).click();

  const file = await saved;
  expect(file.suggestedFilename()).toMatch(/\.ics$/);
  const lines = (await readFile(await file.path(), 'utf8')).split('\r\n');
  expect(lines[0]).toBe('BEGIN:VCALENDAR');
  expect(lines).toContain('DTSTART:20251224T043000Z');
  expect(lines.filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(2);
  expect(lines.find((line) => line.startsWith('SUMMARY:'))).toContain(MERINGUES);
  await expect(toast(page, 'The calendar file is saved.')).toBeVisible();
});

test('a calendar that does not come says so beside its button', async ({ page, demo, faults }) => {
  faults.expectSilence();
  await page.goto(demo.participant);
  await page.route('**/api/p/calendar', (route) => route.abort());
  await page.getByRole('button', { name: 'Add to calendar' }).click();

  await expect(page.getByRole('alert').filter({ hasText: 'Gather could not be reached.' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Add to calendar' })).toBeEnabled();
});
