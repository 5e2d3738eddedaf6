import { expect, test } from './demo';

test('the link of a participant opens a page with a heading', async ({ page, demo }) => {
  await page.goto(demo.participant);

  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

test('a link loads the app once, and nothing twice', async ({ page, demo }) => {
  const loaded: string[] = [];
  page.on('requestfinished', (request) => loaded.push(new URL(request.url()).pathname));

  await page.goto(demo.participant);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();

  const assets = loaded.filter((path) => /\.(js|wasm|css)$/.test(path));
  expect(assets).toEqual([...new Set(assets)]);
});
