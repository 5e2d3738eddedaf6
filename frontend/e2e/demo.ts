// What every walk begins with: a server of its own with the demo gathering in it, the links that it
// prints, and pages that tell when the browser had to refuse something.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

import {
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
  test as base,
  expect,
} from '@playwright/test';

/** What somebody signs in with. */
export type Login = { email: string; password: string };

/** What `gather demo` prints: the links of the three roles, two accounts; and the server's end. */
export type Demo = {
  host: string;
  coordinator: string;
  participant: string;
  /** The host's. */
  account: Login;
  admin: Login;
  stop: () => Promise<void>;
};

/** Somebody else, with a browser of their own. */
export type Visitors = (link: string, how?: BrowserContextOptions) => Promise<Page>;

/** `role  person  url`, with two spaces between the columns. */
const LINK = /^(host|coordinator|participant) {2,}(.*?) {2,}(https?:\/\/\S+)$/;

/** `login  role  e-mail  password`. */
const LOGIN = /^login {2,}(host|admin) {2,}(\S+) {2,}(\S+)$/;

/** How long the server may take until it has printed all of it. */
const PATIENCE_MS = 30_000;

async function printedBy(server: ChildProcess): Promise<Omit<Demo, 'stop'>> {
  const links = new Map<string, string>();
  const logins = new Map<string, Login>();
  const printed: string[] = [];
  const gaveUp = setTimeout(() => server.kill(), PATIENCE_MS);
  for await (const line of createInterface({ input: server.stdout! })) {
    printed.push(line);
    const [, role, , url] = LINK.exec(line.trim()) ?? [];
    if (role && !links.has(role)) links.set(role, url);
    const [, whose, email, password] = LOGIN.exec(line.trim()) ?? [];
    if (whose) logins.set(whose, { email, password });
    if (links.size === 3 && logins.size === 2) break;
  }
  clearTimeout(gaveUp);
  const [account, admin] = [logins.get('host'), logins.get('admin')];
  if (links.size < 3 || !account || !admin) {
    throw new Error(`the demo ended without its links and accounts:\n${printed.join('\n')}`);
  }
  server.stdout!.resume(); // Whatever else it prints must not fill the pipe.
  return { ...(Object.fromEntries(links) as Omit<Demo, 'stop' | 'account' | 'admin'>), account, admin };
}

/** Ends a server, and waits until it has ended. */
export async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = once(server, 'exit');
  server.kill('SIGTERM');
  const reluctant = setTimeout(() => server.kill('SIGKILL'), 5_000);
  await ended;
  clearTimeout(reluctant);
}

/** Where the server is. */
export function binary(): string {
  const path = process.env.GATHER_BIN;
  if (!path) throw new Error('GATHER_BIN does not say where the server is: cargo xtask e2e');
  return path;
}

/** The environment without anything that configures a server, and a log of what goes wrong only. */
export function plainEnvironment(): NodeJS.ProcessEnv {
  const plain = Object.entries(process.env).filter(([name]) => !name.startsWith('GATHER_'));
  return { ...Object.fromEntries(plain), GATHER_LOG: 'error' };
}

/**
 * What a browser complained of, and every host but our own that a page asked. A walk that makes
 * the server refuse something, or takes it away, says so beforehand: the browser notes that too.
 */
export class Faults {
  readonly found: string[] = [];
  private readonly expected: RegExp[] = [];
  private ended = false;

  /** The server refuses with this status somewhere on this walk. */
  expectRefusal(status: number): void {
    this.expected.push(new RegExp(`^Failed to load resource: .* status of ${status} `));
  }

  /** The server is out of reach for a part of this walk. */
  expectSilence(): void {
    this.expected.push(/net::ERR_/, /Failed to fetch/);
  }

  watch(context: BrowserContext): void {
    context.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') this.note(message.text());
    });
    context.on('weberror', (error) => this.note(String(error.error())));
    context.on('request', (request) => {
      const { protocol, hostname } = new URL(request.url());
      const own = hostname === '127.0.0.1' || hostname === 'localhost';
      if (protocol.startsWith('http') && !own) this.note(`asked ${hostname}`);
    });
  }

  /** From here on nobody needs an answer any more. */
  end(): void {
    this.ended = true;
  }

  private note(text: string): void {
    if (!this.ended && !this.expected.some((pattern) => pattern.test(text))) this.found.push(text);
  }
}

/**
 * Chromium refuses to load a page again while it is about to put another frame in its place, which
 * nobody who uses a browser ever sees: then it is asked once more.
 */
function patient(page: Page): Page {
  const reload = page.reload.bind(page);
  page.reload = async (how) => {
    try {
      return await reload(how);
    } catch (error) {
      if (!String(error).includes('Not attached to an active page')) throw error;
      return reload(how);
    }
  };
  return page;
}

type Fixtures = { demo: Demo; faults: Faults; visit: Visitors };

export const test = base.extend<Fixtures>({
  /** A server that nobody else uses; it ends with the test. */
  demo: async ({ faults }, use) => {
    const server = spawn(binary(), ['demo', '--port', '0'], {
      env: plainEnvironment(),
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    try {
      await use({ ...(await printedBy(server)), stop: () => stop(server) });
    } finally {
      faults.end();
      await stop(server);
    }
  },

  page: ({ page }, use) => use(patient(page)),

  /** Nothing at all, at the end, but what was expected. */
  faults: [
    async ({ context }, use) => {
      const faults = new Faults();
      faults.watch(context);
      await use(faults);
      expect(faults.found, 'what the browser complained of').toEqual([]);
    },
    { auto: true },
  ],

  /** Opens a link as somebody else, or as the same person on another device. */
  visit: async ({ browser, faults }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (link, how = {}) => {
      const context = await browser.newContext(how);
      contexts.push(context);
      faults.watch(context);
      const page = patient(await context.newPage());
      await page.goto(link);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      return page;
    });
    await Promise.all(contexts.map((context) => context.close()));
  },
});

export { expect };
