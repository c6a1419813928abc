import * as z from 'zod';
import { mailKinds } from '../../functions/core/table/mail-kinds.ts';
import {
  basisOf,
  holdings,
  type PurposeName,
  purposeOfQuestion,
  purposes,
} from '../../functions/core/table/purposes.ts';
import { terms } from '../../functions/core/table/terms.ts';
import type { DeployedStage } from '../../lib/deployed-stage.ts';
import { englishPart, germanPart, tested } from '../accessibility/statement.ts';
import { itemSchemas as schemas } from '../item-forms.ts';
import type { Block } from './blocks.ts';
import { resourcesOf, rightsOf, type Template } from './template.ts';

const Localised = z.record(z.string(), z.string());

/** What is read of series as the API lists them, and of their events with the questions. */
export const StoredSeries = z.array(
  z.looseObject({
    seriesId: z.string(),
    organisers: z.array(z.string()).default([]),
    notices: z.record(
      z.string(),
      z.looseObject({ version: z.string(), hash: z.record(z.string(), z.string()).optional() }),
    ),
    events: z
      .array(
        z.looseObject({
          eventId: z.string(),
          questions: z
            .array(
              z.looseObject({
                questionId: z.string(),
                label: Localised,
                sensitive: z.boolean().default(false),
              }),
            )
            .default([]),
        }),
      )
      .default([]),
  }),
);

export interface DossierInput {
  readonly stage: DeployedStage;
  readonly template: Template;
  /** Absent: the stored series could not be reached. */
  readonly series?: z.infer<typeof StoredSeries> | undefined;
  /** Of the dossier that was signed last. */
  readonly signed?: Record<string, string> | undefined;
  /** The day, such as 2026-11-27. */
  readonly date: string;
}

const notReached = 'Nicht gelesen: die gespeicherten Reihen wurden nicht mitgegeben (--series).';

function fieldsOf(schema: z.ZodType): string {
  if (schema instanceof z.ZodObject) return Object.keys(schema.shape).join(', ');
  const form = JSON.stringify(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }));
  return [
    ...new Set([...form.matchAll(/"required":\[([^\]]*)\]/g)].flatMap(([, all = '']) => all.split(','))),
  ]
    .map((name) => name.replaceAll('"', ''))
    .join(', ');
}

