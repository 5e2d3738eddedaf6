// Gatherings that are still being planned.

import { type APIRequestContext, expect, request } from '@playwright/test';

import type { Demo } from './demo';

/** A new gathering of the demo's host: its host link, and where its plan is for whoever is signed in. */
export type Draft = { link: string; address: string };

type Ask = (method: 'get' | 'post' | 'patch', path: string, data?: object) => Promise<any>;

/** The screen of the plan at this path below it, by link. */
export const planPage = (draft: Draft, path = ''): string => draft.link.replace('/h#', `/h/plan${path}#`);

/** A gathering of which nothing is planned yet. */
export const emptyDraft = (demo: Demo): Promise<Draft> => draft(demo, async () => {});

/** A gathering of which much is planned, and something is missing. */
export const halfPlanned = (demo: Demo): Promise<Draft> =>
  draft(demo, async (ask) => {
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

async function draft(demo: Demo, plan: (ask: Ask) => Promise<void>): Promise<Draft> {
  const { origin } = new URL(demo.host);
  // A visitor of its own: its session must not come along with what a walk asks by link.
  const visitor = await request.newContext({ extraHTTPHeaders: { Origin: origin } });
  const asking = (below: string): Ask => (method, path, data) => ask(visitor, method, below + path, data);
  const api = asking(`${origin}/api`);
  await api('post', '/auth/login', demo.account);
  const { event } = await api('post', '/events', {
    name: 'Orchard supper',
    time_zone: 'Europe/Berlin',
    starts_on: '2027-09-04',
    ends_on: '2027-09-06',
    guest_count: 12,
  });
  const of = asking(`${origin}/api/events/${event.id}`);
  await plan(of);
  const { items } = await of('get', '/tokens');
  await visitor.dispose();
  return { link: items[0].url, address: `${origin}/events/${event.id}/plan` };
}

async function ask(visitor: APIRequestContext, method: 'get' | 'post' | 'patch', url: string, data?: object) {
  const answer = await visitor[method](url, { data });
  expect(answer.ok(), `${method} ${url}: ${answer.status()}`).toBe(true);
  return answer.json();
}
