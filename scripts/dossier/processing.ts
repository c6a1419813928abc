import {
  basisOf,
  holdings,
  type PurposeName,
  purposeOfQuestion,
  purposes,
} from '../../functions/core/table/purposes.ts';
import { processorIn } from '../../functions/core/values/stage.ts';
import { type Block, heading, pairs, subheading, table, text } from './blocks.ts';
import { categoryOf, itemFields, specialOf } from './fields.ts';
import { type Answered, inAll, notRead } from './input.ts';
import { resourcesOf } from './template.ts';

const names = Object.keys(purposes) as PurposeName[];

/** The types of items that are held for a purpose. */
const typesFor = (purpose: PurposeName) => itemFields().filter(({ type }) => holdings[type] === purpose);

/** The kinds of data that are held for a purpose, without what is the machine's own. */
function categoriesFor(purpose: PurposeName): string {
  if (purpose === 'sensitive') return 'Antworten auf gekennzeichnete Fragen, Nachweis der Einwilligung';
  const found = typesFor(purpose).flatMap(({ type, fields }) =>
    fields.map((field) => categoryOf(type, field)?.name ?? ''),
  );
  return [...new Set(found)].filter((name) => name !== 'Technik').join(', ');
}

const transferOf = ({ stage: { transferAssessment }, answers }: Answered) =>
  transferAssessment === undefined
    ? answers.thirdCountries
    : `${transferAssessment.document}, ${transferAssessment.date}; ${answers.thirdCountries}`;

const processorsOf = ({ processors }: Answered['stage']) => processors.map((one) => processorIn(one, 'de'));

/** The record of processing activities, a part for each purpose (Art. 30(1) GDPR), and as a processor (Art. 30(2)). */
export function recordOfProcessing(input: Answered): Block[] {
  const { stage, answers } = input;
  const recipients = [...processorsOf(stage), 'Mailanbieter der Empfänger'].join('; ');
  return [
    heading('Verzeichnis der Verarbeitungstätigkeiten (Art. 30 DSGVO)'),
    text(
      'Verantwortlicher, Vertretung und Datenschutzbeauftragte: Kapitel 2. Maßnahmen (Art. 30 Abs. 1 lit. g): Kapitel 11.',
    ),
    ...names.flatMap((name): Block[] => [
      subheading(purposes[name].name.de),
      pairs([
        ['Rechtsgrundlage', basisOf(name, stage, 'de')],
        ['Betroffene', purposes[name].people],
        ['Kategorien von Daten', categoriesFor(name)],
        [
          'Einträge',
          typesFor(name)
            .map(({ type }) => type)
            .join(', ') || 'Felder in registration und signUp',
        ],
        [
          'Empfänger',
          name === 'participation' ? `${recipients}; Partner der Reihe (Kapitel 15)` : recipients,
        ],
        ['Drittland', transferOf(input)],
        ['Fristen', name === 'sensitive' ? 'mit dem Ende der Veranstaltung' : 'je Eintrag in Kapitel 7'],
      ]),
    ]),
    subheading('Im Auftrag anderer (Art. 30 Abs. 2 DSGVO)'),
    pairs([
      ['Auftraggeber', answers.onBehalfOf],
      ['Auftragsverarbeiter', [stage.organisation.name, ...stage.organisation.imprint].join(', ')],
      ['Kategorien von Verarbeitungen', 'Anmeldung, Mailversand und Verwaltung wie oben, je Reihe'],
      ['Drittland', transferOf(input)],
    ]),
  ];
}

/** Each field of each item: kind of data, where it comes from, whether it may be a special category (Art. 9 GDPR). */
export function catalogue(): Block[] {
  return [
    heading('Datenkatalog'),
    {
      ...{ kind: 'table', keys: 2 },
      head: ['Eintrag', 'Feld', 'Kategorie', 'Herkunft', 'Art. 9', 'Zweck'],
      rows: itemFields().flatMap(({ type, fields }) =>
        fields.map((field) => {
          const { name = '', origin = '' } = categoryOf(type, field) ?? {};
          return [type, field, name, origin, specialOf(type, field), holdings[type]];
        }),
      ),
    },
  ];
}

/** What the forms of the stored events ask. */
export function questions({ stored }: Answered): Block[] {
  const asked = (stored?.events ?? []).flatMap(
    ({ seriesId, eventId, questions: all, formerlySensitive = [] }) =>
      all.map((one) => {
        const isFormer = formerlySensitive.includes(one.questionId);
        return [
          ...[seriesId, eventId, one.questionId],
          inAll(one.label),
          one.required ? 'Pflicht' : 'freiwillig',
          one.sensitive ? 'ja' : isFormer ? 'früher; Antworten von damals sind es' : 'nein',
          purposes[purposeOfQuestion({ sensitive: one.sensitive || isFormer })].name.de,
        ];
      }),
  );
  const gone = (stored?.events ?? []).flatMap(
    ({ seriesId, eventId, questions: all, formerlySensitive = [] }) =>
      formerlySensitive
        .filter((id) => !all.some(({ questionId }) => questionId === id))
        .map((id) => [
          ...[seriesId, eventId, id],
          'nicht mehr gestellt',
          ...['–', 'früher; Antworten von damals sind es', purposes.sensitive.name.de],
        ]),
  );
  return [
    heading('Fragen der Formulare'),
    table(
      ['Reihe', 'Veranstaltung', 'Frage', 'Wortlaut', 'Pflicht', 'besondere Angabe', 'Zweck'],
      [...asked, ...gone],
      stored ? 'Keine Frage.' : notRead,
      3,
    ),
  ];
}

/** Who gets data, in which region, and what leaves the EU. */
export function recipients(input: Answered): Block[] {
  const { stage, template, answers } = input;
  return [
    heading('Empfänger, Region und Übermittlung'),
    pairs([
      ['Auftragsverarbeiter', processorsOf(stage).join('; ')],
      ['Verträge nach Art. 28 DSGVO', answers.processingAgreements],
      ['Region', stage.region],
      ['Übermittlung in Drittländer', transferOf(input)],
      ['Dienste', [...new Set(resourcesOf(template).map(([type]) => type.split('::')[1] ?? ''))].join(', ')],
      ['Mailanbieter der Empfänger', 'erhalten die Mails, über TLS'],
      [
        'Videokonferenz',
        'eigene Verarbeitung ihres Anbieters, die mit dem Klick auf den Zugangslink beginnt',
      ],
      [
        'Webhooks, wenn eingerichtet',
        'das System, an das sie gehen: Art der Änderung, Kennungen und Zeitpunkt, keine Namen und Adressen',
      ],
      ['Alarme an', stage.alarmAddress],
    ]),
  ];
}
