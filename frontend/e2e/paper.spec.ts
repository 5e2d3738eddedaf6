// What a host takes away: sheets, files, a link on a card.

import { readFile } from 'node:fs/promises';

import { type Page } from '@playwright/test';

import { expect, test } from './demo';
import { title } from './words';

const open = (page: Page, host: string, path: string) => page.goto(host.replace('/h#', `/h${path}#`));

test('each team has a sheet, with who brings what and a box to tick', async ({ page, demo }) => {
  await page.goto(demo.host);
  await page.getByRole('navigation', { name: 'Host' }).getByRole('link', { name: 'Print' }).click();
  await expect(title(page)).toHaveText('Print & save');
  await page.getByRole('link', { name: 'Team by team' }).click();
  await expect(title(page)).toHaveText('Team by team');

  await expect(page.getByRole('main').getByRole('heading', { level: 2 })).toHaveCount(8);
  const meringues = page.getByRole('row').filter({ hasText: 'Meringues' });
  await expect(meringues).toContainText('Rosie');
  await expect(page.getByRole('row').filter({ hasText: 'nobody yet' })).toHaveCount(13);
  await expect(page.getByText(/^Richardson Family Christmas · as of /).first()).toBeVisible();
});

test('each day has a sheet, and paper shows no buttons', async ({ page, demo }) => {
  await open(page, demo.host, '/paper/days');
  await expect(page.getByRole('heading', { level: 2, name: 'Christmas Eve' })).toBeVisible();
  const times = page.getByRole('table').first().getByRole('row');
  await expect(times.nth(1)).toContainText(/\d{1,2}:\d\d [ap]m|noon/);

  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('navigation')).toHaveCount(0);
  await expect(page.getByRole('button')).toHaveCount(0);
  await expect(page.getByRole('heading', { level: 2, name: 'Christmas Eve' })).toBeVisible();
  const pages = await page.pdf({ format: 'A4' });
  expect(pages.subarray(0, 5).toString()).toBe('%PDF-');
});

for (const [name, ending, holds] of [
  ['Calendar', 'calendar.ics', /^BEGIN:VCALENDAR[\s\S]*GF trifle/],
  ['Table', 'plan.csv', /GF trifle/],
  ['Text', 'plan.txt', /GF trifle/],
] as const) {
  test(`the plan is saved as a file: ${name}`, async ({ page, demo }) => {
    await open(page, demo.host, '/paper');
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: `Save ${name}` }).click();
    const file = await saved;
    expect(file.suggestedFilename()).toBe(`Richardson Family Christmas ${ending}`);
    expect(await readFile(await file.path(), 'utf8')).toMatch(holds);
    await expect(page.getByRole('status').filter({ hasText: 'is saved.' })).toBeVisible();
  });
}

test('somebody’s link is a code that a camera reads, two taps from the list of links', async ({ page, demo }) => {
  await open(page, demo.host, '/links');
  await page.getByRole('button', { name: 'More ways of Rosie' }).click();
  await page.getByRole('link', { name: 'QR code of Rosie' }).click();
  await expect(title(page)).toHaveText('Rosie');
  await expect(page.getByRole('img', { name: 'QR code of the link of Rosie' })).toBeVisible();
  await expect(page.getByText('it opens the page of Rosie.')).toBeVisible();
});

test('a code of nobody says where to go', async ({ page, demo }) => {
  await open(page, demo.host, '/paper/links/00000000-0000-7000-8000-000000000000');
  await expect(title(page)).toHaveText('There is no such link');
});
