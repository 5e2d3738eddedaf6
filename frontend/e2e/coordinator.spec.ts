// Anika sees what her team still needs, and fills it.

import { expect, test } from './demo';
import { card, give, overflow, row, title, toast, unfold } from './words';

const COUNTS = '8 of 16 given out · none confirmed · 4 critical gaps';

test.beforeEach(async ({ page, demo }) => {
  await page.goto(demo.coordinator);
  await expect(title(page)).toHaveText('Puddings');
});

test('progress is said in words, and the gaps come first', async ({ page }) => {
  await expect(page.getByText(COUNTS)).toBeVisible();
  await expect(page.getByText('Desserts including GF options')).toBeVisible();
  await expect(page.getByText('27 guests')).toBeVisible();
  const groups = page.getByRole('region', { name: 'Items' }).getByRole('heading', { level: 3 });
  await expect(groups).toHaveText(['Needs someone 8', 'Given out 8']);

  const names = (await page.getByRole('button', { name: /^More about / }).all()).map((button) =>
    button.textContent().then((text) => text!.replace('More about ', '')),
  );
  const critical = ['GF Christmas cake', 'GF trifle', 'GF Xmas pudding', 'Pavlova'];
  expect((await Promise.all(names)).slice(0, 4)).toEqual(critical);
  for (const name of critical) {
    await expect(row(page, name)).toContainText('critical');
    await expect(row(page, name)).toContainText('Nobody yet');
  }
  await expect(row(page, 'Fudge')).not.toContainText('critical');
});

test('the list can be read day by day', async ({ page }) => {
  await page.getByRole('group', { name: 'Order' }).getByRole('button', { name: 'By day' }).click();

  const groups = page.getByRole('region', { name: 'Items' }).getByRole('heading', { level: 3 });
  await expect(groups).toHaveText(['Christmas Eve 6', 'Christmas Day 10']);
  await expect(page.getByRole('button', { name: 'By day' })).toHaveAttribute('aria-pressed', 'true');
});

test('that her clock shows something else is said once, and of each item where one looks closer', async ({ page }) => {
  const items = page.getByRole('region', { name: 'Items' });
  await expect(items.getByText('Times are local to the gathering, 21 hours ahead of you.')).toBeVisible();
  await expect(items.getByText('for you')).toHaveCount(0);

  await unfold(page, 'Fudge');
  await expect(items.getByText('for you')).toHaveCount(1);
  await expect(row(page, 'Fudge')).toContainText('Tue 23 Dec, 8:30 pm for you');
});

test('an item is given to a member, and that can be undone', async ({ page }) => {
  await row(page, 'Fudge').getByRole('button', { name: 'Give to… Fudge' }).click();
  const panel = page.getByRole('group', { name: 'Give Fudge to' });
  await expect(panel.getByRole('button')).toHaveCount(4);
  await expect(panel.getByRole('button', { name: 'Keith' })).toContainText('has not opened the link');
  await expect(panel.getByRole('button', { name: 'Anika' })).toContainText('you');
  await panel.getByRole('button', { name: 'Keith' }).click();

  await expect(toast(page, 'Fudge is with Keith now.')).toBeVisible();
  await expect(row(page, 'Fudge')).toContainText('Keith · not opened');
  await expect(page.getByText('9 of 16 given out · none confirmed · 4 critical gaps')).toBeVisible();

  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(toast(page, 'Taken back.')).toBeVisible();
  await expect(row(page, 'Fudge')).toContainText('Nobody yet');
  await expect(page.getByText(COUNTS)).toBeVisible();
});

test('an item passes from one to another, and back to nobody', async ({ page }) => {
  await unfold(page, 'Brandy sauce');
  await give(page, 'Brandy sauce', 'Lance');
  await expect(row(page, 'Brandy sauce')).toContainText('Lance · not opened');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(row(page, 'Brandy sauce')).toContainText('Keith · not opened');

  await row(page, 'Brandy sauce').getByRole('button', { name: 'Take back Brandy sauce' }).click();
  await expect(toast(page, 'Brandy sauce is no longer with Keith.')).toBeVisible();
  await expect(row(page, 'Brandy sauce')).toContainText('Nobody yet');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(row(page, 'Brandy sauce')).toContainText('Keith · not opened');
});

