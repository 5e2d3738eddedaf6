// Brings the plan to where a walk begins, over the same API that the app uses.

import { type APIRequestContext, expect } from '@playwright/test';

import { secretOf } from './words';

type Overview = {
  event: { id: string };
  teams: { id: string; name: string }[];
  freeze: { blockers: { item_id: string; item: string; team_id: string }[] };
};

type Item = { id: string; name: string; drop_off_at: string | null };

type Plan = { items: Item[]; members: { id: string; name: string }[] };

/** The gathering, as its host may change it without clicking. */
export class Host {
  private readonly headers: Record<string, string>;
  private readonly api: string;

  constructor(
    private readonly request: APIRequestContext,
    link: string,
  ) {
    this.headers = { Authorization: `Bearer ${secretOf(link)}` };
    this.api = `${new URL(link).origin}/api`;
  }

  async overview(): Promise<Overview> {
    return this.ask('get', '/h');
  }

  /** Gives every critical item that nobody has to the first member of its team. */
  async fillCriticalGaps(): Promise<void> {
    const { event, freeze } = await this.overview();
    for (const { item_id, team_id } of freeze.blockers) {
      const { members } = await this.ask('get', `/events/${event.id}/teams/${team_id}`);
      const data = { person_id: members[0].id };
      await this.ask('post', `/events/${event.id}/items/${item_id}/assign`, data);
    }
  }

  /** An item as the host's page gets it. */
  async item(team: string, name: string): Promise<Item> {
    return (await this.plan(team)).items.find((one) => one.name === name)!;
  }

  /** Gives an item to a member of its team, over whoever has it. */
  async give(team: string, name: string, to: string): Promise<void> {
    const { items, members } = await this.plan(team);
    const item = items.find((one) => one.name === name)!;
    const person = members.find((one) => one.name === to)!;
    await this.ask('post', `${await this.path()}/items/${item.id}/assign`, { person_id: person.id });
  }

  async edit(team: string, name: string, change: object): Promise<void> {
    const { id } = await this.item(team, name);
    await this.ask('patch', `${await this.path()}/items/${id}`, change);
  }

  async expectGuests(count: number): Promise<void> {
    await this.ask('patch', await this.path(), { guest_count: count });
  }

  async move(status: 'confirming' | 'frozen' | 'complete'): Promise<void> {
    await this.ask('patch', '/h/status', { status });
  }

  async freeze(): Promise<void> {
    await this.fillCriticalGaps();
    await this.move('frozen');
  }

  /** Somebody's link. */
  async linkOf(name: string): Promise<string> {
    const { event } = await this.overview();
    const { items } = await this.ask('get', `/events/${event.id}/tokens`);
    return items.find((one: { person: { name: string } }) => one.person.name === name).url;
  }

  /** As if each of the people had looked at their page. */
  async letEverybodyOpen(): Promise<void> {
    const { event } = await this.overview();
    const { items } = await this.ask('get', `/events/${event.id}/tokens`);
    for (const { url } of items as { url: string }[]) {
      const [, screen] = new URL(url).pathname.split('/');
      const headers = { Authorization: `Bearer ${secretOf(url)}` };
      const answer = await this.request.post(`${this.api}/${screen}/opened`, { headers });
      expect(answer.status()).toBe(204);
    }
  }

  private async path(): Promise<string> {
    return `/events/${(await this.overview()).event.id}`;
  }

  private async plan(name: string): Promise<Plan> {
    const { event, teams } = await this.overview();
    const team = teams.find((one) => one.name === name)!;
    return this.ask('get', `/events/${event.id}/teams/${team.id}`);
  }

  private async ask(method: 'get' | 'post' | 'patch', path: string, data?: object) {
    const answer = await this.request[method](this.api + path, { headers: this.headers, data });
    expect(answer.ok(), `${method} ${path}: ${answer.status()}`).toBe(true);
    return answer.json();
  }
}
