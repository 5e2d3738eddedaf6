// A host starts from nothing, without anybody's help, and gets to the end: no page is loaded again
// by hand, and nothing is asked of the API but by the screens.

import { type Page } from '@playwright/test';

import { JO, expect, signUpByMail, test } from './mailing';
import { card, fillIn, give, row, title, toast } from './words';

const TEAMS = ['Kitchen', 'Puddings', 'Drinks', 'Garden', 'Music', 'Setting up'];
const DAYS = [
  ['Arrival', '2027-07-02'],
  ['The feast', '2027-07-03'],
  ['Farewell', '2027-07-04'],
];

/** "Guest 07", so that no name is the beginning of another. */
const numbered = (what: string, n: number): string => `${what} ${String(n).padStart(2, '0')}`;

/** Forty people, the first of each team its coordinator, as a spreadsheet writes them. */
const PEOPLE = [
  'Full name;E-mail;Team;Role',
  ...Array.from({ length: 40 }, (_, n) => {
    const team = TEAMS[n % TEAMS.length];
    return `${numbered('Guest', n + 1)};guest${n + 1}@example.org;${team};${n < TEAMS.length ? 'coordinator' : ''}`;
  }),
].join('\r\n');

/** Sixty items, ten for each team, of which the first is critical. */
const ITEMS = [
  'Item;Team;Quantity;Day;Time;Where;Critical',
  ...Array.from({ length: 60 }, (_, n) => {
    const critical = n < TEAMS.length ? 'yes' : '';
    return `${numbered('Thing', n + 1)};${TEAMS[n % TEAMS.length]};${(n % 3) + 1};${DAYS[n % 3][0]};17:30;By the oak;${critical}`;
  }),
].join('\r\n');

const tab = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Plan' }).getByRole('link', { name, exact: true }).click();

const main = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Host' }).getByRole('link', { name, exact: true }).click();

/** Adds what a file holds, once the server has judged every row. */
async function addFile(page: Page, file: string, rows: string, add: string): Promise<void> {
  await page.getByRole('link', { name: 'Paste a list or a CSV file' }).click();
  await page.getByLabel('Or a CSV file').setInputFiles({
    name: file,
    mimeType: 'text/csv',
    buffer: Buffer.from(rows),
  });
  await page.getByRole('region', { name: 'What will be added' }).getByRole('button', { name: add }).click();
}

/** The link of somebody, as the host hands it out. */
async function linkOf(page: Page, name: string): Promise<string> {
  await main(page, 'Links');
  await page.getByRole('button', { name: `Copy link of ${name}`, exact: true }).click();
  await expect(page.getByText('Copied').first()).toBeVisible();
  return page.evaluate(() => navigator.clipboard.readText());
}

