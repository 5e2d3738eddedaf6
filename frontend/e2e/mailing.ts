// A server from which mails leave, empty at first, and the mailbox in which they arrive.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { type Page, expect } from '@playwright/test';

import { test as base, binary, plainEnvironment, stop } from './demo';
import { Mailbox } from './mailbox';
import { fillIn, title } from './words';

/** Somebody who has, or wants, an account. */
export type Somebody = { name: string; email: string; password: string };

export const JO: Somebody = { name: 'Jo March', email: 'jo@example.org', password: 'correct horse battery' };

export const ADA: Somebody = { name: 'Ada Lovelace', email: 'ada@example.org', password: 'notes on the engine' };

export type Mailing = {
  mailbox: Mailbox;
  /** An address of the app. */
  at: (path: string) => string;
  /** Makes an admin, as whoever runs the server does. */
  makeAdmin: (who: Somebody) => Promise<void>;
  /** Has the server begin anew, with its clock so many hours ahead. */
  restartAhead: (hours: number) => Promise<void>;
  /** All that the server has logged so far. */
  log: () => string;
};

/** A port that nobody uses: mails name it before the server is there. */
async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Waits until the server says where it listens, and keeps what it says. */
async function listening(server: ChildProcess, log: string[]): Promise<void> {
  const lines = createInterface({ input: server.stderr! });
  lines.on('line', (line) => log.push(line));
  lines.on('close', () => lines.emit('listening'));
  lines.on('line', (line) => line.includes('"address"') && lines.emit('listening'));
  await once(lines, 'listening');
  if (server.exitCode !== null) throw new Error(`the server ended:\n${log.join('\n')}`);
}

export const test = base.extend<{ mailing: Mailing }>({
  mailing: async ({ faults }, use) => {
    const [mailbox, port] = await Promise.all([Mailbox.open(), freePort()]);
    const origin = `http://127.0.0.1:${port}`;
    const folder = await mkdtemp(join(tmpdir(), 'gather-e2e-'));
    const env = {
      ...plainEnvironment(),
      GATHER_DATA_DIR: join(folder, 'data'),
      GATHER_LOG: 'info',
      GATHER_MAIL_FROM: 'Gather <gather@example.org>',
      GATHER_PUBLIC_URL: origin,
      GATHER_SMTP_URL: mailbox.url,
    };
    const log: string[] = [];
    const serve = async (hours: number) => {
      const command = ['serve', '--port', String(port), '--clock-ahead-hours', String(hours)];
      const server = spawn(binary(), command, { env, stdio: ['ignore', 'ignore', 'pipe'] });
      await listening(server, log);
      return server;
    };
    const makeAdmin = async (who: Somebody) => {
      const command = spawn(binary(), ['admin', 'create', '--email', who.email, '--name', who.name], {
        env,
        stdio: ['pipe', 'ignore', 'inherit'],
      });
      command.stdin.end(`${who.password}\n`);
      const [code] = await once(command, 'exit');
      expect(code, 'gather admin create').toBe(0);
    };
    let server = await serve(0);
    const restartAhead = async (hours: number) => {
      await stop(server);
      server = await serve(hours);
    };
    try {
      const at = (path: string) => new URL(path, origin).href;
      await use({ mailbox, at, makeAdmin, restartAhead, log: () => log.join('\n') });
    } finally {
      faults.end();
      await stop(server);
      mailbox.close();
      await rm(folder, { recursive: true, force: true });
    }
  },
});

/** Fills in the form for an account, and sends it. */
export async function signUp(page: Page, who: Somebody): Promise<void> {
  await fillIn(page, { 'Your name': who.name, 'E-mail': who.email, Password: who.password });
  await page.getByRole('button', { name: 'Create account' }).click();
}

/** Makes an account, by its mail, and leaves the page signed in. */
export async function signUpByMail(page: Page, { at, mailbox }: Mailing, who = JO): Promise<void> {
  await page.goto(at('/signup'));
  await signUp(page, who);
  await expect(title(page)).toHaveText('Look at your mail');
  await page.goto(await mailbox.takeLink(who.email, 'Confirm your address'));
  await enter(page, who.password, 'Confirm and sign in');
  await expect(title(page)).toHaveText('My gatherings');
}

/** Fills in the one password that a page asks for, and sends it. */
export async function enter(page: Page, password: string, button: string): Promise<void> {
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: button }).click();
}

export { expect };