test('the one who has it is not offered it again', async ({ page }) => {
  await unfold(page, 'Brandy sauce');
  await row(page, 'Brandy sauce').getByRole('button', { name: 'Give to… Brandy sauce' }).click();

  const keith = page.getByRole('group', { name: 'Give Brandy sauce to' }).getByRole('button', { name: 'Keith' });
  await expect(keith).toBeDisabled();
  await expect(keith).toContainText('has it now');
});

test('an item can be marked as critical; taking the mark off is the host’s', async ({ page }) => {
  await unfold(page, 'Fudge');
  await row(page, 'Fudge').getByRole('button', { name: 'Mark critical Fudge' }).click();

  await expect(toast(page, 'Fudge is critical now.')).toBeVisible();
  await expect(page.getByText('5 critical gaps')).toBeVisible();
  const unmark = row(page, 'Fudge').getByRole('button', { name: 'Unmark critical Fudge' });
  await expect(unmark).toBeDisabled();
  await expect(unmark).toHaveAccessibleDescription(/Only the host can unmark it/);
});

test('an item is added with everything that can be said of it', async ({ page }) => {
  await page.getByRole('button', { name: 'Add item' }).click();
  const form = page.getByRole('form', { name: 'A new item' });
  await expect(form.getByLabel('Name')).toBeFocused();
  await form.getByLabel('Name').fill('Lemon tart 🍋');
  await form.getByLabel('Quantity').fill('2 tarts');
  await form.getByLabel('Day', { exact: true }).selectOption('Christmas Day');
  await form.getByLabel('Bring it by').fill('2025-12-25T11:15');
  await form.getByLabel('Where').fill('Marquee, cold table');
  await form.getByLabel('Vegetarian').check();
  await form.getByText('Notes and description').click();
  await form.getByLabel('About bringing it').fill('By the side gate');
  await form.getByLabel('Description').fill('With a lattice');
  await form.getByLabel('Notes', { exact: true }).fill('Keep cold');
  await form.getByRole('button', { name: 'Save' }).click();

  await expect(toast(page, 'Lemon tart 🍋 is on the plan.')).toBeVisible();
  await expect(form).toHaveCount(0);
  await expect(page.getByText('8 of 17 given out')).toBeVisible();
  const tart = await unfold(page, 'Lemon tart 🍋');
  for (const said of ['2 tarts', 'Thu 25 Dec, 11:15 am', 'Marquee, cold table', 'vegetarian']) {
    await expect(tart).toContainText(said);
  }
  for (const said of ['By the side gate', 'With a lattice', 'Keep cold']) {
    await expect(tart).toContainText(said);
  }

  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(row(page, 'Lemon tart 🍋')).toHaveCount(0);
});

test('a name that is missing is said at its field, and nothing typed is lost', async ({ page, faults }) => {
  faults.expectRefusal(422);
  await page.getByRole('button', { name: 'Add item' }).click();
  const form = page.getByRole('form', { name: 'A new item' });
  await form.getByLabel('Quantity').fill('2 tarts');
  await form.getByLabel('Where').fill('Marquee');
  await form.getByRole('button', { name: 'Save' }).click();

  const name = form.getByLabel('Name');
  await expect(name).toHaveAttribute('aria-invalid', 'true');
  await expect(name).toHaveAccessibleDescription(/\S/);
  await expect(name).toBeFocused();
  await expect(form.getByRole('alert')).toContainText(/\S/);
  await expect(form.getByLabel('Quantity')).toHaveValue('2 tarts');
  await expect(form.getByLabel('Where')).toHaveValue('Marquee');

  await name.fill('Lemon tart');
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(row(page, 'Lemon tart')).toContainText('2 tarts');
});

