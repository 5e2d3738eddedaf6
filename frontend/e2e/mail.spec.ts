// What begins in the app and goes on in a mail, on whatever device that is opened.

import { JO, enter, expect, signUp, signUpByMail, test } from './mailing';
import { at, fillIn, signIn, title } from './words';

const CONFIRM = 'Confirm your address';
const RESET = 'Choose a new password';

const dead = 'This link does not work any more';

test('sign up here, confirm on another device', async ({ page, mailing, visit, faults }) => {
  faults.expectRefusal(401);
  faults.expectRefusal(410);
  const { mailbox } = mailing;
  await page.goto(mailing.at('/signup'));
  await signUp(page, JO);
  await expect(title(page)).toHaveText('Look at your mail');
  await expect(title(page)).toBeFocused();
  await expect(page.getByRole('main')).toContainText(`We sent a link to ${JO.email}.`);
  const link = await mailbox.takeLink(JO.email, CONFIRM);

  // The secret is in the address for no longer than it takes to read it.
  const phone = await visit(link);
  await expect(title(phone)).toHaveText('Confirm your address');
  await expect(phone).toHaveURL(mailing.at('/verify'));
  await expect(phone).toHaveTitle('Confirm your address · Gather');
  expect(await phone.evaluate(() => document.head.innerHTML)).toMatch(/<meta name="robots" content="noindex">/);
  await enter(phone, 'not the password', 'Confirm and sign in');
  await expect(phone.getByRole('alert').filter({ hasText: 'This is not the password.' })).toBeVisible();
  await enter(phone, JO.password, 'Confirm and sign in');
  await expect(title(phone)).toHaveText('My gatherings');
  await expect(phone.getByRole('navigation', { name: 'Account' })).toContainText(JO.name);
  await phone.goto(mailing.at('/account'));
  await expect(phone.getByText('confirmed', { exact: true })).toBeVisible();

  // Once is all that it works, and the page says how to go on.
  const late = await visit(link);
  await enter(late, JO.password, 'Confirm and sign in');
  await expect(title(late)).toHaveText(dead);
  await expect(title(late)).toBeFocused();
  await late.getByRole('link', { name: 'Sign in' }).click();
  await signIn(late, JO);
  await expect(title(late)).toHaveText('My gatherings');

  expect(mailing.log()).not.toContain('gth_');
  expect(mailing.log()).not.toContain(JO.email);
});

test('confirming on another device leads to where one wanted to go', async ({ page, mailing, visit, faults }) => {
  faults.expectRefusal(401);
  await page.goto(mailing.at('/events/new'));
  await expect(title(page)).toHaveText('Sign in');
  await page.getByRole('link', { name: 'Create one' }).click();
  await signUp(page, JO);
  await expect(title(page)).toHaveText('Look at your mail');

  const phone = await visit(await mailing.mailbox.takeLink(JO.email, CONFIRM));
  await expect(phone).toHaveURL(mailing.at('/verify'));
  await enter(phone, JO.password, 'Confirm and sign in');
  await expect(title(phone)).toHaveText('New gathering');
  // Nothing of it stays in either browser.
  for (const there of [page, phone]) {
    const kept = await there.evaluate(() => [...Object.values(localStorage), ...Object.values(sessionStorage)]);
    expect(kept.join()).not.toContain('/events');
  }
});

test('the way back survives every detour: forgotten, asked for again, confirmed late', async ({ page, mailing, visit, faults }) => {
  faults.expectRefusal(401);
  faults.expectRefusal(410);
  const { mailbox } = mailing;
  await page.goto(mailing.at('/login#redirect=%2Faccount'));
  await page.getByRole('link', { name: 'Create one' }).click();
  await page.getByRole('link', { name: 'Sign in' }).click();
  await page.getByRole('link', { name: 'Create one' }).click();
  await signUp(page, JO);
  const first = await mailbox.takeLink(JO.email, CONFIRM);
  await page.getByRole('button', { name: 'Send it again' }).click();
  const second = await mailbox.takeLink(JO.email, CONFIRM);

  // The first is replaced: its page leads on, and still knows where to.
  const phone = await visit(first);
  await enter(phone, JO.password, 'Confirm and sign in');
  await expect(title(phone)).toHaveText(dead);
  await expect(phone.getByRole('link', { name: 'Sign in' })).toHaveAttribute('href', '/login#redirect=%2Faccount');
  await phone.goto(second);
  await enter(phone, JO.password, 'Confirm and sign in');
  await expect(title(phone)).toHaveText('Account');

  await page.goto(mailing.at('/login#redirect=%2Fevents%2Fnew'));
  await page.getByRole('link', { name: 'Choose a new one' }).click();
  await fillIn(page, { 'E-mail': JO.email });
  await page.getByRole('button', { name: 'Send the link' }).click();
  const tablet = await visit(await mailbox.takeLink(JO.email, RESET));
  const changed = { ...JO, password: 'staple instead of horse' };
  await fillIn(tablet, { 'New password': changed.password });
  await tablet.getByRole('button', { name: 'Set the password' }).click();
  await expect(title(tablet)).toHaveText('Your password is changed');
  await tablet.getByRole('link', { name: 'Sign in' }).click();
  await signIn(tablet, changed);
  await expect(title(tablet)).toHaveText('New gathering');
});

