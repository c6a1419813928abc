import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, onTestFinished } from 'vitest';
import * as z from 'zod';
import { chromiumOptions } from './chromium-path.ts';

export interface Look {
  name: string;
  width: number;
  height: number;
  colorScheme: 'light' | 'dark';
}

export const phone: Look = { name: 'phone, light', width: 360, height: 740, colorScheme: 'light' };
export const desktop: Look = { name: 'desktop, light', width: 1280, height: 900, colorScheme: 'light' };

/** Phone and desktop, light and dark. */
export const looks: Look[] = [
  phone,
  { ...phone, name: 'phone, dark', colorScheme: 'dark' },
  desktop,
  { ...desktop, name: 'desktop, dark', colorScheme: 'dark' },
];

/** One browser for all tests of a file: each has a context of its own in it. */
let browser: Promise<Browser> | undefined;
afterAll(async () => (await browser)?.close());

/** A context of an empty profile, which asks nobody outside. */
export async function openContext(
  { width, height, colorScheme }: Look,
  // The pages allow no script; axe is the test's own.
  { bypassCSP = true } = {},
): Promise<BrowserContext> {
  browser ??= chromium.launch(chromiumOptions());
  const viewport = { width, height };
  return (await browser).newContext({ viewport, colorScheme, locale: 'de-DE', bypassCSP });
}

/** A context for the running test alone. */
export async function browse(...wanted: Parameters<typeof openContext>): Promise<BrowserContext> {
  const context = await openContext(...wanted);
  onTestFinished(() => context.close());
  return context;
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const Findings = z.object({
  violations: z.array(
    z.object({ id: z.string(), help: z.string(), nodes: z.array(z.object({ html: z.string() })) }),
  ),
});

/** What axe-core finds on the page (WCAG 2.2 A and AA, and its best practices, unless some are named), a line a finding. */
async function findings(page: Page, rules: string[]): Promise<string[]> {
  await page.addScriptTag({ content: axe });
  const options = { resultTypes: ['violations'], ...(rules.length > 0 && { runOnly: rules }) };
  const found = Findings.parse(
    JSON.parse(await page.evaluate(`axe.run(${JSON.stringify(options)}).then(JSON.stringify)`)),
  );
  return found.violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes[0]?.html ?? ''}`);
}

/**
 * What axe-core finds on the page, and whether it scrolls sideways, a line each. `SCREENSHOTS=DIRECTORY` keeps a
 * picture of it.
 */
export async function inspect(page: Page, name: string, rules: string[] = []): Promise<string[]> {
  const shots = process.env.SCREENSHOTS;
  if (shots) {
    mkdirSync(shots, { recursive: true });
    await page.screenshot({
      path: path.join(shots, `${name.replaceAll('/', ' ').trim()}.png`),
      fullPage: true,
    });
  }
  const found = await findings(page, rules);
  const { width = 0 } = page.viewportSize() ?? {};
  const needed = Number(await page.evaluate('document.documentElement.scrollWidth'));
  if (needed > width) found.push(`scrolls sideways: ${needed} px wide`);
  return found.map((finding) => `${name}: ${finding}`);
}
