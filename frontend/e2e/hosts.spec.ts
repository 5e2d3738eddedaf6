// Those who run a gathering change among themselves: who is a host, whose hands it is in, who goes.

import { type Locator, type Page } from '@playwright/test';

import { SUPPER, askMember, findMember, invite, listSupper, takeBack } from './inviting';
import { ADA, JO, type Somebody, expect, signUpByMail, test } from './mailing';
import { title, toast } from './words';

const MEG: Somebody = { name: 'Meg March', email: 'meg@example.org', password: 'a castle in the air' };

const line = (page: Page, whose: string): Locator =>
  page.getByRole('region', { name: 'Who runs it' }).getByRole('listitem').filter({ hasText: whose });

/** From where an invite was accepted to the page of the hosts. */
async function toHosts(page: Page, way: string): Promise<void> {
  await page.getByRole('link', { name: way }).click();
  await page.getByRole('navigation', { name: 'Host' }).getByRole('link', { name: 'Hosts' }).click();
  await expect(title(page)).toHaveText('Hosts & invites');
}

/** Unfolds what can be done with somebody. */
async function change(page: Page, who: Somebody): Promise<void> {
  await page.getByRole('button', { name: `Change for ${who.name}` }).click();
}

test('a host makes another one, hands over, and leaves', async ({ page, mailing, visit }) => {
  await mailing.makeAdmin(ADA);
  await listSupper(page, mailing.at('/'), ADA);
  const first = await visit(mailing.at('/signup'));
  await signUpByMail(first, mailing);
  await first.goto(await invite(page));
  await toHosts(first, 'Start planning');
  const second = await visit(mailing.at('/signup'));
  await signUpByMail(second, mailing, MEG);
  await second.goto(await invite(first));
  await toHosts(second, 'To the gathering');
  // Who runs it is not looked for in vain, and is offered no invite.
  await first.reload();
  await findMember(first, 'meg march');
  await expect(first.getByText('Meg March runs it already.')).toBeVisible();
  await expect(first.getByRole('button', { name: 'Invite them by link or mail' })).toHaveCount(0);
  // A co-host has nobody to change but themselves.
  await expect(line(second, JO.name).getByRole('button')).toHaveCount(0);

  await first.reload();
  await change(first, MEG);
  await first.getByRole('button', { name: 'Make a host' }).click();
  await expect(toast(first, 'Meg March is a host now.')).toBeVisible();
  await expect(first.getByRole('heading', { name: 'Who runs it' })).toBeFocused();
  await change(first, MEG);
  await first.getByRole('button', { name: 'Hand over' }).click();
  const handing = first.getByRole('dialog', { name: 'Hand over to Meg March?' });
  await handing.getByLabel('What you are then').selectOption('A co-host');
  await handing.getByRole('button', { name: 'Hand over' }).click();
  await expect(toast(first, 'Meg March is the primary host now.')).toBeVisible();
  await expect(line(first, MEG.name)).toContainText('primary host');
  await expect(line(first, `${JO.name} (you)`)).toContainText('co-host');
  await expect(first.getByLabel('As what')).toHaveCount(0);

  await change(first, JO);
  await first.getByRole('button', { name: 'Leave the hosts' }).click();
  const leaving = first.getByRole('dialog', { name: 'Leave the hosts?' });
  await expect(leaving).toContainText('Nothing else changes');
  await leaving.getByRole('button', { name: 'Leave' }).click();
  await expect(title(first)).toHaveText('My gatherings');
  await expect(toast(first, 'You do not run that gathering any more.')).toBeVisible();
  await expect(first).toHaveURL(mailing.at('/events'));
  await expect(first.getByText(SUPPER)).toHaveCount(0);

  await second.reload();
  await expect(line(second, `${MEG.name} (you)`)).toContainText('primary host');
  await expect(line(second, JO.name)).toHaveCount(0);
  await change(second, MEG);
  await second.getByRole('button', { name: 'Leave the hosts' }).click();
  await expect(second.getByRole('dialog')).toContainText('Nobody runs it any more then');
});

