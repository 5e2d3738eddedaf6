// Links that lead nowhere, a server that does not answer, and changes that come too late: each has
// its own sentence, next to what caused it, and nothing that was typed is lost.

import { Host } from './arrange';
import { expect, test } from './demo';
import { card, row, secretOf, title, toast, unfold, withOtherSecret } from './words';

const ROLES = [
  ['/p', 'participant'],
  ['/c', 'coordinator'],
  ['/h', 'host'],
] as const;

for (const [path, role] of ROLES) {
  test(`an address without its ${role} link asks for it`, async ({ page, demo }) => {
    const { origin } = new URL(demo.participant);
    await page.goto(origin + path);

    await expect(title(page)).toHaveText('Open the link you were sent');
    await expect(page.getByRole('alert')).toContainText('Tap it there');
  });

  test(`half a ${role} link is called incomplete`, async ({ page, demo }) => {
    await page.goto(demo[role].slice(0, -5));

    await expect(title(page)).toHaveText('This link is not complete');
    await expect(page.getByRole('alert')).toContainText('ask whoever sent it for a new one');
  });

  test(`a ${role} link that nobody knows says whom to ask`, async ({ page, demo, faults }) => {
    faults.expectRefusal(401);
    await page.goto(withOtherSecret(demo[role]));

    await expect(title(page)).toHaveText('This link does not work');
    await expect(page.getByRole('alert')).toContainText('Ask whoever sent it to you');
    await expect(page.getByRole('navigation')).toHaveCount(0);
  });

  test(`a ${role} secret in the path moves behind the # before anything is asked`, async ({ page, demo }) => {
    const secret = secretOf(demo[role]);
    const leaks: string[] = [];
    let documents = 0;
    page.on('request', async (request) => {
      if (request.isNavigationRequest()) documents += 1;
      else if (request.url().includes(secret)) leaks.push(request.url());
      if ((await request.allHeaders()).referer?.includes(secret)) leaks.push('a referrer');
    });

    await page.goto(`${new URL(demo[role]).origin}${path}/${secret}`);

    await expect(page).toHaveURL(demo[role]);
    await expect(title(page)).toHaveText(role === 'coordinator' ? 'Puddings' : 'Richardson Family Christmas');
    expect(leaks).toEqual([]);
    expect(documents).toBe(1);
    await page.reload();
    await expect(page).toHaveURL(demo[role]);
  });

  test(`the ${role} link is in no request’s address`, async ({ page, demo }) => {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(demo[role]);
    await expect(title(page)).toBeVisible();

    const secret = secretOf(demo[role]);
    const leaks = asked.filter((url) => new URL(url).pathname.includes(secret) || new URL(url).search.includes(secret));
    expect(asked.length).toBeGreaterThan(3);
    expect(leaks).toEqual([]);
  });
}

test('a link on another role’s page leads to its own', async ({ page, demo }) => {
  await page.goto(demo.participant.replace('/p#', '/h#'));
  await expect(title(page)).toHaveText('This link is for another page');

  await page.getByRole('link', { name: 'Open it where it works' }).click();

  await expect(page).toHaveURL(demo.participant);
  await expect(page.getByText('Hi Rosie, you bring 2 things')).toBeVisible();
});

test('what a messenger left behind a link does no harm', async ({ page, demo }) => {
  await page.goto(`${demo.participant}).`);

  await expect(page.getByText('Hi Rosie, you bring 2 things')).toBeVisible();
});

test('an address that leads nowhere says so', async ({ page, demo, faults }) => {
  faults.expectRefusal(404);
  await page.goto(new URL('/nowhere', demo.host).href);

  await expect(title(page)).toHaveText('There is nothing here');
});

test('a team that is not there says so, and the way back keeps the link', async ({ page, demo, faults }) => {
  faults.expectRefusal(404);
  for (const id of ['not-an-id', '00000000-0000-7000-8000-000000000000']) {
    await page.goto('about:blank');
    await page.goto(demo.host.replace('/h#', `/h/teams/${id}#`));
    await expect(page.getByText('There is no such team').first()).toBeVisible();

    await page.getByRole('link', { name: 'Overview' }).click();
    await expect(title(page)).toHaveText('Richardson Family Christmas');
  }
});

