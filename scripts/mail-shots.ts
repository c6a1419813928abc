/**
 * `npm run mail:shots -- --to FOLDER`: every mail that the tests keep as Chromium draws it: 600 and 360 px wide, light and dark,
 * whole, without its style sheet, and with what Word knows of its styles; and `index.html`, which shows all beside each other.
 * Options: --locale de, --only NAME.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { chromiumOptions } from '../test/browser/chromium-path.ts';
import { drawnMails } from './drawn-mails.ts';

const looks = [600, 360].flatMap((width) =>
  (['light', 'dark'] as const).map((colorScheme) => ({ width, colorScheme })),
);

const { values } = parseArgs({
  options: { to: { type: 'string' }, locale: { type: 'string' }, only: { type: 'string' } },
});
const { to, locale, only } = values;
if (to === undefined) throw new Error('where to? npm run mail:shots -- --to FOLDER');
mkdirSync(to, { recursive: true });

const mails = (await drawnMails()).filter(
  (mail) => (locale ?? mail.locale) === mail.locale && (only ?? mail.name) === mail.name,
);
const browser = await chromium.launch(chromiumOptions());
const shots: { name: string; file: string; width: number }[] = [];
try {
  for (const { width, colorScheme } of looks) {
    const context = await browser.newContext({ viewport: { width, height: 600 }, colorScheme });
    const page = await context.newPage();
    for (const { name, locale, shown } of mails) {
      for (const { program, html } of shown) {
        const file = `${name} ${locale} ${program} ${width} ${colorScheme}.png`;
        await page.setContent(html);
        await page.screenshot({ path: path.join(to, file), fullPage: true });
        shots.push({ name: `${name} ${locale}`, file, width });
      }
    }
    await context.close();
  }
} finally {
  await browser.close();
}

const rows = [...new Set(shots.map(({ name }) => name))].map((name) => {
  const pictures = shots
    .filter((shot) => shot.name === name)
    .map(
      ({ file, width }) =>
        `<figure><img src="${encodeURIComponent(file)}" width="${width / 2}" alt=""><figcaption>${file}</figcaption></figure>`,
    );
  return `<h2>${name}</h2><div>${pictures.join('')}</div>`;
});
const style =
  'body{font:14px sans-serif}div{display:flex;flex-wrap:wrap;align-items:flex-start}figure{margin:8px}img{border:1px solid #999}';
writeFileSync(
  path.join(to, 'index.html'),
  `<!doctype html><meta charset="utf-8"><title>Mails</title><style>${style}</style>${rows.join('\n')}`,
);
console.log(`${shots.length} pictures of ${mails.length} mails: ${path.join(to, 'index.html')}`);