test('an admin removes who runs it, and whoever is left takes it in hand', async ({ page, mailing, visit, faults }) => {
  faults.expectRefusal(422);
  await mailing.makeAdmin(ADA);
  await listSupper(page, mailing.at('/'), ADA);
  const first = await visit(mailing.at('/signup'));
  await signUpByMail(first, mailing);
  await first.goto(await invite(page));
  await toHosts(first, 'Start planning');
  const second = await visit(mailing.at('/signup'));
  await signUpByMail(second, mailing, MEG);
  await second.goto(await invite(first));
  await toHosts(second, 'To the gathering');

  await page.reload();
  await change(page, JO);
  await page.getByRole('button', { name: 'Remove' }).click();
  const removing = page.getByRole('dialog', { name: 'Remove Jo March?' });
  await removing.getByLabel('Who has it in hand then').selectOption('Nobody, until one takes it');
  await removing.getByRole('button', { name: 'Remove' }).click();
  await expect(removing.getByRole('alert')).toContainText('Why is needed');
  await removing.getByLabel('Why', { exact: true }).fill('She asked for it');
  await removing.getByRole('button', { name: 'Remove' }).click();
  await expect(toast(page, 'Jo March is removed.')).toBeVisible();
  await expect(line(page, JO.name)).toHaveCount(0);

  await second.reload();
  await second.getByRole('button', { name: 'Take it in hand' }).click();
  await expect(toast(second, 'you are its primary host now')).toBeVisible();
  await expect(line(second, `${MEG.name} (you)`)).toContainText('primary host');
  await expect(second.getByRole('button', { name: 'Take it in hand' })).toHaveCount(0);
  await expect(line(second, MEG.name)).toContainText('an admin may reverse that until');

  // For three days an admin may say no to that.
  await page.reload();
  await change(page, MEG);
  await page.getByRole('button', { name: 'Take it out of their hands' }).click();
  const reversing = page.getByRole('dialog', { name: 'Take it out of the hands of Meg March?' });
  await expect(reversing).toContainText('nobody has it in hand');
  await reversing.getByRole('button', { name: 'Take it out of their hands' }).click();
  await expect(reversing.getByRole('alert')).toContainText('Why');
  await reversing.getByLabel('Why').fill('Jo comes back');
  await reversing.getByRole('button', { name: 'Take it out of their hands' }).click();
  await expect(toast(page, 'Meg March is a co-host again.')).toBeVisible();
  await expect(line(page, MEG.name)).not.toContainText('primary');
  await second.goto(mailing.at('/notifications'));
  await expect(second.getByRole('link', { name: '“Orchard supper” is not in your hands any more' })).toBeVisible();
  await expect(second.getByText('Jo comes back')).toBeVisible();
});

