// A gathering that nobody runs comes into somebody's hands: by a link, whoever they are by then and
// wherever they open it.

import { type Page } from '@playwright/test';

import { SUPPER, invite, listSupper, takeBack } from './inviting';
import { ADA, JO, type Mailing, type Somebody, enter, expect, signUp, signUpByMail, test } from './mailing';
import { fillIn, signIn, title } from './words';

const MEG: Somebody = { name: 'Meg March', email: 'meg@example.org', password: 'a castle in the air' };

const CONFIRM = 'Confirm your address';
const yours = `${SUPPER} is in your hands`;

/** A gathering of nobody's, and the admin's page about it. */
async function supper(page: Page, mailing: Mailing): Promise<void> {
  await mailing.makeAdmin(ADA);
  await listSupper(page, mailing.at('/'), ADA);
}

/** How often a page has asked to accept. */
function countAccepts(page: Page): () => number {
  let count = 0;
  page.on('request', (request) => {
    if (new URL(request.url()).pathname === '/api/event-invites/accept') count += 1;
  });
  return () => count;
}

const line = (page: Page, whose: string) => page.getByRole('listitem').filter({ hasText: whose });

test('a stranger signs up, confirms on another device, and plans', async ({ page, mailing, visit }) => {
  await supper(page, mailing);
  await expect(page.getByLabel('For which address (optional)')).toHaveValue('choir@example.org');
  const link = await invite(page, JO.email, { 'Words to them (optional)': 'Would you, Jo?' });
  await page.getByText('Read the mail text').click();
  await expect(page.locator('details').filter({ hasText: link })).toBeVisible();
  // It was shown once.
  await page.reload();
  await expect(line(page, JO.email)).toContainText('Not opened yet.');
  expect(await page.content()).not.toContain('gth_inv_');

  const stranger = await visit(link);
  await expect(title(stranger)).toHaveText(SUPPER);
  const main = stranger.getByRole('main');
  await expect(main).toContainText(`${ADA.name} invites you to be the host.`);
  await expect(main).toContainText('Sat 4 September 2027');
  await expect(main).toContainText('Would you, Jo?');
  await expect(main).toContainText('For j…@e… alone');
  await stranger.getByRole('link', { name: 'Sign in', exact: true }).click();
  await stranger.getByRole('link', { name: 'Create one' }).click();
  await signUp(stranger, JO);
  await expect(title(stranger)).toHaveText('Look at your mail');
  expect(new URL(stranger.url()).search).toBe('');
  const kept = await stranger.evaluate(() => [...Object.values(localStorage), ...Object.values(sessionStorage)]);
  expect(kept.join()).not.toContain('gth_');

  const phone = await visit(await mailing.mailbox.takeLink(JO.email, CONFIRM));
  const accepts = countAccepts(phone);
  await expect(phone).toHaveURL(mailing.at('/verify'));
  await enter(phone, JO.password, 'Confirm and sign in');
  await expect(title(phone)).toHaveText(yours);
  await expect(title(phone)).toBeFocused();
  await expect(phone.getByRole('status').filter({ hasText: 'You are its primary host.' })).toBeVisible();
  await expect(phone).toHaveURL(mailing.at('/event-invite'));
  expect(accepts()).toBe(1);
  await phone.getByRole('link', { name: 'Start planning' }).click();
  await expect(title(phone)).toHaveText(SUPPER);
  await expect(phone).toHaveURL(/\/events\/[0-9a-f-]{36}$/);

  const nav = phone.getByRole('navigation', { name: 'Host' });
  await nav.getByRole('link', { name: 'Hosts' }).click();
  await expect(title(phone)).toHaveText('Hosts & invites');
  await expect(line(phone, 'Jo March (you)')).toContainText('primary host');
  await nav.getByRole('link', { name: 'Plan' }).click();
  await expect(phone).toHaveTitle('Plan · Gather');
  await expect(title(phone)).toHaveText(SUPPER);

  await page.reload();
  await expect(line(page, JO.email)).toContainText(`${JO.name} accepted it`);
  await page.getByRole('link', { name: '← All gatherings' }).click();
  await expect(page.getByRole('article').filter({ hasText: SUPPER })).toContainText('Jo March runs it.');
  await page.goto(mailing.at('/notifications'));
  await expect(title(page)).toHaveText('Notifications');
  const told = page.getByRole('listitem').filter({ hasText: JO.name });
  await expect(told).toContainText(`${JO.name} is the primary host of “${SUPPER}” now`);
  await expect(told).toContainText('new');
  expect(mailing.log()).not.toContain('gth_');
});

