import { readFileSync } from 'node:fs';
import * as z from 'zod';

const names = z.array(z.string());

/** What `test/accessibility.test.ts` holds true: what axe-core walks, and which screens it does not. */
const Tested = z.strictObject({
  by: z.string(),
  rules: z.string(),
  looks: names,
  languages: names,
  pages: names,
  console: names,
  consoleNotWalked: names,
  mails: names,
});
export type Tested = z.infer<typeof Tested>;

export const tested = (): Tested =>
  Tested.parse(JSON.parse(readFileSync(new URL('../../docs/accessibility.json', import.meta.url), 'utf8')));

const list = (items: readonly string[]) => items.map((item) => `\`${item}\``).join(', ');

/**
 * The part of a statement on accessibility that the tests know, in German (Commission Implementing Decision (EU) 2018/1523,
 * sections on non-accessible content and on how the statement was prepared). What an operator's own content lacks it can't say.
 */
export const germanPart = (of: Tested): string => `### Was geprüft ist

Jede Änderung der Software wird mit ${of.by} (Regeln: ${of.rules}, dazu die Empfehlungen von axe-core) in Chromium geprüft; ein Befund
hält sie auf. Geprüft werden in ${of.looks.length} Darstellungen (${of.looks.join('; ')}) und den Sprachen ${of.languages.join(', ')}:

- die ${of.pages.length} öffentlichen Seiten und Seiten für Teilnehmende, jede in ihren Zuständen: ${list(of.pages)};
- das Anmeldeformular als Komponente auf einer Website, mit seinen Fehlern und seinem Ende;
- ${of.console.length} Ansichten der Konsole für Organisatoren: ${list(of.console)};
- die ${of.mails.length} Mails, auch ohne ihr Stylesheet: Kontrast, Links, Überschriften, Bilder, Sprache.

Maßstab: die Regeln schließen die der EN 301 549 V3.2.1 (WCAG 2.1, A und AA) ein, auf die § 3 BITV 2.0 verweist, soweit eine Maschine
sie prüfen kann.

### Was nicht geprüft ist

- Kriterien, die nur ein Mensch prüfen kann (Verständlichkeit, sinnvolle Reihenfolge, Bedienung mit einem Screenreader).
- Ansichten der Konsole, die kein Test mit axe-core öffnet: ${list(of.consoleNotWalked) || 'keine'}.
- Was Organisatoren selbst schreiben oder hochladen (Texte, Bilder, Dokumentation) und wohin sie verlinken (Videokonferenz).
- Leichte Sprache und Gebärdensprache: sie sind Seiten des Betreibers.
`;

export const englishPart = (of: Tested): string => `### What is tested

Each change of the software is tested with ${of.by} (rules: ${of.rules}, and axe-core's best practices) in Chromium; a finding stops
it: ${of.pages.length} public pages and attendees' pages in their states, the sign-up form as a component, ${of.console.length} screens of the
organisers' console, each in ${of.looks.length} looks and in ${of.languages.join(' and ')}; ${of.mails.length} mails (contrast, links, headings, images, language).

### What is not

- Criteria that only a person can judge (whether it is understood, the order of reading, how it is with a screen reader).
- Screens of the console that no test opens with axe-core: ${list(of.consoleNotWalked) || 'none'}.
- What organisers write or upload, and where they link to.
- Easy language and sign language: they are pages of the operator's.
`;