test('every page of a host survives a reload, and the way back', async ({ page, demo }) => {
  const fragment = new URL(demo.host).hash;
  await page.goto(demo.host);
  const walk = [
    ['People', 'People'],
    ['Links', 'Invite links'],
    ['History', 'History'],
  ];
  for (const [link, heading] of walk) {
    await page.getByRole('navigation', { name: 'Host' }).getByRole('link', { name: link }).click();
    await expect(title(page)).toHaveText(heading);
    expect(new URL(page.url()).hash).toBe(fragment);
    await page.reload();
    await expect(title(page)).toHaveText(heading);
  }
  await page.getByRole('navigation', { name: 'Host' }).getByRole('link', { name: 'Overview' }).click();
  await page.getByRole('link', { name: 'Setup', exact: true }).click();
  await expect(title(page)).toHaveText('Setup');
  await page.reload();
  await expect(title(page)).toHaveText('Setup');

  for (const heading of ['Richardson Family Christmas', 'History', 'Invite links', 'People']) {
    await page.goBack();
    await expect(title(page)).toHaveText(heading);
    expect(new URL(page.url()).hash).toBe(fragment);
  }
  await page.goForward();
  await expect(title(page)).toHaveText('Invite links');
});

test('a page that could not be loaded offers to try again', async ({ page, demo, faults }) => {
  faults.expectSilence();
  await page.route('**/api/p', (route) => route.abort());
  await page.goto(demo.participant);
  await expect(title(page)).toHaveText('This page could not be loaded');
  await expect(page.getByRole('alert')).toContainText('Gather could not be reached. Check your connection');

  await page.unroute('**/api/p');
  await page.getByRole('button', { name: 'Try again' }).click();

  await expect(page.getByText('Hi Rosie, you bring 2 things')).toBeVisible();
});

test('a server that went away is said next to the button, which stays', async ({ page, demo, faults }) => {
  faults.expectSilence();
  await page.goto(demo.participant);
  const meringues = card(page, 'Meringues');
  await expect(meringues).toBeVisible();
  await demo.stop();

  await meringues.getByRole('button', { name: 'I’ll bring it' }).click();

  await expect(meringues.getByRole('alert')).toContainText('Gather could not be reached.');
  await expect(meringues).not.toContainText('Confirmed');
  await expect(meringues.getByRole('button', { name: 'I’ll bring it' })).toBeEnabled();
  await expect(card(page, 'Vanilla ice cream – Rosie')).not.toContainText('Gather could not be reached.');
});

test('what was typed outlives a server that went away', async ({ page, demo, faults }) => {
  faults.expectSilence();
  await page.goto(demo.coordinator);
  await page.getByRole('button', { name: 'Add item' }).click();
  const form = page.getByRole('form', { name: 'A new item' });
  await form.getByLabel('Name').fill('Lemon tart');
  await page.route('**/api/**', (route) => route.abort());
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(form.getByRole('alert')).toContainText('Gather could not be reached.');
  await expect(form.getByLabel('Name')).toHaveValue('Lemon tart');

  await page.unroute('**/api/**');
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(row(page, 'Lemon tart')).toHaveCount(1);
});

test('a page that cannot be brought up to date says that it is old', async ({ page, demo, faults }) => {
  faults.expectSilence();
  await page.goto(demo.participant);
  await expect(card(page, 'Meringues')).toBeVisible(); // Only what comes after the first look is away.
  await page.route('**/api/p', (route) => route.abort());
  await card(page, 'Meringues').getByRole('button', { name: 'I’ll bring it' }).click();

  await expect(page.getByRole('alert').filter({ hasText: 'What you see may be out of date.' })).toBeVisible();
  await expect(card(page, 'Meringues')).toContainText('✓ Confirmed');

  await page.unroute('**/api/p');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText('What you see may be out of date.')).toHaveCount(0);
  await expect(page.getByText('1 of 2 confirmed')).toBeVisible();
});

