// What every walk begins with: a server of its own with the demo gathering in it, the links that it
// prints, and a page that tells when the browser had to refuse something.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

import { test as base, expect } from '@playwright/test';

/** The links of the three roles, as `gather demo` prints them. */
export type Demo = { host: string; coordinator: string; participant: string };

/** `role  person  url`, with two spaces between the columns. */
const LINK = /^(host|coordinator|participant) {2,}(.*?) {2,}(https?:\/\/\S+)$/;

/** How long the server may take until it has printed its links. */
const PATIENCE_MS = 30_000;

/** What a browser says when our own policy or our own page is at fault. */
const FAULT = /Content Security Policy|integrity|was preloaded using link preload but not used/i;

async function linksOf(server: ChildProcess): Promise<Demo> {
  const links = new Map<string, string>();
  const printed: string[] = [];
  const gaveUp = setTimeout(() => server.kill(), PATIENCE_MS);
  for await (const line of createInterface({ input: server.stdout! })) {
    printed.push(line);
    const [, role, , url] = LINK.exec(line.trim()) ?? [];
    if (role && !links.has(role)) links.set(role, url);
    if (links.size === 3) break;
  }
  clearTimeout(gaveUp);
  if (links.size < 3) {
    throw new Error(`the demo ended without its three links:\n${printed.join('\n')}`);
  }
  server.stdout!.resume(); // Whatever else it prints must not fill the pipe.
  return Object.fromEntries(links) as Demo;
}

async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = once(server, 'exit');
  server.kill('SIGTERM');
  const reluctant = setTimeout(() => server.kill('SIGKILL'), 5_000);
  await ended;
  clearTimeout(reluctant);
}

/** The environment without anything that configures a server, and a log of what goes wrong only. */
function plainEnvironment(): NodeJS.ProcessEnv {
  const plain = Object.entries(process.env).filter(([name]) => !name.startsWith('GATHER_'));
  return { ...Object.fromEntries(plain), GATHER_LOG: 'warn' };
}

export const test = base.extend<{ demo: Demo; faults: string[] }>({
  /** A server that nobody else uses; it ends with the test. */
  demo: async ({}, use) => {
    const binary = process.env.GATHER_BIN;
    if (!binary) throw new Error('GATHER_BIN does not say where the server is: cargo xtask e2e');
    const server = spawn(binary, ['demo', '--port', '0'], {
      env: plainEnvironment(),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    try {
      await use(await linksOf(server));
    } finally {
      await stop(server);
    }
  },

  /** What the browser refused, and every host but our own that a page asked; none at the end. */
  faults: [
    async ({ context }, use) => {
      const faults: string[] = [];
      context.on('console', (message) => {
        if (FAULT.test(message.text())) faults.push(message.text());
      });
      context.on('weberror', (error) => faults.push(String(error.error())));
      context.on('request', (request) => {
        const { protocol, hostname } = new URL(request.url());
        const own = hostname === '127.0.0.1' || hostname === 'localhost';
        if (protocol.startsWith('http') && !own) faults.push(`asked ${hostname}`);
      });
      await use(faults);
      expect(faults, 'what the browser refused').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
