import { isUnmarked } from '../../functions/core/registration/sensitive-words.ts';
import { basisOf, type PurposeName, purposes } from '../../functions/core/table/purposes.ts';
import { processorIn } from '../../functions/core/values/stage.ts';
import { englishPart, tested } from '../accessibility/statement.ts';
import { type Block, differences, facts, heading, pairs, table, text } from './blocks.ts';
import * as controller from './controller.ts';
import { deletionConcept } from './deletion.ts';
import { type Answered, type DossierInput, notRead } from './input.ts';
import { measuresTaken, missingMeasures } from './measures.ts';
import { catalogue, questions, recipients, recordOfProcessing } from './processing.ts';
import { mails, notices, rights } from './shown.ts';

/** How long what was done on a day holds, in days. */
const holdsFor = { accessReview: 366, restoreDrill: 366, breachDrill: 366, impactAssessment: 3 * 366 };
const doneNames = {
  accessReview: 'Die Prüfung der Zugänge',
  restoreDrill: 'Die Probe der Wiederherstellung',
  breachDrill: 'Die Probe des Meldewegs',
  impactAssessment: 'Die Schwellenwertprüfung (Art. 35)',
};

const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000;

/** Of something that was done on a day: that it is too long ago, or was not yet. @param holds in days */
function dated(of: { date: string } | undefined, name: string, holds: number, today: string): string[] {
  if (of === undefined) return [];
  const age = daysBetween(of.date, today);
  if (age < 0) return [`${name} ist auf einen späteren Tag datiert (${of.date}).`];
  return age > holds ? [`${name} ist von ${of.date}: zu wiederholen.`] : [];
}

/** What is still to be decided or done, and does not stop the dossier. */
export function openPoints(input: Answered): string[] {
  const { stage, stored, signed, answers, date } = input;
  const asks = (stored?.events ?? []).flatMap(({ seriesId, questions: all, formerlySensitive = [] }) =>
    formerlySensitive.length > 0 || all.some(({ sensitive }) => sensitive) ? [seriesId] : [],
  );
  const long = [
    ...(stage.retentionDays > 366 ? [`die Stufe (${stage.retentionDays})`] : []),
    ...(stored?.series ?? []).flatMap(({ seriesId, retentionDays = 0 }) =>
      retentionDays > 366 ? [`${seriesId} (${retentionDays})`] : [],
    ),
  ];
  return [
    ...(stage.development ? ['Dies ist eine Stufe zur Entwicklung: echte Daten gehören nicht hinein.'] : []),
    ...(signed === undefined ? ['Es gibt keinen unterschriebenen Stand, mit dem verglichen wird.'] : []),
    ...(stored === undefined ? [notRead] : []),
    ...(stage.sesAccess === 'sandbox' ? ['Mails gehen nur an geprüfte Adressen (sesAccess).'] : []),
    ...missingMeasures(input).map((measure) => `Maßnahme fehlt in der Vorlage: ${measure}.`),
    ...Object.entries(holdsFor).flatMap(([name, days]) => {
      const key = name as keyof typeof holdsFor;
      return dated(answers[key], doneNames[key], days, date);
    }),
    ...dated(stage.transferAssessment, 'Die Prüfung der Übermittlung', 3 * 366, date),
    ...(stored?.series ?? []).flatMap(({ seriesId, notices: { privacy } }) =>
      Object.values(privacy.text).every((text) => text?.includes('{retentionDays}'))
        ? []
        : [
            `${seriesId}: der Datenschutzhinweis nennt die Frist nicht, oder eine eigene (Art. 13 Abs. 2 lit. a): {retentionDays} gehört hinein.`,
          ],
    ),
    ...(long.length === 0 ? [] : [`Frist von mehr als einem Jahr: ${long.join(', ')}. Warum so lange?`]),
    ...(stored?.events ?? []).flatMap(({ seriesId, eventId, questions: all }) =>
      all
        .filter(isUnmarked)
        .map(
          ({ questionId, required }) =>
            `${seriesId}, ${eventId}: die Frage ${questionId} klingt nach besonderen Angaben (Art. 9) und ist nicht gekennzeichnet${required ? ', und sie ist Pflicht' : ''}.`,
        ),
    ),
    ...[...new Set(asks)].map(
      (seriesId) => `${seriesId} fragt nach besonderen Angaben: hat die Folgenabschätzung das bedacht?`,
    ),
    ...(stored?.series ?? []).flatMap(({ seriesId, notices: { sensitive } }) =>
      sensitive === undefined && asks.includes(seriesId)
        ? [`${seriesId} fragt oder fragte nach besonderen Angaben und hat keinen Text der Einwilligung.`]
        : [],
    ),
  ];
}

