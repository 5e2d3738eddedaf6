// A host plans a gathering from nothing, until everybody has a link.

import { type Locator, type Page } from '@playwright/test';

import { expect, test } from './demo';
import { emptyDraft } from './drafts';
import { overflow, row, title, toast } from './words';

const tab = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Plan' }).getByRole('link', { name });

/** The row of a day, a team or a person. */
const line = (page: Page, name: string): Locator =>
  page
    .getByRole('main')
    .getByRole('listitem')
    .filter({ has: page.getByRole('button', { name, exact: true }) });

async function add(page: Page, form: string, fields: Record<string, string>): Promise<void> {
  const region = page.getByRole('form', { name: form });
  for (const [label, text] of Object.entries(fields)) {
    const field = region.getByLabel(label, { exact: true });
    if ((await field.evaluate((element) => element.tagName)) === 'SELECT') await field.selectOption(text);
    else await field.fill(text);
  }
  await region.getByRole('button', { name: form }).click();
}

/** Keeps what is made below this path of a gathering on its way, until it is let go. */
async function hold(page: Page, path: string): Promise<() => void> {
  let letGo = () => {};
  const gate = new Promise<void>((open) => (letGo = open));
  await page.route(`**/api/events/*/${path}`, async (route) => {
    if (route.request().method() === 'POST') await gate;
    await route.continue();
  });
  return letGo;
}

