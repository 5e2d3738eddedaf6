// Somebody who hosts, from nothing: an account, a gathering, and the way back to both.

import { expect, test } from './demo';
import { JO, signUp } from './mailing';
import { fillIn, signIn, title, toast } from './words';

const home = (link: string, path = '/') => new URL(path, link).href;

test('sign up, make a gathering, sign out, and come back by its address', async ({ page, demo, faults }) => {
  await page.goto(home(demo.host));
  await page.getByRole('link', { name: 'Create account' }).click();
  await expect(title(page)).toHaveText('Create an account');
  await signUp(page, JO);

  await expect(title(page)).toHaveText('My gatherings');
  await expect(page.getByText('You have no gatherings yet.')).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Account' })).toContainText('Jo March');

  await page.getByRole('link', { name: 'New gathering' }).click();
  await expect(title(page)).toHaveText('New gathering');
  // The browser's own, until somebody says another.
  await expect(page.getByLabel('Time zone')).toHaveValue('America/Los_Angeles');
  await fillIn(page, {
    Name: 'Orchard supper',
    'What it is about (optional)': 'Under the apple trees.',
    'First day': '2027-09-04',
    'Time zone': 'auckland',
    'Guests (optional)': '40',
  });
  await expect(page.getByLabel('Last day')).toHaveValue('2027-09-04');
  await fillIn(page, { 'Last day': '2027-09-05' });
  await page.getByRole('button', { name: 'Make the gathering' }).click();

  await expect(page).toHaveURL(/\/events\/[0-9a-f-]{36}\/plan$/);
  await expect(title(page)).toHaveText('Orchard supper');
  await page.reload();
  await expect(title(page)).toHaveText('Orchard supper');
  const plan = page.url();

  await page.getByRole('link', { name: 'Jo March' }).click();
  await expect(title(page)).toHaveText('Account');
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await expect(title(page)).toHaveText('Everybody knows what they bring');
  await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible();

  // The address of the plan leads past the sign-in page, and to the plan.
  faults.expectRefusal(401);
  await page.goto(plan);
  await expect(title(page)).toHaveText('Sign in');
  await signIn(page, JO);
  await expect(page).toHaveURL(plan);
  await expect(title(page)).toHaveText('Orchard supper');

  // The way back does not lead over the form.
  await page.getByRole('link', { name: 'My gatherings' }).click();
  await expect(title(page)).toHaveText('My gatherings');
  await expect(page.getByText('Sat 4 – Sun 5 September 2027')).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL(plan);
});