test('a gathering is deleted, comes back with its links, and is deleted for good', async ({ page, mailing, visit, faults }) => {
  faults.expectRefusal(404);
  faults.expectRefusal(422);
  await mailing.makeAdmin(ADA);
  await listSupper(page, mailing.at('/'), ADA);
  const host = await visit(mailing.at('/signup'));
  await signUpByMail(host, mailing);
  await host.goto(await invite(page));
  await toHosts(host, 'Start planning');
  // Its host deletes a draft where their gatherings are, an admin any here.
  await expect(host.getByRole('region', { name: 'Delete this gathering' })).toHaveCount(0);
  await page.reload();
  const open = await invite(page);

  const region = page.getByRole('region', { name: 'Delete this gathering' });
  await region.getByRole('button', { name: 'Delete' }).click();
  const deleting = page.getByRole('dialog', { name: 'Delete Orchard supper?' });
  await deleting.getByRole('button', { name: 'Delete' }).click();
  await expect(title(page)).toHaveText('Deleted gatherings');
  await expect(page.getByRole('article')).toContainText('in the hands of Jo March');
  await host.reload();
  await expect(title(host)).toHaveText('This gathering is not in your hands');
  const stranger = await visit(open);
  await expect(title(stranger)).toHaveText('This gathering is gone');

  await page.getByRole('button', { name: /^Bring back/ }).click();
  await expect(toast(page, 'Orchard supper is back, as it was.')).toBeVisible();
  await expect(page.getByText('There are no deleted gatherings.')).toBeVisible();
  await host.reload();
  await expect(line(host, `${JO.name} (you)`)).toContainText('primary host');
  await host.goto(mailing.at('/notifications'));
  await expect(host.getByRole('link', { name: '“Orchard supper” is back' })).toBeVisible();

  // Its host deletes it as well, and the admin for good, for a reason.
  await host.goto(mailing.at('/events'));
  await host.getByRole('button', { name: 'Delete Orchard supper' }).click();
  await host.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(toast(host, 'Orchard supper is deleted.')).toBeVisible();
  await page.goto(mailing.at('/admin/events'));
  await expect(page.getByText('There are no gatherings yet.')).toBeVisible();
  await page.getByRole('link', { name: 'Deleted gatherings' }).click();
  await page.getByRole('button', { name: /^Delete for good/ }).click();
  const purging = page.getByRole('dialog', { name: 'Delete Orchard supper for good?' });
  await purging.getByRole('button', { name: 'Delete for good' }).click();
  await expect(purging.getByRole('alert')).toContainText('Why');
  await purging.getByLabel('Why').fill('It was a trial');
  await purging.getByRole('button', { name: 'Delete for good' }).click();
  await expect(toast(page, 'Orchard supper is deleted for good.')).toBeVisible();
  await expect(page.getByText('There are no deleted gatherings.')).toBeVisible();
  await page.goto(mailing.at('/admin/audit'));
  await expect(page.getByRole('listitem').filter({ hasText: 'for good' })).toContainText('It was a trial');
});

test('a link that was taken back is put away', async ({ page, mailing }) => {
  await mailing.makeAdmin(ADA);
  await listSupper(page, mailing.at('/'), ADA);
  await invite(page, JO.email);
  await takeBack(page, JO.email, 'Meg does it');
  await expect(page.getByLabel('The link', { exact: true })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Make the invite' })).toBeVisible();
});

test('an admin puts somebody in charge, in the place of whoever was, also while invites are paused', async ({ page, mailing, visit, faults }) => {
  faults.expectRefusal(422);
  await mailing.makeAdmin(ADA);
  await listSupper(page, mailing.at('/'), ADA);
  const supper = page.url();
  for (const who of [JO, MEG]) await signUpByMail(await visit(mailing.at('/signup')), mailing, who);
  await page.getByRole('button', { name: 'Put somebody in charge', exact: true }).click();
  await page.getByLabel('Who?').fill('jo march');
  await page.getByRole('radio', { name: JO.name }).check();
  await page.getByRole('button', { name: 'Put them in charge' }).click();
  const form = page.getByRole('region', { name: 'Put Jo March in charge' });
  await expect(form.getByRole('alert')).toContainText('Why: Fill this in');
  await page.getByLabel('Why').fill('She has the orchard');
  await page.getByRole('button', { name: 'Put them in charge' }).click();
  await expect(toast(page, 'Jo March is the primary host now.')).toBeVisible();
  await expect(line(page, JO.name)).toContainText('primary host');

  // Whoever is asked stays there to be withdrawn, though nobody new is invited.
  await askMember(page, MEG.name);
  await page.goto(mailing.at('/admin/settings'));
  await page.getByRole('button', { name: 'Pause new invites and invitations' }).click();
  await expect(toast(page, 'New invites and invitations are paused.')).toBeVisible();
  await page.goto(supper);
  await expect(page.getByRole('button', { name: 'Withdraw the invitation of Meg March' })).toBeVisible();
  await page.getByLabel('Who?').fill('meg');
  await page.getByRole('radio', { name: MEG.name }).check();
  await page.getByLabel('As what').selectOption('Primary host, instead of Jo March');
  await page.getByLabel('What becomes of whoever has it now').selectOption('They leave the hosts');
  await page.getByLabel('Why').fill('The orchard is sold');
  await page.getByRole('button', { name: 'Put them in charge' }).click();
  await expect(toast(page, 'Meg March is the primary host now.')).toBeVisible();
  await expect(line(page, MEG.name)).toContainText('primary host');
  await expect(line(page, JO.name)).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'Members who are asked' })).toHaveCount(0);
});