test('from an empty plan to everybody’s links', async ({ page, demo, faults }) => {
  const draft = await emptyDraft(page, demo);
  await page.goto(draft);
  await expect(page.getByRole('heading', { name: 'The plan is a draft' })).toBeVisible();
  await page.getByRole('link', { name: 'Go on planning' }).click();
  await expect(title(page)).toHaveText('Orchard supper');
  await expect(page.getByRole('heading', { name: 'Begin with the days' })).toBeVisible();

  // Days: the next free date is filled in already.
  await page.getByRole('link', { name: 'Add days' }).click();
  await expect(title(page)).toHaveText('Days');
  await expect(page.getByText('No days yet.')).toBeVisible();
  for (const [name, date] of [
    ['Saturday supper', '2027-09-04'],
    ['Sunday picnic', '2027-09-05'],
    ['Monday breakfast', '2027-09-06'],
  ]) {
    await expect(page.getByLabel('Date')).toHaveValue(date);
    await add(page, 'Add a day', { Name: name });
    await expect(line(page, `Edit ${name}`)).toBeVisible();
    await expect(page.getByLabel('Name')).toBeFocused();
  }

  await tab(page, 'Teams').click();
  await expect(page.getByText('No teams yet.')).toBeVisible();
  await add(page, 'Add a team', { Name: 'Puddings', 'What it sees to (optional)': 'Everything sweet' });
  await expect(line(page, 'Edit Puddings')).toContainText('Nobody and nothing in it yet');
  await expect(page.getByLabel('Coordinator of Puddings')).toBeDisabled();
  await add(page, 'Add a team', { Name: 'Drinks' });
  await expect(line(page, 'Edit Drinks')).toBeVisible();

  // People: one by hand, the others from a list without titles, which the server says it has not.
  faults.expectRefusal(422);
  await tab(page, 'People').click();
  await add(page, 'Add a person', {
    Name: 'Anika',
    Team: 'Puddings',
    'E-mail (optional)': 'anika@example.org',
    Role: 'Coordinator of the team',
  });
  await expect(line(page, 'More about Anika')).toContainText('coordinator');
  await page.getByRole('link', { name: 'Paste a list or a CSV file' }).click();
  await expect(title(page)).toHaveText('Paste a list of people');
  await page
    .getByRole('textbox', { name: 'The list' })
    .fill('Rosie; puddings; rosie@example.org\nKeith; Drinks; 021 555 0199\nanika; Puddings;\nLance; Bar;');
  await page.getByRole('button', { name: 'Look at the rows' }).click();
  const columns = page.getByRole('region', { name: 'What is in the columns' });
  await expect(columns.getByLabel('Column 1')).toHaveValue('name');
  await expect(columns.getByLabel('Column 2')).toHaveValue('team');
  const rows = page.getByRole('region', { name: 'What will be added' });
  // What is chosen while an answer is on its way is not undone by it.
  const letGo = await hold(page, 'people/import**');
  await columns.getByLabel('Column 3').selectOption('Phone');
  await columns.getByLabel('Column 3').selectOption('Leave out');
  letGo();
  await expect(columns.getByLabel('Column 3')).toHaveValue('-');
  await expect(rows.getByRole('listitem').filter({ hasText: 'anika' })).toContainText('there already');
  await expect(rows.getByRole('listitem').filter({ hasText: 'Lance' }).first()).toContainText(/Team .*Bar/);
  await expect(rows.getByRole('button', { name: 'Add 2 people' })).toBeDisabled();
  await page
    .getByRole('textbox', { name: 'The list' })
    .fill('Rosie; puddings; rosie@example.org\nKeith; Drinks; 021 555 0199\nanika; Puddings;\nLance; Drinks;');
  await page.getByRole('button', { name: 'Look at the rows' }).click();
  await rows.getByRole('button', { name: 'Add 3 people' }).click();
  await expect(title(page)).toHaveText('People');
  await expect(toast(page, '3 people are added to the plan.')).toBeVisible();
  await expect(line(page, 'More about Lance')).toBeVisible();

  // A coordinator is one of the team.
  await tab(page, 'Teams').click();
  const lead = page.getByLabel('Coordinator of Drinks');
  await expect(lead.getByRole('option')).toHaveText(['Nobody yet', 'Keith', 'Lance']);
  await lead.selectOption('Keith');
  await expect(toast(page, 'Keith coordinates Drinks now.')).toBeVisible();
  await expect(line(page, 'Delete Drinks').getByRole('button', { name: 'Delete Drinks' })).toHaveAccessibleDescription(
    'Cannot be deleted while it has 2 people.',
  );

  // Items: a name, Enter, the next.
  await tab(page, 'Items').click();
  await page.getByRole('link', { name: 'Puddings' }).click();
  await expect(title(page)).toHaveText('Puddings');
  const quick = page.getByLabel('Add items: type a name, then Enter');
  await page.getByLabel('For', { exact: true }).selectOption('Saturday supper');
  for (const name of ['Plum cake', 'Apple tart', 'Custard']) {
    await quick.fill(name);
    await quick.press('Enter');
    await expect(row(page, name)).toContainText('Saturday supper');
    await expect(quick).toHaveValue('');
    await expect(quick).toBeFocused();
  }
  await row(page, 'Plum cake').getByRole('button', { name: 'Give to… Plum cake' }).click();
  await page.getByRole('group', { name: 'Give Plum cake to' }).getByRole('button', { name: 'Rosie' }).click();
  await expect(toast(page, 'Plum cake is with Rosie now.')).toBeVisible();

  // What is missing warns, and stops nobody.
  await page.getByRole('navigation', { name: 'Host' }).getByRole('link', { name: 'Plan' }).click();
  await expect(page.getByRole('heading', { name: 'Ready when you are' })).toBeVisible();
  const missing = page.getByRole('region', { name: 'Still missing' });
  await expect(missing.getByRole('link', { name: /Nothing is planned for Sunday picnic/ })).toBeVisible();
  await page.getByRole('button', { name: 'Start confirming' }).click();
  const dialog = page.getByRole('dialog', { name: 'Start confirming?' });
  await expect(dialog).toContainText('5 people get a link each.');
  await dialog.getByText('Everybody on the list').click();
  await expect(dialog.getByRole('listitem').filter({ hasText: 'Rosie' })).toBeVisible();
  await dialog.getByRole('button', { name: 'Start confirming' }).click();

  await expect(title(page)).toHaveText('Invite links');
  for (const name of ['Anika', 'Keith', 'Lance', 'Rosie']) {
    await expect(page.getByRole('button', { name: `Copy link of ${name}`, exact: true })).toBeVisible();
  }
});

