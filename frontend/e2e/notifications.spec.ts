// A member is asked to run a gathering: they are told, answer, and whoever asked is told of that.

import { SUPPER, askMember, findMember, invite, listSupper } from './inviting';
import { ADA, JO, type Somebody, expect, signUpByMail, test } from './mailing';
import { title, toast } from './words';

const MEG: Somebody = { name: 'Meg March', email: 'meg@example.org', password: 'a castle in the air' };

test('a member is found, accepts, and the inviter is told', async ({ page, mailing, visit }) => {
  await mailing.makeAdmin(ADA);
  await listSupper(page, mailing.at('/'), ADA);
  const host = await visit(mailing.at('/signup'));
  await signUpByMail(host, mailing);
  await host.goto(await invite(page));
  await host.getByRole('link', { name: 'Start planning' }).click();
  await host.getByRole('navigation', { name: 'Host' }).getByRole('link', { name: 'Hosts' }).click();
  const member = await visit(mailing.at('/signup'));
  await signUpByMail(member, mailing, MEG);

  // Whoever is not found gets a link: what was typed is not typed again.
  await findMember(host, 'beth@example.org');
  await host.getByRole('button', { name: 'Invite them by link or mail' }).click();
  await expect(host.getByLabel('For which address (optional)')).toHaveValue('beth@example.org');
  await expect(host.getByLabel('For which address (optional)')).toBeFocused();
  // One alone is not chosen by itself.
  await findMember(host, 'meg m');
  await expect(host.getByRole('radio', { name: MEG.name })).not.toBeChecked();
  await expect(host.getByRole('button', { name: 'Send the invitation' })).toHaveCount(0);
  await askMember(host, MEG.name, 'Would you, Meg?');
  await expect(host.getByRole('region', { name: 'Members who are asked' })).toContainText(MEG.name);

  await member.goto(mailing.at('/events'));
  const bell = member.getByRole('link', { name: /^Notifications/ });
  await expect(bell).toHaveAccessibleName(/1 invitation waits for your answer$/);
  await bell.click();
  await expect(title(member)).toHaveText('Notifications');
  await member.getByRole('list').getByRole('link').click();
  await expect(title(member)).toHaveText('My invitations');
  const waiting = member.getByRole('article', { name: SUPPER });
  await expect(waiting).toContainText(`${JO.name} invites you to be a co-host.`);
  await expect(waiting).toContainText('Would you, Meg?');
  await waiting.getByRole('button', { name: 'Accept' }).click();
  await expect(title(member)).toHaveText(SUPPER);
  await member.goto(mailing.at('/notifications'));
  // It was gone to, and so it is read.
  await expect(member.getByText('new', { exact: true })).toHaveCount(0);
  await expect(member.getByRole('link', { name: /^Notifications/ })).toHaveAccessibleName('Notifications');

  await host.goto(mailing.at('/notifications'));
  const told = host.getByRole('listitem').filter({ hasText: MEG.name }).first();
  await expect(told).toContainText('new');
  await told.getByRole('button', { name: 'Mark as read' }).click();
  await expect(toast(host, 'It is marked as read.')).toBeVisible();
  await expect(told.getByText('new', { exact: true })).toHaveCount(0);

  await host.goto(mailing.at('/account/mails'));
  await host.getByRole('checkbox', { name: 'Send me mails' }).uncheck();
  await expect(toast(host, 'you get no mails')).toBeVisible();
  await host.reload();
  await expect(host.getByRole('checkbox', { name: 'Send me mails' })).not.toBeChecked();
});