test('a mail that does not come: asked for again, or sent elsewhere', async ({ page, mailing, visit, faults }) => {
  faults.expectRefusal(401);
  faults.expectRefusal(410);
  const { mailbox } = mailing;
  await page.goto(mailing.at('/signup'));
  await signUp(page, { ...JO, email: 'jo@example.com' });
  await expect(title(page)).toHaveText('Look at your mail');
  await page.getByRole('button', { name: 'Use another address' }).click();
  await expect(title(page)).toHaveText('Create an account');
  await expect(page.getByLabel('Your name', { exact: true })).toHaveValue(JO.name);
  await fillIn(page, { 'E-mail': JO.email });
  await page.getByRole('button', { name: 'Create account' }).click();
  const first = await mailbox.takeLink(JO.email, CONFIRM);
  await page.getByRole('button', { name: 'Send it again' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Only the newest link works.' })).toBeVisible();
  const second = await mailbox.takeLink(JO.email, CONFIRM);

  // The first is replaced; its page asks for a third.
  const phone = await visit(first);
  await enter(phone, JO.password, 'Confirm and sign in');
  await expect(title(phone)).toHaveText(dead);
  await fillIn(phone, { 'E-mail': JO.email });
  await phone.getByRole('button', { name: 'Send the link' }).click();
  await expect(title(phone)).toHaveText('Look at your mail');
  const third = await mailbox.takeLink(JO.email, CONFIRM);
  expect(new Set([first, second, third]).size).toBe(3);

  // Whoever did not confirm is told where to ask.
  await phone.goto(mailing.at('/login'));
  await signIn(phone, JO);
  await phone.getByRole('link', { name: 'Have the link sent again' }).click();
  await expect(title(phone)).toHaveText('Open the link from our mail');
  // Opened in the page that is there, as from the address bar.
  await phone.evaluate((link) => location.assign(link), third);
  await expect(title(phone)).toHaveText('Confirm your address');
  await expect(phone).toHaveURL(mailing.at('/verify'));
  await enter(phone, JO.password, 'Confirm and sign in');
  await expect(title(phone)).toHaveText('My gatherings');
});

test('an address that has an account is told so by mail alone', async ({ page, mailing, visit }) => {
  await signUpByMail(page, mailing);
  const other = await visit(mailing.at('/signup'));
  await signUp(other, { ...JO, password: 'another good one' });
  await expect(title(other)).toHaveText('Look at your mail');
  const link = await mailing.mailbox.takeLink(JO.email, 'You have an account already');
  expect(link).toBe(mailing.at('/login'));
});

test('forgotten: a new password from another device, and every session ends', async ({ page, mailing, visit, faults }) => {
  faults.expectRefusal(401);
  faults.expectRefusal(410);
  faults.expectRefusal(422);
  const { mailbox } = mailing;
  await signUpByMail(page, mailing);

  const phone = await visit(mailing.at('/login'));
  await phone.getByRole('link', { name: 'Choose a new one' }).click();
  await expect(title(phone)).toHaveText('Forgotten your password?');
  await phone.getByRole('button', { name: 'Send the link' }).click();
  await expect(phone.getByLabel('E-mail', { exact: true })).toBeFocused();
  // The same words, whoever has an account.
  for (const email of ['nobody@example.org', JO.email]) {
    await fillIn(phone, { 'E-mail': email });
    await phone.getByRole('button', { name: 'Send the link' }).click();
    await expect(title(phone)).toHaveText('Look at your mail');
    await expect(phone.getByText(`If there is an account with ${email}, a link is on its way.`)).toBeVisible();
    if (email !== JO.email) await phone.getByRole('button', { name: 'Use another address' }).click();
  }
  const link = await mailbox.takeLink(JO.email, RESET);
  expect(mailbox.left()).toEqual([]);

  await phone.goto(link);
  await expect(title(phone)).toHaveText('Choose a new password');
  await expect(phone).toHaveURL(mailing.at('/reset'));
  await fillIn(phone, { 'New password': 'short' });
  await phone.getByRole('button', { name: 'Set the password' }).click();
  await expect(phone.getByLabel('New password', { exact: true })).toHaveAttribute('aria-invalid', 'true');
  const changed = { ...JO, password: 'staple instead of horse' };
  await fillIn(phone, { 'New password': changed.password });
  await phone.getByRole('button', { name: 'Set the password' }).click();
  await expect(title(phone)).toHaveText('Your password is changed');
  await mailbox.take(JO.email, 'Your password was changed');

  await page.reload();
  await expect(title(page)).toHaveText('Sign in');
  await signIn(page, JO);
  await expect(page.getByRole('alert').filter({ hasText: 'is not right' })).toBeVisible();
  await phone.getByRole('link', { name: 'Sign in' }).click();
  await signIn(phone, changed);
  await expect(title(phone)).toHaveText('My gatherings');

  await page.goto(link);
  await fillIn(page, { 'New password': 'a third good one' });
  await page.getByRole('button', { name: 'Set the password' }).click();
  await expect(title(page)).toHaveText(dead);
  await page.getByRole('link', { name: 'Have a link sent' }).click();
  await expect(title(page)).toHaveText('Forgotten your password?');
});

test('another address: the old one holds until the new one is confirmed', async ({ page, mailing, visit, faults }) => {
  faults.expectRefusal(401);
  faults.expectRefusal(410);
  faults.expectRefusal(422);
  const { mailbox } = mailing;
  await signUpByMail(page, mailing);
  const changed = { ...JO, email: 'jo.march@example.org' };
  await page.goto(mailing.at('/account'));
  await page.getByRole('button', { name: 'Change address' }).click();
  await expect(page.getByLabel('New address', { exact: true })).toBeFocused();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('heading', { name: 'Your address' })).toBeFocused();
  await page.getByRole('button', { name: 'Change address' }).click();
  await fillIn(page, { 'New address': changed.email, 'Your password': 'not the password' });
  await page.getByRole('button', { name: 'Send the link' }).click();
  await expect(page.getByLabel('Your password', { exact: true })).toBeFocused();
  await fillIn(page, { 'Your password': JO.password });
  await page.getByRole('button', { name: 'Send the link' }).click();
  const waiting = page.getByRole('status').filter({ hasText: `We sent a link to ${changed.email}.` });
  await expect(waiting).toContainText(`Until then ${JO.email} holds.`);
  await expect(page.getByRole('heading', { name: 'Your address' })).toBeFocused();
  const link = await mailbox.takeLink(changed.email, 'Confirm your new address');

  const phone = await visit(link);
  await expect(title(phone)).toHaveText('Use your new address');
  await expect(phone).toHaveURL(mailing.at('/email'));
  await enter(phone, JO.password, 'Use this address');
  await expect(title(phone)).toHaveText('Your address is changed');
  await expect(phone.getByRole('main')).toContainText(changed.email);
  for (const email of [JO.email, changed.email]) await mailbox.take(email, 'Your address was changed');

  await page.reload();
  await expect(page.getByText(`Signed in as ${changed.email}`)).toBeVisible();
  const other = await visit(mailing.at('/login'));
  await signIn(other, JO);
  await expect(other.getByRole('alert').filter({ hasText: 'is not right' })).toBeVisible();
  await signIn(other, changed);
  await expect(title(other)).toHaveText('My gatherings');

  const late = await visit(link);
  await enter(late, JO.password, 'Use this address');
  await expect(title(late)).toHaveText(dead);
});

test('an account is deleted, and says before what becomes of its gatherings', async ({ page, mailing, visit, faults }) => {
  faults.expectRefusal(401);
  faults.expectRefusal(422);
  await signUpByMail(page, mailing);
  await page.goto(mailing.at('/events/new'));
  await fillIn(page, { Name: 'Orchard supper', 'First day': '2027-09-04' });
  await page.getByRole('button', { name: 'Make the gathering' }).click();
  await expect(title(page)).toHaveText('Orchard supper');
  const other = await visit(mailing.at('/login'));
  await signIn(other, JO);
  await expect(title(other)).toHaveText('My gatherings');

  await page.goto(mailing.at('/account'));
  await page.getByRole('button', { name: 'Delete account…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete your account?' });
  await expect(dialog).toContainText(JO.email);
  await expect(dialog.getByRole('listitem')).toHaveText(['Orchard supper, a draft']);
  await fillIn(page, { 'Your password': 'not the password' });
  await dialog.getByRole('button', { name: 'Delete my account' }).click();
  await expect(dialog.getByLabel('Your password', { exact: true })).toHaveAttribute('aria-invalid', 'true');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog).toBeHidden();

  await page.getByRole('button', { name: 'Delete account…' }).click();
  await fillIn(page, { 'Your password': JO.password });
  await dialog.getByRole('button', { name: 'Delete my account' }).click();
  await expect(title(page)).toHaveText('Your account is deleted');
  await expect(page.getByRole('navigation', { name: 'Account' })).toHaveCount(0);
  await other.reload();
  await expect(title(other)).toHaveText('Sign in');
  await signIn(other, JO);
  await expect(other.getByRole('alert').filter({ hasText: 'is not right' })).toBeVisible();
});