test('what is typed while the last one is being saved still stands', async ({ page, demo }) => {
  const draft = await emptyDraft(page, demo);
  for (const { path, form, last, saved, next } of [
    {
      path: 'days',
      form: 'Add a day',
      last: { Name: 'Saturday supper' },
      saved: 'Edit Saturday supper',
      next: { Name: 'Monday breakfast', Date: '2027-09-06' },
    },
    {
      path: 'teams',
      form: 'Add a team',
      last: { Name: 'Puddings', 'What it sees to (optional)': 'Everything sweet' },
      saved: 'Edit Puddings',
      next: { Name: 'Drinks', 'What it sees to (optional)': 'Cider and juice' },
    },
    {
      path: 'people',
      form: 'Add a person',
      last: { Name: 'Rosie', Team: 'Puddings' },
      saved: 'More about Rosie',
      next: { Name: 'Keith', 'E-mail (optional)': 'keith@example.org' },
    },
  ]) {
    await page.goto(`${draft}/plan/${path}`);
    const letGo = await hold(page, path);
    await add(page, form, last);
    const fields = Object.entries(next).map(([label, text]) => {
      const field = page.getByRole('form', { name: form }).getByLabel(label, { exact: true });
      return { field, text };
    });
    for (const { field, text } of fields) await field.fill(text);
    letGo();
    await expect(line(page, saved)).toBeVisible();
    for (const { field, text } of fields) await expect(field).toHaveValue(text);
    await expect(fields.at(-1)!.field).toBeFocused();
  }

  await tab(page, 'Items').click();
  await page.getByRole('link', { name: 'Puddings' }).click();
  const quick = page.getByLabel('Add items: type a name, then Enter');
  const letGo = await hold(page, 'items');
  await quick.fill('Plum cake');
  await quick.press('Enter');
  await quick.fill('Apple tart');
  letGo();
  await expect(row(page, 'Plum cake')).toBeVisible();
  await expect(quick).toHaveValue('Apple tart');
});