test('of two who change the same item, the second sees both and decides', async ({ page, demo, visit, faults }) => {
  faults.expectRefusal(412);
  await page.goto(demo.coordinator);
  await unfold(page, 'Fudge');
  await row(page, 'Fudge').getByRole('button', { name: 'Edit Fudge' }).click();
  const mine = page.getByRole('form', { name: 'Change this item' });
  await mine.getByLabel('Where').fill('The pantry');

  const other = await visit(demo.coordinator);
  await unfold(other, 'Fudge');
  await row(other, 'Fudge').getByRole('button', { name: 'Edit Fudge' }).click();
  const theirs = other.getByRole('form', { name: 'Change this item' });
  await theirs.getByLabel('Quantity').fill('Seven trays');
  await theirs.getByRole('button', { name: 'Save' }).click();
  await expect(row(other, 'Fudge')).toContainText('Seven trays');

  await mine.getByRole('button', { name: 'Save' }).click();
  await expect(mine.getByRole('alert')).toContainText('Somebody else changed this meanwhile.');
  await expect(mine).toContainText('Quantity: Seven trays');
  await expect(mine.getByLabel('Where')).toHaveValue('The pantry');

  await mine.getByRole('button', { name: 'Save' }).click();
  await expect(toast(page, 'Fudge is saved.')).toBeVisible();
  await expect(row(page, 'Fudge')).toContainText('The pantry');
  await expect(row(page, 'Fudge')).toContainText('Seven trays');
});

test('a change that comes after the freeze is refused in words', async ({ page, demo, request, faults }) => {
  faults.expectRefusal(409);
  await page.goto(demo.coordinator);
  await row(page, 'Fudge').getByRole('button', { name: 'Give to… Fudge' }).click();
  await new Host(request, demo.host).freeze();

  await page.getByRole('group', { name: 'Give Fudge to' }).getByRole('button', { name: 'Keith' }).click();

  await expect(row(page, 'Fudge').getByRole('alert')).toHaveText('The plan is frozen: ask the host for changes.');
  await page.reload();
  await expect(page.getByText('The plan is frozen: ask the host for changes.').first()).toBeVisible();
  await expect(row(page, 'Fudge').getByRole('button', { name: 'Give to… Fudge' })).toBeDisabled();
  await expect(row(page, 'Fudge').getByRole('button', { name: 'Give to… Fudge' })).toHaveAccessibleDescription(
    /The plan is frozen/,
  );
});

test('a freeze that comes too late names what is open', async ({ page, demo, request, visit, faults }) => {
  faults.expectRefusal(409);
  await new Host(request, demo.host).fillCriticalGaps();
  await page.goto(demo.host);
  await page.getByRole('button', { name: 'Freeze the plan' }).click();
  const question = page.getByRole('dialog', { name: 'Freeze the plan?' });
  await expect(question).toContainText('Every critical item has someone.');

  const anika = await visit(demo.coordinator);
  const trifle = await unfold(anika, 'GF trifle');
  await trifle.getByRole('button', { name: 'Take back GF trifle' }).click();
  await expect(row(anika, 'GF trifle')).toContainText('Nobody yet');

  await question.getByRole('button', { name: 'Freeze the plan' }).click();
  await expect(question.getByRole('alert')).toContainText('Critical items have nobody, or somebody who can’t.');
  await expect(question.getByRole('link', { name: 'GF trifle' })).toBeVisible();
  await question.getByRole('link', { name: 'GF trifle' }).click();
  await expect(title(page)).toHaveText('Puddings');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('an item that is gone is said next to its button', async ({ page, demo, visit, faults }) => {
  faults.expectRefusal(404);
  await page.goto(demo.coordinator);
  await row(page, 'Fudge').getByRole('button', { name: 'Give to… Fudge' }).click();

  const other = await visit(demo.coordinator);
  const fudge = await unfold(other, 'Fudge');
  await fudge.getByRole('button', { name: 'Delete Fudge' }).click();
  await other.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(row(other, 'Fudge')).toHaveCount(0);

  await page.getByRole('group', { name: 'Give Fudge to' }).getByRole('button', { name: 'Keith' }).click();
  await expect(page.getByText('This item is not on the plan any more.')).toBeVisible();
});
