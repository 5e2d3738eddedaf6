// One plan, three people, three browsers.

import { Host } from './arrange';
import { expect, test } from './demo';
import { card, give, row, unfold } from './words';

test('Anika gives, Rosie confirms, the hosts see it', async ({ page, demo, visit }) => {
  const rosie = await visit(demo.participant);
  const anika = await visit(demo.coordinator);
  await give(anika, 'GF trifle', 'Rosie');

  await rosie.reload();
  await expect(rosie.getByText('Hi Rosie, you bring 3 things')).toBeVisible();
  await card(rosie, 'GF trifle').getByRole('button', { name: 'I’ll bring it' }).click();
  await expect(card(rosie, 'GF trifle')).toContainText('✓ Confirmed');

  await anika.reload();
  await expect(row(anika, 'GF trifle')).toContainText('✓ Rosie · confirmed');
  await expect(row(anika, 'Meringues')).toContainText('Rosie · not confirmed');

  await page.goto(demo.host);
  await expect(page.getByRole('heading', { name: '5 things stand between you and a frozen plan' })).toBeVisible();
  const puddings = page
    .getByRole('article')
    .filter({ has: page.getByRole('heading', { level: 3, name: 'Puddings' }) });
  await expect(puddings).toContainText('9 of 16 given out · 1 confirmed');
});

test('what was taken away meanwhile cannot be confirmed, and says so', async ({ demo, visit, faults }) => {
  faults.expectRefusal(404);
  const rosie = await visit(demo.participant);
  const anika = await visit(demo.coordinator);
  const meringues = await unfold(anika, 'Meringues');
  await meringues.getByRole('button', { name: 'Take back Meringues' }).click();
  await expect(row(anika, 'Meringues')).toContainText('Nobody yet');

  await card(rosie, 'Meringues').getByRole('button', { name: 'I’ll bring it' }).click();
  await expect(rosie.getByText('This is not yours any more.')).toBeVisible();

  await rosie.reload();
  await expect(rosie.getByText('Hi Rosie, you bring 1 thing')).toBeVisible();
});

test('a new pair of hands clears the confirmation, and undoing does not restore it', async ({ demo, visit }) => {
  const rosie = await visit(demo.participant);
  await card(rosie, 'Meringues').getByRole('button', { name: 'I’ll bring it' }).click();
  await expect(card(rosie, 'Meringues')).toContainText('✓ Confirmed');

  const anika = await visit(demo.coordinator);
  const meringues = await unfold(anika, 'Meringues');
  await meringues.getByRole('button', { name: 'Take back Meringues' }).click();
  await expect(anika.getByText('Undo does not confirm it again.')).toBeVisible();
  await anika.getByRole('button', { name: 'Undo' }).click();
  await expect(row(anika, 'Meringues')).toContainText('Rosie · not confirmed');
});

test('a frozen and a finished plan each say so to everybody', async ({ demo, visit, request }) => {
  const host = new Host(request, demo.host);
  await host.freeze();
  const rosie = await visit(demo.participant);
  const anika = await visit(demo.coordinator);
  await expect(rosie.getByText('The plan is frozen: ask Anika for changes.')).toBeVisible();
  await expect(anika.getByText('The plan is frozen: ask the host for changes.').first()).toBeVisible();
  await expect(anika.getByRole('button', { name: 'Add item' })).toBeDisabled();
  await card(rosie, 'Meringues').getByRole('button', { name: 'I’ll bring it' }).click();
  await expect(card(rosie, 'Meringues')).toContainText('✓ Confirmed');

  await host.move('complete');
  await rosie.reload();
  await anika.reload();
  await expect(rosie.getByText('Finished, thank you.')).toBeVisible();
  await expect(anika.getByText('Finished, thank you.')).toBeVisible();
  await expect(card(rosie, 'Vanilla ice cream – Rosie').getByRole('button')).toBeDisabled();
  await expect(card(rosie, 'Vanilla ice cream – Rosie').getByRole('button')).toHaveAccessibleDescription(
    'The gathering is finished. Nothing changes any more.',
  );
});

test('who has nothing to bring hears what happens next', async ({ page, demo, request, visit }) => {
  const anika = await visit(demo.coordinator);
  for (const item of ['Ice cream sticks (minis)', 'Brandy sauce']) {
    const held = await unfold(anika, item);
    await held.getByRole('button', { name: `Take back ${item}` }).click();
    await expect(row(anika, item)).toContainText('Nobody yet');
  }

  await page.goto(await new Host(request, demo.host).linkOf('Keith'));
  await expect(page.getByText('Hi Keith, you bring nothing yet')).toBeVisible();
  await expect(page.getByText('Anika may still give you something.')).toBeVisible();
});