test('a member has it at once, and once', async ({ page, mailing, visit, faults }) => {
  faults.expectRefusal(401);
  await supper(page, mailing);
  const link = await invite(page);
  const member = await visit(mailing.at('/signup'));
  await signUpByMail(member, mailing);
  const accepts = countAccepts(member);
  // The older form of a link, from a mail program that knows no fragments.
  await member.goto(link.replace('#', '?token='));
  await expect(title(member)).toHaveText(yours);
  await expect(member).toHaveURL(mailing.at('/event-invite'));
  expect(accepts()).toBe(1);
  await member.reload();
  await expect(title(member)).toHaveText('Open the invite you were sent');

  // Whoever comes later reads that it is taken; whoever took it, that it is theirs.
  const late = await visit(link);
  await expect(title(late)).toHaveText('This invite was used already');
  await member.goto('about:blank');
  await member.goto(link);
  await expect(title(member)).toHaveText(`You run ${SUPPER} already`);
  await expect(member.getByRole('link', { name: 'To the gathering' })).toHaveAttribute('href', /^\/events\/[0-9a-f-]{36}$/);
  expect(accepts()).toBe(1);
});

test('with the wrong account one reads so, and switches', async ({ page, mailing, visit }) => {
  await supper(page, mailing);
  const link = await invite(page, JO.email);
  const other = await visit(mailing.at('/signup'));
  await signUpByMail(other, mailing, MEG);
  const accepts = countAccepts(other);
  await other.goto(link);
  const main = other.getByRole('main');
  await expect(main.getByRole('heading', { name: 'This invite is for another address' })).toBeVisible();
  await expect(main).toContainText('It is for j…@e…');
  await expect(main).toContainText(`you are signed in as ${MEG.email}`);
  expect(accepts()).toBe(0);

  await other.getByRole('button', { name: 'Switch account' }).click();
  await expect(title(other)).toHaveText('Sign in');
  await other.getByRole('link', { name: 'Create one' }).click();
  await signUp(other, JO);
  await expect(title(other)).toHaveText('Look at your mail');
  await other.goto(await mailing.mailbox.takeLink(JO.email, CONFIRM));
  await enter(other, JO.password, 'Confirm and sign in');
  await expect(title(other)).toHaveText(yours);
});

test('taken back in between, and invited anew', async ({ page, mailing, visit, faults }) => {
  faults.expectRefusal(429);
  await supper(page, mailing);
  const taken = await invite(page, JO.email);
  const stranger = await visit(taken);
  await stranger.getByRole('link', { name: 'Create account' }).click();
  await signUp(stranger, JO);
  await takeBack(page, JO.email, 'Meg does it');
  await expect(line(page, JO.email)).toContainText('“Meg does it”');
  await stranger.goto(await mailing.mailbox.takeLink(JO.email, CONFIRM));
  await enter(stranger, JO.password, 'Confirm and sign in');
  await expect(title(stranger)).toHaveText('This invite was taken back');
  await expect(stranger.getByRole('link', { name: 'My gatherings' }).last()).toBeVisible();

  await page.getByRole('button', { name: `New link for ${JO.email}` }).click();
  // Not within a minute; another invite is another matter.
  await page.getByRole('button', { name: 'Make a new link' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'Wait a minute' })).toBeVisible();
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  const fresh = await invite(page, JO.email);
  expect(fresh).not.toBe(taken);
  await stranger.goto('about:blank');
  await stranger.goto(taken);
  await expect(title(stranger)).toHaveText('This invite was taken back');
  await stranger.goto('about:blank');
  await stranger.goto(fresh);
  await expect(title(stranger)).toHaveText(yours);
});