test('an item is edited, and that can be undone', async ({ page }) => {
  await unfold(page, 'Fudge');
  await row(page, 'Fudge').getByRole('button', { name: 'Edit Fudge' }).click();
  const form = page.getByRole('form', { name: 'Change this item' });
  await expect(form.getByLabel('Name')).toHaveValue('Fudge');
  await expect(form.getByLabel('Bring it by')).toHaveValue('2025-12-24T17:30');
  await form.getByLabel('Quantity').fill('3 trays');
  await form.getByLabel('Day', { exact: true }).selectOption('Boxing Day');
  await form.getByRole('button', { name: 'Save' }).click();

  await expect(toast(page, 'Fudge is saved.')).toBeVisible();
  await expect(row(page, 'Fudge')).toContainText('3 trays');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(row(page, 'Fudge').getByText('3 trays', { exact: true })).toHaveCount(0);
});

test('an item is deleted after a question that names it, and can be put back', async ({ page }) => {
  await unfold(page, 'Brandy sauce');
  const remove = row(page, 'Brandy sauce').getByRole('button', { name: 'Delete Brandy sauce' });
  await remove.click();
  const question = page.getByRole('dialog', { name: 'Delete Brandy sauce?' });
  await expect(question).toContainText('off the list of Keith');
  await question.getByRole('button', { name: 'Keep it' }).click();
  await expect(question).toBeHidden();
  await expect(remove).toBeFocused();

  await remove.click();
  await question.getByRole('button', { name: 'Delete' }).click();
  await expect(toast(page, 'Brandy sauce is off the plan.')).toBeVisible();
  await expect(row(page, 'Brandy sauce')).toHaveCount(0);
  await expect(page.getByText('7 of 15 given out')).toBeVisible();

  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(row(page, 'Brandy sauce')).toContainText('Keith · not opened');
});

test('a critical item cannot be deleted, and says why', async ({ page }) => {
  const trifle = await unfold(page, 'GF trifle');
  const remove = trifle.getByRole('button', { name: 'Delete GF trifle' });

  await expect(remove).toBeDisabled();
  await expect(remove).toHaveAccessibleDescription(/A critical item stays/);
  await expect(trifle.getByText(/A critical item stays/).first()).toBeVisible();
  await remove.click({ force: true });
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('of the other teams there is a name and a mark', async ({ page }) => {
  const others = page.getByRole('region', { name: 'The other teams' });

  await expect(others.getByRole('listitem')).toHaveCount(7);
  await expect(others.getByRole('listitem').filter({ hasText: 'Later Food' })).toHaveText('Later Food · critical gap');
  await expect(others.getByRole('listitem').filter({ hasText: 'Drinks' })).toHaveText('✓ Drinks: sorted');
  await expect(others.getByRole('link')).toHaveCount(0);
  await expect(others.getByRole('button')).toHaveCount(0);
  await expect(page.getByText('Table setup + labels')).toHaveCount(0);
});

test('Anika confirms what she brings herself', async ({ page }) => {
  await expect(page.getByText('Hi Anika, you bring 2 things')).toBeVisible();
  await card(page, 'Pavlova – Anika').getByRole('button', { name: 'I’ll bring it' }).click();

  await expect(card(page, 'Pavlova – Anika')).toContainText('✓ Confirmed');
  await expect(row(page, 'Pavlova – Anika')).toContainText('✓ Anika (you) · confirmed');
  await expect(page.getByText('8 of 16 given out · 1 confirmed')).toBeVisible();
});

test('changes show without loading the page again', async ({ page }) => {
  let documents = 0;
  page.on('request', (request) => {
    if (request.isNavigationRequest()) documents += 1;
  });
  for (const item of ['GF Christmas cake', 'GF trifle', 'GF Xmas pudding', 'Pavlova']) {
    await give(page, item, 'Rosie');
  }

  await expect(page.getByText('12 of 16 given out · none confirmed · 4 gaps')).toBeVisible();
  expect(documents).toBe(0);
});

test('working on the list needs no more than 320 pixels', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await row(page, 'Fudge').getByRole('button', { name: 'Give to… Fudge' }).click();
  await unfold(page, 'GF trifle');
  await page.getByRole('button', { name: 'Add item' }).click();
  await unfold(page, 'Berries');
  await row(page, 'Berries').getByRole('button', { name: 'Edit Berries' }).click();
  await expect(page.getByRole('form', { name: 'Change this item' })).toBeVisible();

  expect(await overflow(page)).toEqual([]);
});
