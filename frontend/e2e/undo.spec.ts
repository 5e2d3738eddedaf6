// Undo takes back one's own change, and never what somebody else did since.

import { Host } from './arrange';
import { expect, test } from './demo';
import { give, row, toast, unfold } from './words';

const NOT_TAKEN_BACK = 'Not taken back: somebody changed it meanwhile.';

test('what was given on meanwhile stays where it is', async ({ page, demo, request, faults }) => {
  faults.expectRefusal(412);
  await page.goto(demo.coordinator);
  await give(page, 'Fudge', 'Keith');
  await new Host(request, demo.host).give('Puddings', 'Fudge', 'Lance');

  await page.getByRole('button', { name: 'Undo' }).click();

  await expect(toast(page, NOT_TAKEN_BACK)).toBeVisible();
  await expect(row(page, 'Fudge')).toContainText('Lance');
});

test('what was taken back and given to somebody else stays with them', async ({ page, demo, request, faults }) => {
  faults.expectRefusal(412);
  await page.goto(demo.coordinator);
  await unfold(page, 'Brandy sauce');
  await row(page, 'Brandy sauce').getByRole('button', { name: 'Take back Brandy sauce' }).click();
  await expect(toast(page, 'Brandy sauce is no longer with Keith.')).toBeVisible();
  await new Host(request, demo.host).give('Puddings', 'Brandy sauce', 'Lance');

  await page.getByRole('button', { name: 'Undo' }).click();

  await expect(toast(page, NOT_TAKEN_BACK)).toBeVisible();
  await expect(row(page, 'Brandy sauce')).toContainText('Lance');
});

test('an added item that somebody took on is not deleted', async ({ page, demo, request, faults }) => {
  faults.expectRefusal(412);
  await page.goto(demo.coordinator);
  await page.getByRole('button', { name: 'Add item' }).click();
  await page.getByLabel('Name').fill('Lemon tart');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(toast(page, 'Lemon tart is on the plan.')).toBeVisible();
  await new Host(request, demo.host).give('Puddings', 'Lemon tart', 'Rosie');

  await page.getByRole('button', { name: 'Undo' }).click();

  await expect(toast(page, NOT_TAKEN_BACK)).toBeVisible();
  await expect(row(page, 'Lemon tart')).toContainText('Rosie');
});

test('an edit that somebody built upon is kept', async ({ page, demo, request, faults }) => {
  faults.expectRefusal(412);
  await page.goto(demo.coordinator);
  await unfold(page, 'Fudge');
  await row(page, 'Fudge').getByRole('button', { name: 'Mark critical Fudge' }).click();
  await expect(toast(page, 'Fudge is critical now.')).toBeVisible();
  await new Host(request, demo.host).edit('Puddings', 'Fudge', { quantity: 'Seven trays' });

  await page.getByRole('button', { name: 'Undo' }).click();

  await expect(toast(page, NOT_TAKEN_BACK)).toBeVisible();
  await expect(row(page, 'Fudge')).toContainText('Seven trays');
  await expect(row(page, 'Fudge')).toContainText('critical');
});

test('a guest count that another host has corrected stays', async ({ page, demo, request, faults }) => {
  faults.expectRefusal(412);
  await page.goto(demo.host);
  await page.getByRole('button', { name: 'Edit guest count' }).click();
  await page.getByLabel('Guests').fill('30');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(toast(page, 'The guest count is saved.')).toBeVisible();
  await new Host(request, demo.host).expectGuests(35);

  await page.getByRole('button', { name: 'Undo' }).click();

  await expect(toast(page, NOT_TAKEN_BACK)).toBeVisible();
  await expect(page.getByText('35 guests')).toBeVisible();
});

test('a count that is typed while another host saves theirs asks again', async ({ page, demo, request, faults }) => {
  faults.expectRefusal(412);
  await page.goto(demo.host);
  await page.getByRole('button', { name: 'Edit guest count' }).click();
  const guests = page.getByLabel('Guests');
  await guests.fill('30');
  await new Host(request, demo.host).expectGuests(35);

  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'Somebody else changed this meanwhile.' })).toBeVisible();
  await expect(page.getByText('It now says 35 guests. Save again to replace that.')).toBeVisible();
  await expect(guests).toHaveValue('30');

  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('30 guests')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('35 guests')).toBeVisible();
});