test('expired while she signed up: she asks for a new link, and gets one', async ({ page, mailing, visit }) => {
  await supper(page, mailing);
  const expired = await invite(page, JO.email);
  const stranger = await visit(expired);
  await stranger.getByRole('link', { name: 'Create account' }).click();
  await signUp(stranger, JO);
  const confirm = await mailing.mailbox.takeLink(JO.email, CONFIRM);
  await stranger.goto(confirm);
  await expect(stranger).toHaveURL(mailing.at('/verify'));
  await mailing.restartAhead(7 * 24);
  await stranger.goto('about:blank');
  await stranger.goto(expired);
  await expect(title(stranger)).toHaveText('This invite has expired');
  await stranger.getByRole('button', { name: 'Ask for a new link' }).click();
  await expect(stranger.getByRole('main')).toContainText(`${ADA.name} is told that you would like a new link.`);

  // Ada is told by mail, too, and that the week is over.
  await mailing.mailbox.take(ADA.email, `Invitations to run “${SUPPER}” have expired`);
  await page.goto(await mailing.mailbox.takeLink(ADA.email, `Somebody needs a new invitation to “${SUPPER}”`));
  await expect(line(page, JO.email)).toContainText('Nobody accepted it, though it was opened.');
  await page.getByRole('button', { name: `New link for ${JO.email}` }).click();
  await page.getByRole('button', { name: 'Make a new link' }).click();
  const fresh = await page.getByLabel('The link', { exact: true }).inputValue();
  await stranger.goto(fresh);
  await stranger.getByRole('link', { name: 'Create account' }).click();
  await signUp(stranger, JO);
  await stranger.goto(await mailing.mailbox.takeLink(JO.email, CONFIRM));
  await enter(stranger, JO.password, 'Confirm and sign in');
  await expect(title(stranger)).toHaveText(yours);
});

test('whoever would rather not says so', async ({ page, mailing, visit }) => {
  await supper(page, mailing);
  const link = await invite(page, JO.email);
  const member = await visit(mailing.at('/signup'));
  await signUpByMail(member, mailing);
  const phone = await visit(link);
  await phone.getByRole('link', { name: 'sign in to decline' }).click();
  await signIn(phone, JO);
  await expect(phone.getByRole('heading', { name: 'Decline the invite?' })).toBeVisible();
  await fillIn(phone, { 'Why (optional)': 'No time this year' });
  await phone.getByRole('button', { name: 'Decline', exact: true }).click();
  await expect(title(phone)).toHaveText('You declined, thank you');
  await expect(phone.getByRole('main')).toContainText(`${ADA.name} is told that you will not run ${SUPPER}.`);
  await member.goto(link);
  await expect(title(member)).toHaveText('This invite was declined');
  await page.reload();
  await expect(line(page, JO.email)).toContainText('Declined');
});

test('a host invites a co-host, and changes what is open', async ({ page, mailing, visit }) => {
  await supper(page, mailing);
  const first = await visit(mailing.at('/signup'));
  await signUpByMail(first, mailing);
  await first.goto(await invite(page));
  await first.getByRole('link', { name: 'Start planning' }).click();
  await first.getByRole('navigation', { name: 'Host' }).getByRole('link', { name: 'Hosts' }).click();
  const link = await invite(first, '', { 'Label (optional)': 'An alto' });
  await first.getByRole('button', { name: 'Change for An alto' }).click();
  await first.getByLabel('How long it works from now on').selectOption('30 days');
  await first.getByRole('button', { name: 'Save' }).click();
  await expect(first.getByText('The invite is changed.')).toBeVisible();

  const second = await visit(mailing.at('/signup'));
  await signUpByMail(second, mailing, MEG);
  await second.goto(link);
  await expect(title(second)).toHaveText(`You help to run ${SUPPER}`);
  await second.getByRole('link', { name: 'To the gathering' }).click();
  await second.getByRole('navigation', { name: 'Host' }).getByRole('link', { name: 'Hosts' }).click();
  await expect(line(second, 'Meg March (you)')).toContainText('co-host');
  // Only their own invites are theirs to see, and nobody is theirs to make a host.
  await expect(second.getByText('There are no invites yet.')).toBeVisible();
  await expect(second.getByLabel('As what')).toHaveCount(0);
});
