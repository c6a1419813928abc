import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import * as z from 'zod';

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

export interface Look {
  name: string;
  width: number;
  height: number;
  colorScheme: 'light' | 'dark';
}

/** Phone and desktop, light and dark. */
export const looks: Look[] = [
  { name: 'phone, light', width: 360, height: 740, colorScheme: 'light' },
  { name: 'phone, dark', width: 360, height: 740, colorScheme: 'dark' },
  { name: 'desktop, light', width: 1280, height: 900, colorScheme: 'light' },
  { name: 'desktop, dark', width: 1280, height: 900, colorScheme: 'dark' },
];

/** A browser with an empty profile, which asks nobody outside. */
export async function openBrowser(
  look: Look,
  // The pages allow no script; axe is the test's own.
  { bypassCSP = true } = {},
): Promise<{ context: BrowserContext; close(): Promise<void> }> {
  const profile = mkdtempSync(path.join(tmpdir(), 'eventbote-browser-'));
  const context = await chromium.launchPersistentContext(profile, {
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
    viewport: { width: look.width, height: look.height },
    colorScheme: look.colorScheme,
    locale: 'de-DE',
    bypassCSP,
  });
  return {
    context,
    async close() {
      await context.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const Findings = z.object({
  violations: z.array(
    z.object({ id: z.string(), help: z.string(), nodes: z.array(z.object({ html: z.string() })) }),
  ),
});

/** What axe-core finds on the page (WCAG 2.2 A and AA, and its best practices), a line a finding. */
export async function findings(page: Page): Promise<string[]> {
  await page.addScriptTag({ content: axe });
  const found = Findings.parse(
    JSON.parse(await page.evaluate('axe.run({ resultTypes: ["violations"] }).then(JSON.stringify)')),
  );
  return found.violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes[0]?.html ?? ''}`);
}