test('days, teams and people are changed in place, and each change is taken back', async ({ page, demo }) => {
  const draft = await emptyDraft(page, demo);
  await page.goto(`${draft}/plan/days`);
  await add(page, 'Add a day', { Name: 'Supper' });
  await page.getByRole('button', { name: 'Edit Supper' }).click();
  const form = page.getByRole('form', { name: 'Change Supper' });
  await expect(form.getByLabel('Name')).toBeFocused();
  await form.getByLabel('Name').fill('Late supper');
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('button', { name: 'Edit Late supper' })).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('button', { name: 'Edit Supper' })).toBeVisible();

  await tab(page, 'Teams').click();
  await add(page, 'Add a team', { Name: 'Puddings' });
  await expect(line(page, 'Edit Puddings')).toBeVisible();
  await add(page, 'Add a team', { Name: 'Drinks' });
  await page.getByRole('button', { name: 'Delete Drinks' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(toast(page, 'Drinks is deleted.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Edit Drinks' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('button', { name: 'Edit Drinks' })).toBeVisible();

  await tab(page, 'People').click();
  await add(page, 'Add a person', { Name: 'Rosie', Team: 'Puddings' });
  await tab(page, 'Items').click();
  await page.getByRole('link', { name: 'Puddings' }).click();
  await page.getByLabel('Add items: type a name, then Enter').fill('Plum cake');
  await page.getByLabel('For', { exact: true }).selectOption('Supper');
  await page.getByLabel('Add items: type a name, then Enter').press('Enter');
  await row(page, 'Plum cake').getByRole('button', { name: 'Give to… Plum cake' }).click();
  await page.getByRole('group', { name: 'Give Plum cake to' }).getByRole('button', { name: 'Rosie' }).click();
  await expect(toast(page, 'Plum cake is with Rosie now.')).toBeVisible();

  // Each dialog names what will happen.
  await tab(page, 'People').click();
  await page.getByRole('button', { name: 'More about Rosie' }).click();
  await page.getByRole('button', { name: 'Move… Rosie', exact: true }).click();
  const moving = page.getByRole('dialog', { name: 'Move Rosie to another team' });
  await expect(moving).toContainText('Plum cake stays with Puddings and needs someone again.');
  await moving.getByLabel('To', { exact: true }).selectOption('Drinks');
  await moving.getByRole('button', { name: 'Move', exact: true }).click();
  await expect(toast(page, 'Rosie is in Drinks now.')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Drinks 1' })).toBeVisible();

  await page.getByRole('button', { name: 'More about Rosie' }).click();
  await page.getByRole('button', { name: 'Remove… Rosie' }).click();
  const removing = page.getByRole('dialog', { name: 'Remove Rosie from the plan?' });
  await expect(removing).toContainText('This cannot be taken back.');
  await removing.getByRole('button', { name: 'Remove' }).click();
  await expect(toast(page, 'Rosie is out of the plan.')).toBeVisible();

  await tab(page, 'Days').click();
  await page.getByRole('button', { name: 'Delete Supper' }).click();
  await expect(page.getByRole('dialog', { name: 'Delete Supper?' })).toContainText('1 item is planned for it: Plum cake.');
});

test('the event is changed, and what is wrong is said beside it', async ({ page, demo, faults }) => {
  faults.expectRefusal(422);
  const draft = await emptyDraft(page, demo);
  await page.goto(`${draft}/plan/event`);
  await expect(page.getByLabel('Name')).toHaveValue('Orchard supper');
  await page.getByLabel('Name').fill('Apple supper');
  await page.getByLabel('Time zone').fill('Nowhere/Land');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByLabel('Time zone')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByLabel('Time zone')).toBeFocused();
  await expect(page.getByLabel('Name')).toHaveValue('Apple supper');

  // What was typed waits while somebody looks elsewhere.
  await tab(page, 'Days').click();
  await expect(title(page)).toHaveText('Days');
  await tab(page, 'Event').click();
  await expect(page.getByLabel('Name')).toHaveValue('Apple supper');

  await page.getByLabel('Time zone').fill('Europe/Paris');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(toast(page, 'The gathering is saved.')).toBeVisible();
  await page.getByRole('navigation', { name: 'Host' }).getByRole('link', { name: 'Plan' }).click();
  await expect(title(page)).toHaveText('Apple supper');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(title(page)).toHaveText('Orchard supper');
});

test('once confirming has started the shape is fixed, and says so', async ({ page, demo }) => {
  const plan = (path: string) => demo.host.replace('/h#', `/h/plan${path}#`);
  await page.goto(plan(''));
  await expect(page.getByRole('heading', { name: 'The plan is out' })).toBeVisible();
  for (const [path, button] of [
    ['/days', 'Edit Christmas Eve'],
    ['/teams', 'Edit Puddings'],
  ]) {
    await page.goto(plan(path));
    const fixed = page.getByRole('button', { name: button });
    await expect(fixed).toBeDisabled();
    await expect(fixed).toHaveAccessibleDescription(/fixed once confirming has started/);
    expect(await overflow(page)).toEqual([]);
  }
  await page.goto(plan('/people'));
  await page.getByLabel('Find somebody').fill('rosi');
  await expect(page.getByRole('button', { name: /^More about/ })).toHaveCount(1);
  await page.getByRole('button', { name: 'More about Rosie' }).click();
  await expect(page.getByRole('button', { name: 'Edit Rosie' })).toBeEnabled();
});
