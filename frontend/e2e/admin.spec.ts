// Whoever runs the server sees what waits, sees to it, looks back, and decides.

import { readFile } from 'node:fs/promises';

import { asAdmin, changeHost, forgetPassword } from './admin-screens';
import { expect, test } from './demo';
import { invite, listSupper } from './inviting';
import { at, fillIn, signIn, title, toast } from './words';

test('what waits is seen to, remembered, and decided about', async ({ page, demo, visit, faults }) => {
  faults.expectRefusal(403);
  faults.expectRefusal(422);
  await forgetPassword(page, demo);
  await listSupper(page, demo.host, demo.admin);
  const supper = page.url();
  await invite(page, 'jo@example.org');
  await page.goto(at(demo, '/admin'));
  await expect(page.getByRole('article').filter({ hasText: 'Gatherings that nobody runs' })).toContainText('1');
  const held = page.getByRole('article').filter({ hasText: 'Mails to pass on' });
  await expect(held).toContainText('1');
  const nav = page.getByRole('navigation', { name: 'Admin' });

  // The mail is handed to whom it is for, who signs in by it.
  await held.getByRole('link').click();
  await expect(page).toHaveURL(at(demo, '/admin/outbox?status=held'));
  await page.getByRole('button', { name: /^Open/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Choose a new password' });
  await expect(dialog).toContainText(demo.account.email);
  const [link] = /https?:\S+\/reset#gth_rst_\S+/.exec(await dialog.innerText())!;
  await dialog.getByRole('button', { name: 'I passed it on' }).click();
  await expect(toast(page, 'Noted: it was passed on.')).toBeVisible();
  await expect(page.getByText('No mail fares so.')).toBeVisible();
  const host = await visit(link);
  await host.getByLabel('New password', { exact: true }).fill('a plum pudding');
  await host.getByRole('button', { name: 'Set the password' }).click();
  await expect(title(host)).toHaveText('Your password is changed');

  // An account is found, kept out for a reason, let in, and made an admin's.
  await nav.getByRole('link', { name: 'Accounts' }).click();
  await fillIn(page, { 'Name or address': demo.account.email.toUpperCase() });
  await expect(page.getByRole('status').filter({ hasText: '1 account shown' })).toBeAttached();
  await changeHost(page);
  await page.getByRole('button', { name: /^Suspend/ }).click();
  const suspending = page.getByRole('dialog');
  await suspending.getByRole('button', { name: 'Suspend' }).click();
  await expect(suspending.getByRole('alert')).toContainText('Why');
  await fillIn(page, { Why: 'Lost their phone' });
  await suspending.getByRole('button', { name: 'Suspend' }).click();
  await expect(toast(page, 'is kept out.')).toBeVisible();
  const row = page.getByRole('listitem').filter({ hasText: demo.account.email });
  await expect(row).toContainText('suspended');
  await host.goto(at(demo, '/login'));
  await signIn(host, { email: demo.account.email, password: 'a plum pudding' });
  await expect(host.getByText('This account is suspended.')).toBeVisible();
  await row.getByRole('button', { name: /^Let in again/ }).click();
  await expect(toast(page, 'is let in again.')).toBeVisible();
  await row.getByRole('button', { name: /^Make an admin/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Make an admin' }).click();
  await expect(toast(page, 'is an admin now.')).toBeVisible();
  await expect(row).toContainText('admin');
  await signIn(host, { email: demo.account.email, password: 'a plum pudding' });
  await expect(host.getByRole('link', { name: 'Admin' })).toBeVisible();

  // All of it is remembered, and can be kept.
  await nav.getByRole('link', { name: 'History' }).click();
  await expect(title(page)).toHaveText('All that happened');
  await page.getByText('Filter', { exact: true }).click();
  await page.getByLabel('What', { exact: true }).selectOption('About accounts');
  const entries = page.getByRole('main').getByRole('listitem');
  await expect(entries.first()).toContainText('an admin');
  await expect(entries.filter({ hasText: 'keeps Jacqui' })).toContainText('Lost their phone');
  await fillIn(page, { 'Who did it': 'nobody at all' });
  await expect(page.getByText('Nothing like that happened.')).toBeVisible();
  await fillIn(page, { 'Who did it': 'ADMIN' });
  await expect(entries.filter({ hasText: 'keeps Jacqui' })).toBeVisible();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download as a table' }).click(),
  ]);
  expect(file.suggestedFilename()).toBe('audit.csv');
  const table = await readFile(await file.path(), 'utf8');
  expect(table).toContain('"account.suspended"');
  expect(table).not.toContain('invite.');

  // While invites are paused nobody is offered to make one.
  await nav.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Pause new invites and invitations' }).click();
  await expect(toast(page, 'New invites and invitations are paused.')).toBeVisible();
  await page.goto(supper);
  await expect(page.getByText('New invites and invitations are paused on this server.')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Take back for jo/ })).toBeVisible();
  await expect(page.getByRole('button', { name: /^New link/ })).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'Invite somebody to run it' })).toHaveCount(0);
});

test('somebody else’s account is deleted for a reason', async ({ page, demo, visit, faults }) => {
  faults.expectRefusal(401);
  faults.expectRefusal(422);
  await asAdmin(page, demo, '/admin/accounts', 'Accounts');
  const dialog = page.getByRole('dialog');
  const remove = dialog.getByRole('button', { name: 'Delete the account' });
  const own = page.getByRole('listitem').filter({ hasText: demo.admin.email });
  await own.getByRole('button', { name: /^Change/ }).click();
  await expect(own.getByRole('button', { name: /^Link for a new password/ })).toBeVisible();
  await expect(own.getByRole('button', { name: /^Delete/ })).toHaveCount(0);

  // What goes with it is said before, and a reason is asked for.
  const theirs = page.getByRole('listitem').filter({ hasText: demo.account.email });
  await theirs.getByRole('button', { name: /^Change/ }).click();
  await theirs.getByRole('button', { name: /^Delete/ }).click();
  await expect(dialog).toContainText(demo.account.email);
  await expect(dialog).toContainText('One that they run alone has no host any more');
  await remove.click();
  await expect(dialog.getByRole('alert')).toContainText('Why');
  await fillIn(page, { Why: 'Asked us to' });
  await remove.click();
  await expect(toast(page, 'is deleted.')).toBeVisible();
  await expect(theirs).toHaveCount(0);
  await expect(title(page)).toBeFocused();

  // Nobody signs in with it, and what it ran waits for a host.
  const host = await visit(at(demo, '/login'));
  await signIn(host, demo.account);
  await expect(host.getByRole('alert')).not.toBeEmpty();
  await expect(title(host)).toHaveText('Sign in');
  await page.goto(at(demo, '/admin'));
  await expect(page.getByRole('article').filter({ hasText: 'Gatherings that nobody runs' })).toContainText('1');

  // It is remembered why; the filters fold away on a narrow page, unless one is set.
  await page.goto(at(demo, '/admin/audit'));
  const entries = page.getByRole('main').getByRole('listitem');
  await expect(entries.filter({ hasText: 'Asked us to' }).first()).toBeVisible();
  await expect(page.getByLabel('Who did it')).toBeHidden();
  await page.getByText('Filter', { exact: true }).click();
  await expect(page.getByLabel('Who did it')).toBeVisible();
  await page.goto(at(demo, '/admin/audit?action=account.'));
  await expect(page.getByLabel('What', { exact: true })).toBeVisible();
});
