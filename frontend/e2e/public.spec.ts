// A gathering is announced before anybody runs it, found by strangers, run by somebody, cancelled
// and restored.

import { expect, test } from './demo';
import { SUPPER, invite, listSupper, publish } from './inviting';
import { at, signIn, title, toast } from './words';

test('strangers find a gathering, learn who runs it, and that it is cancelled', async ({
  page,
  demo,
  visit,
  faults,
}) => {
  faults.expectRefusal(404);
  await listSupper(page, demo.host, demo.admin);
  const stranger = await visit(at(demo, '/gatherings/orchard-supper'));
  await expect(title(stranger)).toHaveText('There is no such gathering');
  await stranger.getByRole('link', { name: 'All gatherings' }).click();
  await expect(stranger.getByText('No gathering is announced at the moment.')).toBeVisible();

  await publish(page);
  await expect(page.getByText(at(demo, '/gatherings/orchard-supper'))).toBeVisible();
  const link = await invite(page);

  await stranger.goto(at(demo, '/'));
  await stranger.getByRole('link', { name: 'Open gatherings' }).click();
  const listed = stranger.getByRole('article').filter({ hasText: SUPPER });
  await expect(listed).toContainText('Sat 4 September 2027');
  await expect(listed).toContainText('No host yet');
  await listed.getByRole('link', { name: SUPPER }).click();
  await expect(title(stranger)).toHaveText(SUPPER);
  await expect(stranger.getByRole('region', { name: 'No host yet' })).toContainText('Do you organise it?');
  await expect(stranger.getByRole('main')).not.toContainText('@');

  // Whoever organises it signs in, and comes back to the page.
  await stranger.getByRole('region', { name: 'No host yet' }).getByRole('link', { name: 'Sign in' }).click();
  await signIn(stranger, demo.account);
  await expect(title(stranger)).toHaveText(SUPPER);
  await stranger.goto(link);
  await expect(title(stranger)).toHaveText(`${SUPPER} is in your hands`);
  await stranger.goto(at(demo, '/gatherings/orchard-supper'));
  await expect(stranger.getByRole('region', { name: 'Who runs it' }).getByRole('listitem')).toHaveCount(1);
  await expect(stranger.getByRole('region', { name: 'No host yet' })).toHaveCount(0);
  await stranger.getByRole('link', { name: 'Run this gathering' }).click();
  await stranger.getByRole('navigation', { name: 'Host' }).getByRole('link', { name: 'Hosts' }).click();

  const host = stranger;
  await host.getByText('Who may see it, and who may invite').click();
  await host.getByLabel('Co-hosts may invite others to run it').uncheck();
  await host.getByRole('button', { name: 'Save' }).click();
  await expect(toast(host, 'Saved.')).toBeVisible();
  await expect(host.getByRole('heading', { name: 'Public page' })).toBeFocused();
  await host.getByText('Who may see it, and who may invite').click();
  await expect(host.getByLabel('Co-hosts may invite others to run it')).not.toBeChecked();

  await host.getByRole('button', { name: 'Cancel the gathering' }).click();
  const asked = host.getByRole('dialog', { name: `Cancel ${SUPPER}?` });
  await asked.getByLabel('Why, for the history (optional)').fill('The orchard is under water');
  await asked.getByRole('button', { name: 'Cancel the gathering' }).click();
  await expect(toast(host, 'The gathering is cancelled.')).toBeVisible();
  await expect(host.getByText('This gathering does not take place.')).toBeVisible();
  // Nobody is invited to what does not take place.
  await expect(host.getByRole('button', { name: 'Make the invite' })).toHaveCount(0);

  await page.goto(at(demo, '/gatherings/orchard-supper'));
  await expect(page.getByText('This gathering does not take place.')).toBeVisible();
  await expect(page.getByRole('main')).not.toContainText('under water');
  await page.getByRole('link', { name: 'All gatherings' }).click();
  await expect(page.getByText('No gathering is announced at the moment.')).toBeVisible();

  await host.getByRole('button', { name: 'Restore the gathering' }).click();
  await host.getByRole('dialog').getByRole('button', { name: 'Restore' }).click();
  await expect(toast(host, 'It takes place after all.')).toBeVisible();
  await expect(host.getByRole('button', { name: 'Make the invite' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('article').filter({ hasText: SUPPER })).toContainText('Hosted by');
});
