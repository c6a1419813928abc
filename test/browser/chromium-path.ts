import { existsSync } from 'node:fs';
import type { LaunchOptions } from 'playwright-core';

const usualPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Where the browser is: `CHROMIUM_PATH`, else a usual place. @throws with what to do */
function chromiumPath(): string {
  const found = [process.env.CHROMIUM_PATH ?? '', ...usualPlaces].find((place) => place && existsSync(place));
  if (found === undefined) {
    throw new Error('no Chromium found: install the package chromium, or set CHROMIUM_PATH');
  }
  return found;
}

/** A Chromium that asks nobody outside. @throws with what to do where there is none */
export function chromiumOptions(): LaunchOptions {
  return {
    executablePath: chromiumPath(),
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  };
}