/** Each single statement by its name: what two dossiers are compared by. */
export function facts({ stage, template, series = [] }: DossierInput): Record<string, string> {
  const flat = (path: string, value: unknown): [string, string][] =>
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, one]) => flat(`${path}.${key}`, one))
      : [[path, String(value)]];
  const all: [string, string][] = [
    ...flat('Einstellung', stage),
    ...Object.keys(purposes).map((name): [string, string] => [
      `Rechtsgrundlage ${name}`,
      basisOf(name as PurposeName, stage, 'de'),
    ]),
    ...Object.entries(holdings).map(([type, purpose]): [string, string] => [`Zweck ${type}`, purpose]),
    ...Object.entries(terms).map(([type, { term, trigger, backstop }]): [string, string] => [
      `Frist ${type}`,
      `${term} (${trigger}, ${backstop})`,
    ]),
    ...Object.entries(schemas).map(([type, schema]): [string, string] => [
      `Felder ${type}`,
      fieldsOf(schema),
    ]),
    ...rightsOf(template).map(({ role, action, on }): [string, string] => [
      `Recht ${role} ${action} ${on}`,
      'erteilt',
    ]),
    ...resourcesOf(template).map(([type, count]): [string, string] => [`Ressource ${type}`, String(count)]),
    ...series.flatMap(({ seriesId, notices, organisers, events }): [string, string][] => [
      [`Veranstalter ${seriesId}`, organisers.join(', ')],
      ...Object.entries(notices).map(([kind, { version, hash = {} }]): [string, string] => [
        `Hinweis ${seriesId} ${kind}`,
        `${version} ${Object.entries(hash).flat().join(' ')}`,
      ]),
      ...events.flatMap(({ eventId, questions }) =>
        questions.map(({ questionId, label, sensitive }): [string, string] => [
          `Frage ${seriesId} ${eventId} ${questionId}`,
          `${Object.values(label).join(' / ')}: ${purposeOfQuestion({ sensitive })}`,
        ]),
      ),
    ]),
  ];
  return Object.fromEntries(all.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** What is new, gone or other than in the dossier that was signed. */
export function differences(now: Record<string, string>, signed: Record<string, string>): string[][] {
  return [...new Set([...Object.keys(signed), ...Object.keys(now)])]
    .filter((name) => now[name] !== signed[name])
    .toSorted()
    .map((name) => [name, signed[name] ?? '–', now[name] ?? '–']);
}

const said = ({ date, result }: { date: string; result: string }) => `${date}: ${result}`;

const heading = (text: string): Block => ({ kind: 'heading', level: 2, text });
const text = (of: string): Block => ({ kind: 'text', text: of });
const table = (head: string[], rows: string[][], otherwise: string): Block =>
  rows.length > 0 ? { kind: 'table', head, rows } : text(otherwise);

/** Each part of the dossier, in its order; the same input makes the same. */
export function contents(input: DossierInput): Block[] {
  const { stage, template, series, signed, date } = input;
  const { organisation, dossier, publicBody = false, transferAssessment } = stage;
  if (dossier === undefined)
    throw new Error(`stages.${stage.name}.dossier: is missing. See docs/operating.md, "The dossier".`);
  const now = facts(input);
  const open = [
    ...(signed === undefined ? ['Es gibt keinen unterschriebenen Stand, mit dem verglichen wird.'] : []),
    ...(series === undefined ? [notReached] : []),
    ...(stage.sesAccess === 'sandbox' ? ['Mails gehen nur an geprüfte Adressen (sesAccess).'] : []),
    ...(stage.customerManagedKey ? [] : ['Verschlüsselt wird mit Schlüsseln von AWS, nicht mit eigenen.']),
  ];
  const rows = (name: PurposeName) =>
    Object.entries(holdings)
      .filter(([, purpose]) => purpose === name)
      .map(([type]) => type);
  const names = Object.keys(purposes) as PurposeName[];
  const notices = (series ?? []).flatMap(({ seriesId, notices: all }) =>
    Object.entries(all).map(([kind, { version, hash = {} }]) => [
      seriesId,
      kind,
      version,
      Object.entries(hash)
        .map(([locale, of]) => `${locale} ${of}`)
        .join(', ') || 'ohne Prüfsumme',
    ]),
  );
  const questions = (series ?? []).flatMap(({ seriesId, events }) =>
    events.flatMap(({ eventId, questions: asked }) =>
      asked.map((one) => [
        seriesId,
        eventId,
        Object.values(one.label).join(' / '),
        purposes[purposeOfQuestion(one)].name.de,
      ]),
    ),
  );
  return [
    {
      kind: 'heading',
      level: 1,
      text: `Dossier zum Datenschutz: ${organisation.name}, Stufe ${stage.name}, ${date}`,
    },
    heading('1. Entscheidung'),
    table(
      ['offener Punkt'],
      open.map((one) => [one]),
      'Kein offener Punkt.',
    ),
    table(
      ['was', 'unterschrieben', 'jetzt'],
      signed === undefined ? [] : differences(now, signed),
      signed === undefined ? 'Kein Vergleich.' : 'Kein Unterschied zum unterschriebenen Stand.',
    ),
    text('Freigegeben am ____________ durch ________________________'),
    heading('2. Verantwortlicher'),
    table(
      ['', ''],
      [
        ['Verantwortlicher', [organisation.name, ...organisation.imprint].join(', ')],
        ['öffentliche Stelle', publicBody ? `ja; Aufgabennorm: ${stage.taskNorm ?? ''}` : 'nein'],
        ['Datenschutzbeauftragte Person', dossier.dataProtectionOfficer],
        ['Aufsichtsbehörde', dossier.authority],
        ['Datenschutzhinweise', organisation.privacyUrl],
      ],
      '',
    ),
    heading('3. Verzeichnis der Verarbeitungen (Art. 30 Abs. 1 DSGVO)'),
    table(
      ['Zweck', 'Rechtsgrundlage', 'Betroffene', 'Daten', 'Fristen'],
      names.map((name) => [
        purposes[name].name.de,
        basisOf(name, stage, 'de'),
        purposes[name].people,
        rows(name).join(', ') || 'Antworten auf gekennzeichnete Fragen, in registration',
        rows(name).length > 0 ? 'Abschnitt 7' : 'mit dem Ende der Veranstaltung',
      ]),
      '',
    ),
    text(
      'Verarbeitung im Auftrag anderer (Art. 30 Abs. 2 DSGVO): keine, solange alle Veranstalter in Abschnitt 15 gemeinsam verantwortlich sind.',
    ),
    heading('4. Datenkatalog'),
    table(
      ['Eintrag', 'Felder', 'Zweck', 'Art. 9'],
      Object.entries(schemas).map(([type, schema]) => [
        type,
        fieldsOf(schema),
        holdings[type as keyof typeof holdings],
        type === 'registration' || type === 'signUp' ? 'wo eine Frage so gekennzeichnet ist' : 'nein',
      ]),
      '',
    ),
    heading('5. Fragen der Formulare'),
    table(['Reihe', 'Veranstaltung', 'Frage', 'Zweck'], questions, series ? 'Keine Frage.' : notReached),
    heading('6. Empfänger, Region und Übermittlung'),
    table(
      ['', ''],
      [
        ['Auftragsverarbeiter', stage.processors.join('; ')],
        ['Region', stage.region],
        [
          'Übermittlung in Drittländer',
          transferAssessment
            ? `${transferAssessment.document}, ${transferAssessment.date}`
            : 'Speicherung in EU oder EWR; zum Mutterunternehmen in den USA: datenschutz.md, Abschnitt 3',
        ],
        [
          'Dienste',
          [...new Set(resourcesOf(template).map(([type]) => type.split('::')[1] ?? ''))].join(', '),
        ],
        ['Mailanbieter der Empfänger', 'erhalten die Mails'],
      ],
      '',
    ),
    heading('7. Löschkonzept (DIN 66398)'),
    table(
      ['Eintrag', 'Klasse', 'Frist und Beginn', 'Auslöser', 'Rückhalt'],
      Object.entries(terms).map(([type, { of, term, trigger, backstop }]) => [
        type,
        of,
        term,
        trigger,
        backstop,
      ]),
      '',
    ),
    text(
      `Aufbewahrung der Stufe: ${stage.retentionDays} Tage. Rückhalt: TTL 35 Tage nach der Löschung durch dispatch. Logs: ${stage.logRetentionDays} Tage. Außer Reichweite: Heruntergeladenes, Sicherungen (35 Tage), Postfächer, Videokonferenz. Letzter Lauf: dispatch läuft jede Minute; Stillstand meldet der Alarm Silence.`,
    ),
    heading('8. Hinweise und Einwilligungen'),
    table(['Reihe', 'Art', 'Fassung', 'SHA-256'], notices, series ? 'Kein Hinweis.' : notReached),
    heading('9. Mails'),
    table(
      ['Vorlage', 'Art', 'an ungeprüfte Adressen'],
      Object.entries(mailKinds).map(([name, { kind, isUnverified }]) => [
        name,
        kind,
        isUnverified ? 'ja' : 'nein',
      ]),
      '',
    ),
    heading('10. Rechte der Betroffenen'),
    table(
      ['Recht', 'wo'],
      [
        ['Auskunft, Übertragbarkeit (Art. 15, 20)', 'eigene Seite /registration/…, Konsole /console/people'],
        ['Berichtigung (Art. 16)', 'eigene Seite; Konsole, Anmeldung'],
        ['Löschung (Art. 17)', 'eigene Seite; Konsole /console/people'],
        ['Widerruf (Art. 7 Abs. 3)', 'ein Klick in jeder Mail mit Hinweisen; eigene Seite'],
        ['Beschwerde (Art. 77)', dossier.authority],
      ],
      '',
    ),
    heading('11. Maßnahmen (Art. 32 DSGVO)'),
    table(
      ['Ressource', 'Anzahl'],
      resourcesOf(template).map(([type, count]) => [type, String(count)]),
      '',
    ),
    table(
      ['Maßnahme', 'wie', 'gezeigt durch'],
      [
        [
          'Wiederherstellung',
          stage.pointInTimeRecovery ? '35 Tage' : 'keine',
          'test/lib/eventbote-stack.test.ts',
        ],
        ['Löschschutz', stage.deletionProtection ? 'ja' : 'nein', 'test/lib/eventbote-stack.test.ts'],
        [
          'Schlüssel',
          stage.customerManagedKey ? 'eigener (AWS KMS)' : 'von AWS',
          'test/lib/encryption-key.test.ts',
        ],
        ['Rechte je Funktion', 'Abschnitt 12', 'test/deployment/year.long.ts'],
        ['Barrierefreiheit', 'Abschnitt 16', 'test/accessibility.test.ts'],
      ],
      '',
    ),
    heading('12. Zugriff'),
    table(
      ['', ''],
      [
        ['Eigentümer', stage.owners.join(', ')],
        ['Alarme an', stage.alarmAddress],
        ['Prüfung der Zugänge', said(dossier.accessReview)],
      ],
      '',
    ),
    table(
      ['Rolle', 'darf', 'auf'],
      rightsOf(template).map(({ role, action, on }) => [role, action, on]),
      '',
    ),
    heading('13. Speicherung im Browser'),
    text(
      'Öffentliche Seiten: keine. Konsole: zwei technisch nötige Cookies, Sitzung und Sprache (§ 25 Abs. 2 Nr. 2 TDDDG).',
    ),
    heading('14. Wiederherstellung und Verletzung'),
    table(
      ['', ''],
      [
        ['Probe der Wiederherstellung', said(dossier.restoreDrill)],
        ['Verletzung (Art. 33, 34)', dossier.breach],
        ['Probe des Meldewegs', said(dossier.breachDrill)],
      ],
      '',
    ),
    heading('15. Partner (Art. 26, 28 DSGVO)'),
    text(dossier.partners),
    table(
      ['Reihe', 'Veranstalter'],
      (series ?? []).map(({ seriesId, organisers }) => [seriesId, organisers.join(', ')]),
      series ? 'Keine Reihe.' : notReached,
    ),
    heading('16. Barrierefreiheit'),
    text(
      stage.accessibility === 'not-required'
        ? `Nicht gefordert: ${stage.accessibilityReason ?? ''}`
        : Object.values(stage.accessibility ?? {}).join(', '),
    ),
    text(germanPart(tested())),
    heading('17. Antworten des Betreibers'),
    table(
      ['', ''],
      [
        ['Folgenabschätzung (Art. 35)', said(dossier.impactAssessment)],
        ['Kinder (Art. 8)', dossier.children],
        ['Betriebs- oder Personalrat', dossier.worksCouncil],
        ['Archiv', dossier.archive],
      ],
      '',
    ),
    heading('English summary'),
    text(
      `Controller: ${organisation.name}. Region: ${stage.region}. Public body: ${publicBody ? 'yes' : 'no'}. Open points: ${open.length}. Purposes: ${names.map((name) => purposes[name].name.en).join('; ')}.`,
    ),
    text(englishPart(tested())),
  ];
}