test('the last admin stays, and reads why', async ({ page, demo, faults }) => {
  faults.expectRefusal(409);
  await page.goto(at(demo, '/login#redirect=/account'));
  await signIn(page, demo.admin);
  await page.getByRole('button', { name: 'Delete account…' }).click();
  await fillIn(page, { 'Your password': demo.admin.password });
  await page.getByRole('button', { name: 'Delete my account' }).click();
  await expect(page.getByRole('dialog').getByRole('alert')).toContainText('You are the last admin of this server.');
  await page.reload();
  await expect(title(page)).toHaveText('Account');
});

test('without mail every page says whom to ask', async ({ page, demo, visit }) => {
  await page.goto(at(demo, '/forgot'));
  await fillIn(page, { 'E-mail': demo.account.email });
  await page.getByRole('button', { name: 'Send the link' }).click();
  await expect(title(page)).toHaveText('Ask whoever runs this server');

  await page.goto(at(demo, '/signup#redirect=/account'));
  await signUp(page, JO);
  await expect(page.getByText('not confirmed', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Send the link' }).click();
  await expect(page.getByText('Whoever runs it can confirm your address.')).toBeVisible();
  await page.getByRole('button', { name: 'Change address' }).click();
  await fillIn(page, { 'New address': 'jo.march@example.org', 'Your password': JO.password });
  // The form's, below that of the present address.
  await page.getByRole('button', { name: 'Send the link' }).last().click();
  const waiting = page.getByRole('status').filter({ hasText: 'lies with whoever runs it' });
  await expect(waiting).toContainText(`${JO.email} holds.`);

  // Whoever runs it hands over a link for a new password.
  const admin = await visit(at(demo, '/login'));
  await signIn(admin, demo.admin);
  await expect(title(admin)).toHaveText('My gatherings');
  const link = await admin.evaluate(async (email) => {
    const { items } = await (await fetch(`/api/admin/accounts?email=${email}`)).json();
    const made = await fetch(`/api/admin/accounts/${items[0].account.id}/reset-link`, { method: 'POST' });
    return (await made.json()).url;
  }, JO.email);
  const phone = await visit(link);
  await fillIn(phone, { 'New password': 'staple instead of horse' });
  await phone.getByRole('button', { name: 'Set the password' }).click();
  await expect(title(phone)).toHaveText('Your password is changed');
  await phone.getByRole('link', { name: 'Sign in' }).click();
  await signIn(phone, { ...JO, password: 'staple instead of horse' });
  await expect(title(phone)).toHaveText('My gatherings');
});

test('half a link, none, another’s and an unknown one each have their sentence', async ({ page, demo, faults }) => {
  faults.expectRefusal(410);
  const secret = 'x'.repeat(43);
  for (const [path, heading] of [
    ['/verify', 'Open the link from our mail'],
    ['/email#', 'Open the link from our mail'],
    ['/reset#gth_rst_half', 'This link is not complete'],
    ['/email#main', 'This link is not complete'],
    [`/verify#gth_rst_${secret}`, 'This link is for another page'],
    [`/reset#gth_p_${secret}`, 'This link is for another page'],
    // A secret in the path goes where it belongs before anybody sees it.
    [`/reset/gth_rst_${secret}`, 'Choose a new password'],
  ]) {
    await page.goto('about:blank');
    await page.goto(at(demo, path));
    await expect(title(page)).toHaveText(heading);
    await expect.poll(() => page.url()).not.toContain('gth_');
  }
  await page.goto('about:blank');
  await page.goto(at(demo, `/verify#gth_rst_${secret}`));
  await page.getByRole('link', { name: 'Open it where it works' }).click();
  await expect(title(page)).toHaveText('Choose a new password');
  await fillIn(page, { 'New password': 'correct horse battery' });
  await page.getByRole('button', { name: 'Set the password' }).click();
  await expect(title(page)).toHaveText(dead);
  await expect(page.getByRole('link', { name: 'Have a link sent' })).toBeVisible();
});