test('nobody loses an item to somebody who has not seen that they have it', async ({ page, demo, request, faults }) => {
  faults.expectRefusal(412);
  await page.goto(demo.coordinator);
  await row(page, 'Fudge').getByRole('button', { name: 'Give to… Fudge' }).click();
  await new Host(request, demo.host).give('Puddings', 'Fudge', 'Lance');

  await page.getByRole('group', { name: 'Give Fudge to' }).getByRole('button', { name: 'Keith' }).click();

  await expect(toast(page, 'Somebody else changed this meanwhile. This page now shows how it is.')).toBeVisible();
  await expect(row(page, 'Fudge')).toContainText('Lance');
  await expect(page.getByRole('group', { name: 'Give Fudge to' })).toHaveCount(0);
});

test('nobody deletes what has another answer by now', async ({ page, demo, request, faults }) => {
  faults.expectRefusal(412);
  await page.goto(demo.coordinator);
  const fudge = await unfold(page, 'Fudge');
  await fudge.getByRole('button', { name: 'Delete Fudge' }).click();
  const question = page.getByRole('dialog', { name: 'Delete Fudge?' });
  await expect(question).toContainText('Nobody has it.');
  await new Host(request, demo.host).give('Puddings', 'Fudge', 'Lance');

  await question.getByRole('button', { name: 'Delete' }).click();

  await expect(toast(page, 'Somebody else changed this meanwhile. This page now shows how it is.')).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(row(page, 'Fudge')).toContainText('Lance');
});

test('a form stays where it is, and as it is, while its item is given away', async ({ page, demo, request, faults }) => {
  faults.expectRefusal(412);
  await page.goto(demo.coordinator);
  const fudge = await unfold(page, 'Fudge');
  await fudge.getByRole('button', { name: 'Edit Fudge' }).click();
  const form = page.getByRole('form', { name: 'Change this item' });
  await form.getByLabel('Where').fill('The pantry');
  await new Host(request, demo.host).give('Puddings', 'Fudge', 'Lance');

  await form.getByRole('button', { name: 'Save' }).click();
  await expect(form.getByRole('alert')).toContainText('Somebody else changed this meanwhile.');
  await expect(row(page, 'Fudge')).toContainText('Lance');
  await expect(form.getByLabel('Where')).toHaveValue('The pantry');

  await form.getByRole('button', { name: 'Save' }).click();
  await expect(toast(page, 'Fudge is saved.')).toBeVisible();
  await expect(row(page, 'Fudge')).toContainText('The pantry');
  await expect(row(page, 'Fudge')).toContainText('Lance');
});

// In the night of 5 April 2026 the clocks of Auckland show half past two twice.
const SECOND_HALF_PAST_TWO = '2026-04-04T14:30:42Z';

test('a deleted item comes back with the very instant that it had', async ({ page, demo, request }) => {
  const host = new Host(request, demo.host);
  await host.edit('Puddings', 'Fudge', { drop_off_at: SECOND_HALF_PAST_TWO });
  await page.goto(demo.coordinator);
  const fudge = await unfold(page, 'Fudge');
  await fudge.getByRole('button', { name: 'Delete Fudge' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(row(page, 'Fudge')).toHaveCount(0);

  await page.getByRole('button', { name: 'Undo' }).click();

  await expect(row(page, 'Fudge')).toContainText('Sun 5 Apr, 2:30 am');
  expect((await host.item('Puddings', 'Fudge')).drop_off_at).toBe(SECOND_HALF_PAST_TWO);
});

test('a time that was changed comes back as the very instant that it was', async ({ page, demo, request }) => {
  const host = new Host(request, demo.host);
  await host.edit('Puddings', 'Fudge', { drop_off_at: SECOND_HALF_PAST_TWO });
  await page.goto(demo.coordinator);
  const fudge = await unfold(page, 'Fudge');
  await fudge.getByRole('button', { name: 'Edit Fudge' }).click();
  await page.getByLabel('Bring it by').fill('2025-12-24T10:00');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(row(page, 'Fudge')).toContainText('Wed 24 Dec, 10:00 am');

  await page.getByRole('button', { name: 'Undo' }).click();

  await expect(row(page, 'Fudge')).toContainText('Sun 5 Apr, 2:30 am');
  expect((await host.item('Puddings', 'Fudge')).drop_off_at).toBe(SECOND_HALF_PAST_TWO);
});

test('an undo that did not get through can be tried again', async ({ page, demo, faults }) => {
  faults.expectSilence();
  await page.goto(demo.coordinator);
  await give(page, 'Fudge', 'Keith');
  await page.route('**/api/**', (route) => route.abort());
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(toast(page, 'Not taken back. Gather could not be reached.')).toBeVisible();
  await page.unroute('**/api/**');

  await page.getByRole('button', { name: 'Undo' }).click();

  await expect(toast(page, 'Taken back.')).toBeVisible();
  await expect(row(page, 'Fudge')).toContainText('Nobody yet');
});
