import { rightsOf } from '../../functions/core/access/rights.ts';
import { germanPart, tested } from '../accessibility/statement.ts';
import { type Block, heading, pairs, table, text } from './blocks.ts';
import { type Answered, done, inAll, notRead } from './input.ts';
import { rightsOf as rightsOfFunctions } from './template.ts';

/** Who is responsible, and whom to turn to. */
export function controller({ stage, answers }: Answered): Block[] {
  const { organisation, publicBody = false, taskNorm = '' } = stage;
  return [
    heading('Verantwortlicher'),
    pairs([
      ['Verantwortlicher', [organisation.name, ...organisation.imprint].join(', ')],
      ['öffentliche Stelle', publicBody ? `ja; Aufgabennorm: ${taskNorm}` : 'nein'],
      ['Datenschutzbeauftragte Person', answers.dataProtectionOfficer],
      ['Aufsichtsbehörde', answers.authority],
      ['Datenschutzhinweise', organisation.privacyUrl],
      ['Impressum', organisation.imprintUrl],
      ['Absender der Mails', `${stage.sender}, Antworten an ${stage.replyTo}`],
    ]),
  ];
}

const roles = { owner: 'Verwaltung', editor: 'Bearbeitung', viewer: 'Lesen' } as const;
const rightNames = {
  addresses: 'Adressen sehen',
  sensitive: 'besondere Angaben sehen',
  downloads: 'herunterladen',
} as const;

/** Who has access: people and tokens with role, rights and series, and each function's rights in the account. */
export function access({ stage, stored, template, answers }: Answered): Block[] {
  const holders = [
    ...(stored?.organisers ?? []).map((one) => ({ ...one, kind: 'Person', name: one.email })),
    ...(stored?.tokens ?? []).map((one) => ({ ...one, kind: 'Token', name: `${one.name} (${one.tokenId})` })),
  ];
  return [
    heading('Zugriff'),
    table(
      ['Art', 'wer', 'Rolle', 'Rechte', 'Reihen'],
      holders.map((one) => [
        ...[one.kind, one.name, roles[one.role]],
        rightsOf(one)
          .map((right) => rightNames[right])
          .join(', ') || 'keine darüber hinaus',
        one.seriesIds?.join(', ') ?? 'alle',
      ]),
      stored ? 'Niemand.' : notRead,
      2,
    ),
    pairs([
      ['Eigentümer der Stufe', stage.owners.join(', ')],
      ['Prüfung der Zugänge', done(answers.accessReview)],
    ]),
    table(
      ['Rolle der Funktion', 'darf', 'auf'],
      rightsOfFunctions(template).map(({ role, action, on }) => [role, action, on]),
      '',
      3,
    ),
  ];
}

/** What is kept in browsers (section 25 TDDDG); `test/scripts/dossier.test.ts` holds it to the sources. */
export const browserStorage: readonly [name: string, said: string][] = [
  ['__Host-session', 'Konsole: die Sitzung, zwölf Stunden; technisch nötig (§ 25 Abs. 2 Nr. 2 TDDDG)'],
  ['__Host-language', 'Konsole: die gewählte Sprache, ein Jahr; technisch nötig (§ 25 Abs. 2 Nr. 2 TDDDG)'],
  [
    'Entwürfe',
    'Konsole: was in den Formularen von Reihe, Veranstaltung und Rundmail eingegeben und nicht gespeichert ist (localStorage), bis es gespeichert, verworfen oder eine Woche alt ist, längstens bis zum Abmelden; nichts davon verlässt den Browser; Teil der Funktion, die jemand aufruft (§ 25 Abs. 2 Nr. 2 TDDDG)',
  ],
];

export function browser(): Block[] {
  return [
    heading('Speicherung im Browser'),
    text(
      'Öffentliche Seiten, eigene Seiten der Teilnehmenden und die Komponente für Websites speichern nichts.',
    ),
    table(['Cookie oder Speicher', 'wofür'], [...browserStorage.map((row) => [...row])], ''),
  ];
}

export function drills({ answers }: Answered): Block[] {
  return [
    heading('Wiederherstellung und Verletzung (Art. 32 bis 34 DSGVO)'),
    pairs([
      ['Probe der Wiederherstellung', done(answers.restoreDrill)],
      ['Probe der Software bei jeder Änderung', 'test/deployment/restore-drill.test.ts'],
      ['Verletzung: wer meldet, wem, wie', answers.breach],
      ['Probe des Meldewegs', done(answers.breachDrill)],
      ['Ablauf', 'docs/datenschutz.md, „Verletzung des Schutzes“'],
    ]),
  ];
}

const partnerRoles = {
  joint: 'gemeinsam verantwortlich (Art. 26)',
  processor: 'Auftragsverarbeiter (Art. 28)',
  recipient: 'Empfänger',
} as const;

/** Who organises with the operator, series by series (Art. 26, 28 GDPR). */
export function partners({ answers, stored }: Answered): Block[] {
  return [
    heading('Partner (Art. 26, 28 DSGVO)'),
    text(answers.partners),
    table(
      ['Reihe', 'Partner', 'Rolle', 'Kontakt', 'Das Wesentliche der Vereinbarung'],
      (stored?.series ?? []).flatMap(({ seriesId, partners: all = [] }) =>
        all.map(({ name, role, contact, essence }) => [
          ...[seriesId, name, partnerRoles[role], contact],
          inAll(essence),
        ]),
      ),
      stored ? 'Keine Reihe hat Partner.' : notRead,
      2,
    ),
    table(
      ['Reihe', 'Titel', 'Veranstalter'],
      (stored?.series ?? []).map(({ seriesId, title, organisers }) => [
        ...[seriesId, inAll(title)],
        organisers.join(', '),
      ]),
      stored ? 'Keine Reihe.' : notRead,
    ),
  ];
}

export function accessibility({ stage }: Answered): Block[] {
  const { accessibility: owed, accessibilityReason = '' } = stage;
  return [
    heading('Barrierefreiheit'),
    owed === 'not-required'
      ? pairs([['Nicht gefordert, weil', accessibilityReason]])
      : pairs([
          ['Erklärung', owed?.statementUrl ?? 'nicht gesagt'],
          ['Barrieren melden', owed?.feedback ?? 'nicht gesagt'],
          ['Leichte Sprache', owed?.plainLanguageUrl ?? 'keine'],
          ['Gebärdensprache', owed?.signLanguageUrl ?? 'keine'],
        ]),
    text(germanPart(tested())),
  ];
}

/** What no machine knows. */
export function operatorsAnswers({ answers }: Answered): Block[] {
  return [
    heading('Antworten des Betreibers'),
    pairs([
      ['Folgenabschätzung, Schwelle (Art. 35)', done(answers.impactAssessment)],
      ['Kinder (Art. 8)', answers.children],
      ['Betriebs- oder Personalrat', answers.worksCouncil],
      ['Archiv', answers.archive],
    ]),
  ];
}

/** Each setting of the stage, as it is deployed. */
export function settings({ stage }: Answered): Block[] {
  const flat = (path: string, value: unknown): [string, string][] =>
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, one]) => flat(path === '' ? key : `${path}.${key}`, one))
      : [[path, String(value)]];
  const { dossier: _, ...others } = stage;
  return [
    heading('Einstellungen der Stufe'),
    pairs(flat('', others).filter(([, value]) => value !== 'undefined')),
  ];
}
