// Gatherings that are still being planned.

import { type Page, expect } from '@playwright/test';

import type { Demo } from './demo';

/** Where the gathering is, for its host, as whom the page is signed in: nobody has a link of a draft. */
export type Draft = string;

type Ask = (method: 'get' | 'post' | 'patch', path: string, data?: object) => Promise<any>;

/** A gathering of which nothing is planned yet. */
export const emptyDraft = (page: Page, demo: Demo): Promise<Draft> => draft(page, demo, async () => {});

/** A gathering of which much is planned, and something is missing. */
export const halfPlanned = (page: Page, demo: Demo): Promise<Draft> =>
  draft(page, demo, async (ask) => {
    const day = async (name: string, date: string) => (await ask('post', '/days', { name, date })).id;
    const team = async (name: string, scope: string) => (await ask('post', '/teams', { name, scope })).id;
    const supper = await day('Saturday supper', '2027-09-04');
    await day('Sunday picnic', '2027-09-05');
    const puddings = await team('Puddings', 'Everything sweet, with something gluten free');
    const drinks = await team('Drinks', 'All drinks and the ice');
    await team('Setting up', 'Tables, lights, labels');
    const people: Record<string, string> = {};
    for (const [name, team_id, email] of [
      ['Anika', puddings, 'anika@example.org'],
      ['Rosie', puddings, 'rosie.the.younger@example.org'],
      ['Lance', puddings, null],
      ['Keith', drinks, null],
      ['Jo', drinks, 'jo@example.org'],
      ['Gus', drinks, null],
      ['Elliot', drinks, null],
      ['Kate', puddings, null],
    ]) {
      people[name!] = (await ask('post', '/people', { name, team_id, email })).id;
    }
    await ask('post', `/people/${people.Anika}/move`, { team_id: puddings, role: 'coordinator' });
    for (const [name, team_id, day_id] of [
      ['Plum cake', puddings, supper],
      ['Apple tart', puddings, supper],
      ['Custard', puddings, null],
      ['Cider', drinks, supper],
    ]) {
      const item = await ask('post', '/items', { name, team_id, day_id, gluten_free: name === 'Custard' });
      if (name === 'Plum cake') await ask('post', `/items/${item.id}/assign`, { person_id: people.Rosie });
    }
  });

async function draft(page: Page, demo: Demo, plan: (ask: Ask) => Promise<void>): Promise<Draft> {
  const { origin } = new URL(demo.host);
  const asking = (below: string): Ask => async (method, path, data) => {
    const answer = await page.request[method](below + path, { data, headers: { Origin: origin } });
    expect(answer.ok(), `${method} ${path}: ${answer.status()}`).toBe(true);
    return answer.status() === 204 ? undefined : answer.json();
  };
  const api = asking(`${origin}/api`);
  await api('post', '/auth/login', demo.account);
  const { id } = await api('post', '/events', {
    name: 'Orchard supper',
    time_zone: 'Europe/Berlin',
    starts_on: '2027-09-04',
    ends_on: '2027-09-06',
    guest_count: 12,
  });
  await plan(asking(`${origin}/api/events/${id}`));
  return `${origin}/events/${id}`;
}