/** All but the decision page: what two dossiers are compared by. */
function chapters(input: Answered): Block[][] {
  return [
    controller.controller(input),
    recordOfProcessing(input),
    catalogue(),
    questions(input),
    recipients(input),
    deletionConcept(input),
    notices(input),
    mails(),
    rights(input),
    measuresTaken(input),
    controller.access(input),
    controller.browser(),
    controller.drills(input),
    controller.partners(input),
    controller.accessibility(input),
    controller.operatorsAnswers(input),
    controller.settings(input),
  ];
}

function answered(input: DossierInput): Answered {
  const { dossier } = input.stage;
  if (dossier === undefined)
    throw new Error(`stages.${input.stage.name}.dossier: is missing. See docs/operating.md, "The dossier".`);
  return { ...input, answers: dossier };
}

/** Each statement of the dossier by its name. @throws Error without the operator's answers */
export const statements = (input: DossierInput): Record<string, string> =>
  facts(chapters(answered(input)).flat());

/** The whole dossier; the same input makes the same. @throws Error without the operator's answers */
export function contents(incoming: DossierInput): Block[] {
  const input = answered(incoming);
  const { stage, stored, signed, date } = input;
  const open = openPoints(input);
  const changed = signed === undefined ? [] : differences(statements(incoming), signed);
  const numbered = chapters(input).map((blocks, index) =>
    blocks.map(
      (block): Block =>
        block.kind === 'heading' && block.level === 2
          ? { ...block, text: `${index + 2}. ${block.text}` }
          : block,
    ),
  );
  const names = Object.keys(purposes) as PurposeName[];
  return [
    {
      kind: 'heading',
      level: 1,
      text: `Dossier zum Datenschutz: ${stage.organisation.name}, Stufe ${stage.name}, ${date}`,
    },
    heading('1. Entscheidung'),
    pairs([
      ['Stand', date],
      ['Gespeichertes gelesen am', stored?.readAt ?? 'nicht gelesen'],
      ['Offene Punkte', String(open.length)],
      [
        'Unterschiede zum unterschriebenen Stand',
        signed === undefined ? 'kein Vergleich' : String(changed.length),
      ],
    ]),
    table(
      ['offener Punkt'],
      open.map((one) => [one]),
      'Kein offener Punkt.',
    ),
    table(
      ['was', 'unterschrieben', 'jetzt'],
      changed,
      signed === undefined ? 'Kein Vergleich.' : 'Kein Unterschied zum unterschriebenen Stand.',
    ),
    text('Freigegeben am ____________ durch ________________________'),
    text('Nicht freigegeben, weil _______________________________________'),
    ...numbered.flat(),
    heading('English summary'),
    pairs([
      ['Controller', [stage.organisation.name, ...stage.organisation.imprint].join(', ')],
      ['Public body', stage.publicBody ? `yes, by ${stage.taskNorm ?? ''}` : 'no'],
      ['Data protection officer', input.answers.dataProtectionOfficer],
      ['Processors', stage.processors.map((one) => processorIn(one, 'en')).join('; ')],
      ['Region', stage.region],
      [
        'Retention',
        `${stage.retentionDays} days after a person's own last event unless the series says otherwise; logs ${stage.logRetentionDays} days`,
      ],
      [
        'Series and events',
        stored === undefined ? 'not read' : `${stored.series.length} and ${stored.events.length}`,
      ],
      [
        'People and tokens with access',
        stored === undefined ? 'not read' : `${stored.organisers.length} and ${stored.tokens.length}`,
      ],
      ['Open points', String(open.length)],
      ['Differences since it was signed', signed === undefined ? 'not compared' : String(changed.length)],
    ]),
    table(
      ['Purpose', 'Legal basis'],
      names.map((name) => [purposes[name].name.en, basisOf(name, stage, 'en')]),
      '',
    ),
    text(englishPart(tested())),
  ];
}