test('from signing up to a finished gathering', async ({ page, mailing, visit, context }) => {
  test.setTimeout(300_000);
  const begun = Date.now();
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(mailing.at('/'));
  await page.getByRole('link', { name: 'Create account' }).click();
  await signUpByMail(page, mailing);

  await page.getByRole('link', { name: 'New gathering' }).click();
  await fillIn(page, { Name: 'Midsummer', 'First day': '2027-07-02', 'Time zone': 'berlin' });
  await fillIn(page, { 'Last day': '2027-07-04' });
  await page.getByRole('button', { name: 'Make the gathering' }).click();
  await expect(title(page)).toHaveText('Midsummer');

  await tab(page, 'Days');
  for (const [name, date] of DAYS) {
    const form = page.getByRole('form', { name: 'Add a day' });
    await expect(form.getByLabel('Date')).toHaveValue(date);
    await form.getByLabel('Name').fill(name);
    await form.getByRole('button', { name: 'Add a day' }).click();
    await expect(page.getByRole('button', { name: `Edit ${name}` })).toBeVisible();
  }
  await tab(page, 'Teams');
  for (const name of TEAMS) {
    const form = page.getByRole('form', { name: 'Add a team' });
    await form.getByLabel('Name').fill(name);
    await form.getByRole('button', { name: 'Add a team' }).click();
    await expect(page.getByRole('button', { name: `Edit ${name}` })).toBeVisible();
  }
  await tab(page, 'People');
  await addFile(page, 'people.csv', PEOPLE, 'Add 40 people');
  await expect(toast(page, '40 people are added to the plan.')).toBeVisible();
  await tab(page, 'Items');
  await addFile(page, 'items.csv', ITEMS, 'Add 60 items');
  await expect(toast(page, '60 items are added to the plan.')).toBeVisible();

  // One thing has somebody from the start; the critical gaps are left to the coordinators.
  await page.getByRole('link', { name: 'Kitchen' }).first().click();
  await give(page, 'Thing 07', 'Guest 07');
  await main(page, 'Plan');
  await page.getByRole('button', { name: 'Start confirming' }).click();
  const start = page.getByRole('dialog', { name: 'Start confirming?' });
  await expect(start).toContainText('41 people get a link each.');
  await start.getByRole('button', { name: 'Start confirming' }).click();
  await expect(title(page)).toHaveText('Invite links');
  const participant = await linkOf(page, 'Guest 07');
  const coordinators = [];
  for (let n = 1; n <= TEAMS.length; n += 1) coordinators.push(await linkOf(page, numbered('Guest', n)));

  // On their phones: a guest confirms with one tap, each coordinator takes what is critical.
  const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
  const guest = await visit(participant, phone);
  await card(guest, 'Thing 07').getByRole('button', { name: 'I’ll bring it' }).click();
  await expect(guest.getByText('All confirmed.')).toBeVisible();
  for (const [n, link] of coordinators.entries()) {
    const lead = await visit(link, phone);
    await give(lead, numbered('Thing', n + 1), numbered('Guest', n + 1));
    await card(lead, numbered('Thing', n + 1)).getByRole('button', { name: 'I’ll bring it' }).click();
    await expect(row(lead, numbered('Thing', n + 1))).toContainText('confirmed');
    await lead.context().close();
  }

  await main(page, 'Overview');
  await expect(page.getByRole('heading', { name: 'Ready to freeze' })).toBeVisible();
  await page.getByRole('button', { name: 'Freeze the plan' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Freeze the plan' }).click();
  await expect(page.getByRole('heading', { name: 'The plan is frozen' })).toBeVisible();

  // Life happens after all.
  await page.getByRole('link', { name: 'Puddings', exact: true }).click();
  await row(page, 'Thing 08').getByRole('button', { name: 'Give to… Thing 08' }).click();
  await page.getByRole('group', { name: 'Give Thing 08 to' }).getByRole('button', { name: 'Guest 08' }).click();
  const why = page.getByRole('dialog', { name: 'Give Thing 08 to Guest 08' });
  await why.getByLabel('Reason').fill('Two more children');
  await why.getByRole('button', { name: 'Change anyway' }).click();
  await expect(toast(page, 'Thing 08 is with Guest 08 now.')).toBeVisible();

  await main(page, 'Overview');
  await page.getByRole('button', { name: 'Finish' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Finish' }).click();
  await expect(page.getByRole('heading', { name: 'Finished, thank you' })).toBeVisible();
  await main(page, 'History');
  const entries = page.getByRole('main').getByRole('list').getByRole('listitem');
  await expect(entries.filter({ hasText: 'override' })).toContainText('Two more children');
  expect(Date.now() - begun, 'a quarter of an hour').toBeLessThan(15 * 60_000);

  // Next year's begins where this one ended.
  await page.getByRole('link', { name: 'My gatherings' }).click();
  await page.getByRole('button', { name: 'Plan another like it Midsummer' }).click();
  const again = page.getByRole('dialog', { name: 'Another one like Midsummer' });
  await again.getByLabel('Name').fill('Midsummer 2028');
  await again.getByLabel('First day').fill('2028-06-30');
  await again.getByRole('button', { name: 'Make the draft' }).click();
  await expect(title(page)).toHaveText('Midsummer 2028');
  await tab(page, 'Days');
  await expect(page.getByRole('main')).toContainText('Fri 30 Jun');
  await tab(page, 'People');
  await expect(page.getByRole('button', { name: 'More about Guest 40' })).toBeVisible();
});