test('a deep link survives creating an account', async ({ page, demo, faults }) => {
  faults.expectRefusal(401);
  await page.goto(home(demo.host, '/events/new'));
  await expect(title(page)).toHaveText('Sign in');
  await page.getByRole('link', { name: 'Create one' }).click();
  await expect(page).toHaveURL(/\/signup#redirect=%2Fevents%2Fnew$/);
  await signUp(page, JO);
  await expect(title(page)).toHaveText('New gathering');
});

test('a way back that leads to another site is none', async ({ page, demo }) => {
  const elsewhere = ['https://example.org/', '//example.org', '/\\example.org', 'javascript:alert(1)'];
  for (const redirect of [...elsewhere, '/nowhere', '/login', '/events#gth_inv_x', '/h']) {
    await page.goto(home(demo.host, `/login#redirect=${encodeURIComponent(redirect)}`));
    await signIn(page, demo.account);
    await expect(page).toHaveURL(home(demo.host, '/events'));
  }
});

test('every refusal is a sentence, and keeps what was typed', async ({ page, demo, faults }) => {
  faults.expectRefusal(401);
  faults.expectRefusal(409);
  faults.expectRefusal(422);
  await page.goto(home(demo.host, '/login'));
  await signIn(page, { email: demo.account.email, password: 'not the password' });
  await expect(page.getByRole('alert').filter({ hasText: 'The address or the password is not right' })).toBeVisible();
  await expect(page.getByLabel('E-mail')).toHaveValue(demo.account.email);

  await page.goto(home(demo.host, '/signup'));
  await signUp(page, { name: ' ', email: 'nobody', password: 'short' });
  const name = page.getByLabel('Your name', { exact: true });
  await expect(name).toBeFocused();
  await expect(name).toHaveAttribute('aria-invalid', 'true');
  const summary = page.getByRole('alert').filter({ hasText: 'Something is not right yet' });
  for (const field of ['Your name', 'E-mail', 'Password']) {
    await expect(summary.getByRole('listitem').filter({ hasText: field })).toBeVisible();
  }

  await signUp(page, { ...JO, password: 'password' });
  await expect(page.getByLabel('Password', { exact: true })).toBeFocused();

  await signUp(page, { ...JO, email: demo.account.email });
  await expect(page.getByText('There is an account with this address already. Sign in instead.')).toBeVisible();
  await expect(name).toHaveValue(JO.name);
});

test('a new gathering says all that is wrong at once', async ({ page, demo, faults }) => {
  faults.expectRefusal(422);
  await page.goto(home(demo.host, '/login#redirect=/events/new'));
  await signIn(page, demo.account);
  await expect(title(page)).toHaveText('New gathering');
  await fillIn(page, {
    'First day': '2027-09-05',
    'Time zone': 'Atlantis',
    'Guests (optional)': 'many',
  });
  await fillIn(page, { 'Last day': '2027-09-01' });
  await page.getByRole('button', { name: 'Make the gathering' }).click();
  await expect(page.getByLabel('Name', { exact: true })).toBeFocused();
  const wrong = page.getByRole('alert').getByRole('listitem');
  for (const field of ['Name', 'Last day', 'Time zone', 'Guests']) {
    await expect(wrong.filter({ hasText: field })).toBeVisible();
  }
});

test('a password can be looked at while it is typed', async ({ page, demo }) => {
  await page.goto(home(demo.host, '/login'));
  const password = page.getByLabel('Password', { exact: true });
  await password.fill('secret');
  await expect(password).toHaveAttribute('type', 'password');
  await expect(password).toHaveAttribute('autocomplete', 'current-password');
  await page.getByRole('button', { name: 'Show Password' }).click();
  await expect(password).toHaveAttribute('type', 'text');
});

test('the account: name, password, and where one is signed in', async ({ page, demo, visit, faults }) => {
  faults.expectRefusal(401);
  await page.goto(home(demo.host, '/login#redirect=/account'));
  await signIn(page, demo.account);
  await expect(title(page)).toHaveText('Account');

  await fillIn(page, { 'What your guests call you': 'Jacqueline' });
  await page.getByRole('button', { name: 'Save name' }).click();
  await expect(toast(page, 'Your name is saved.')).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Account' })).toContainText('Jacqueline');

  const other = await visit(home(demo.host, '/login'));
  await signIn(other, demo.account);
  await expect(title(other)).toHaveText('My gatherings');
  await page.reload();
  await page.getByRole('button', { name: /^Sign out there/ }).click();
  await expect(toast(page, 'You are signed out there')).toBeVisible();
  await other.reload();
  await expect(title(other)).toHaveText('Sign in');

  await signIn(other, demo.account);
  await expect(title(other)).toHaveText('My gatherings');
  await fillIn(page, { 'Present password': demo.account.password, 'New password': 'another good one' });
  await page.getByRole('button', { name: 'Change password' }).click();
  await expect(toast(page, 'The password is changed')).toBeVisible();
  await expect(page.getByLabel('New password', { exact: true })).toHaveValue('');
  await other.reload();
  await expect(title(other)).toHaveText('Sign in');
  await page.reload();
  await expect(title(page)).toHaveText('Account');
});

test('gatherings are found by name and status, and a draft can be deleted', async ({ page, demo, faults }) => {
  faults.expectRefusal(401);
  await page.goto(home(demo.host, '/events'));
  await signIn(page, demo.account);
  await page.getByRole('link', { name: 'New gathering' }).click();
  await fillIn(page, { Name: 'Spare', 'First day': '2027-01-02' });
  await page.getByRole('button', { name: 'Make the gathering' }).click();
  await expect(title(page)).toHaveText('Spare');
  await page.getByRole('link', { name: 'My gatherings' }).click();

  const christmas = page.getByRole('article').filter({ hasText: 'Richardson Family Christmas' });
  const spare = page.getByRole('article').filter({ hasText: 'Spare' });
  await expect(christmas).toContainText('People are confirming.');
  await expect(spare).toContainText('A draft: nobody has a link yet.');
  await page.getByLabel('Where it stands').selectOption('Draft');
  await expect(christmas).toHaveCount(0);
  await page.getByLabel('Where it stands').selectOption('Anywhere');
  await page.getByLabel('Name', { exact: true }).fill('christmas');
  await expect(spare).toHaveCount(0);
  await expect(christmas).toBeVisible();
  await page.getByLabel('Name', { exact: true }).fill('easter');
  await expect(page.getByText('None of your gatherings is like that.')).toBeVisible();
  await page.getByLabel('Name', { exact: true }).fill('');

  await spare.getByRole('button', { name: 'Delete Spare' }).click();
  await page.getByRole('dialog', { name: 'Delete Spare?' }).getByRole('button', { name: 'Delete' }).click();
  await expect(toast(page, 'Spare is deleted.')).toBeVisible();
  await expect(spare).toHaveCount(0);
});

test('a pasted link opens its page', async ({ page, demo }) => {
  await page.goto(home(demo.host));
  const field = page.getByLabel('Or paste it here');
  await field.fill('https://example.org/p#gth_p_half');
  await page.getByRole('button', { name: 'Open' }).click();
  await expect(page.getByText('This is no whole link.')).toBeVisible();
  await field.fill(`Hi Rosie, look: ${demo.participant} See you!`);
  await page.getByRole('button', { name: 'Open' }).click();
  await expect(page).toHaveURL(demo.participant);
  await expect(page.getByText('Hi Rosie, you bring 2 things')).toBeVisible();
});
