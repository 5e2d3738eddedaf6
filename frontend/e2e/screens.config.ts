// Pictures of every screen, to be looked at: npm run screens

import { defineConfig } from '@playwright/test';

import walks from './playwright.config';

export default defineConfig(walks, {
  testMatch: 'pictures.ts',
  projects: [
    {
      name: 'phone',
      use: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
    },
    {
      name: 'desktop',
      use: { viewport: { width: 1280, height: 800 } },
    },
  ],
});
