import { defineConfig } from '@playwright/test';

// `cargo xtask e2e` says which browser there is; by hand, any Chromium's path does.
const executablePath = process.env.GATHER_TEST_CHROMIUM || undefined;

// What a browser does for its maker, and not for the page.
const QUIET = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  outputDir: 'output/failures',
  forbidOnly: !!process.env.CI,
  fullyParallel: true,
  workers: 2,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [['list']],
  use: {
    browserName: 'chromium',
    actionTimeout: 20_000,
    launchOptions: { executablePath, args: QUIET },
    locale: 'en-US',
    timezoneId: 'America/Los_Angeles',
    screenshot: 'only-on-failure',
    // `--trace retain-on-failure` tells more of a failure, and takes a fifth of the time on top.
    trace: 'off',
  },
  projects: [
    {
      name: 'phone',
      use: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
    },
    {
      name: 'desktop',
      // What is refused, what the server answers, and what is printed does not depend on the width;
      // every screen is judged in each of them anyway.
      testIgnore: [
        'account.spec.ts',
        'admin.spec.ts',
        'answers.spec.ts',
        'dead-ends.spec.ts',
        'every-screen.spec.ts',
        'hosts.spec.ts',
        'invites.spec.ts',
        'mail.spec.ts',
        'notifications.spec.ts',
        'paper.spec.ts',
        'public.spec.ts',
        'signed-in.spec.ts',
        'together.spec.ts',
        'undo.spec.ts',
      ],
      use: { viewport: { width: 1280, height: 800 } },
    },
  ],
});
