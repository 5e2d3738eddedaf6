// A picture of every screen, in light and dark, for somebody to look at.

import { type Page } from '@playwright/test';

import { MAIL_SCREENS } from './account-screens';
import { Host } from './arrange';
import { test } from './demo';
import { test as mailing } from './mailing';
import { SCREENS } from './screens';

async function takePictures(page: Page, screen: string, project: string): Promise<void> {
  const file = screen.replace(/[^a-z]+/g, '-');
  // A dialog belongs to what is in sight; a page is looked at as a whole.
  const fullPage = (await page.getByRole('dialog').count()) === 0;
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.screenshot({ path: `output/screens/${file}-${project}-${colorScheme}.png`, fullPage });
  }
}

for (const screen of SCREENS) {
  test(screen.name, async ({ page, demo, request, faults }, { project }) => {
    await screen.open({ page, demo, faults, host: new Host(request, demo.host) });
    await takePictures(page, screen.name, project.name);
  });
}

for (const screen of MAIL_SCREENS) {
  mailing(screen.name, async ({ page, mailing, faults }, { project }) => {
    await screen.open({ page, mailing, faults });
    await takePictures(page, screen.name, project.name);
  });
}
