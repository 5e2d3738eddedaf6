// A picture of every screen, in light and dark, for somebody to look at.

import { Host } from './arrange';
import { test } from './demo';
import { SCREENS } from './screens';

for (const screen of SCREENS) {
  test(screen.name, async ({ page, demo, request, faults }, { project }) => {
    await screen.open({ page, demo, faults, host: new Host(request, demo.host) });
    const file = screen.name.replace(/[^a-z]+/g, '-');
    // A dialog belongs to what is in sight; a page is looked at as a whole.
    const fullPage = (await page.getByRole('dialog').count()) === 0;
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.screenshot({ path: `output/screens/${file}-${project.name}-${colorScheme}.png`, fullPage });
    }
  });
}
