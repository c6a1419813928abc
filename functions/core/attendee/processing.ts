import type { DisclosureItem } from '../table/disclosure-item.ts';
import type { SeriesItem, SignUpItem } from '../table/items.ts';
import type { OrganiserItem } from '../table/organiser-items.ts';
import { basisOf, type PurposeName, purposes } from '../table/purposes.ts';
import { retentionDaysOf } from '../table/retention.ts';
import type { Partner } from '../table/series.ts';
import { inLocale, type Locale } from '../values/locale.ts';
import { processorIn, regionsInEea, type Stage } from '../values/stage.ts';
import type { Instant } from '../values/time.ts';

/** A headed list of an information. */
export interface InformationSection {
  title: string;
  entries: { label: string; value?: string; at?: Instant }[];
}

const words = {
  de: {
    purposes: 'Wozu die Angaben verarbeitet werden, und auf welcher Grundlage',
    automated: 'Automatisierte Entscheidungen (Art. 22 DSGVO)',
    noneAutomated: 'keine; Plätze werden in der Reihenfolge der Anmeldung vergeben',
    recipients: 'Wer die Angaben verarbeitet und wer sie erhalten hat',
    controller: 'Verantwortlich',
    processor: 'Auftragsverarbeiter',
    partners: {
      joint: 'Gemeinsam verantwortlich (Art. 26 DSGVO)',
      processor: 'Auftragsverarbeiter dieser Reihe (Art. 28 DSGVO)',
      recipient: 'Empfänger in dieser Reihe',
    },
    source: 'Wer Sie eingetragen hat',
    sourceIs: (name: string) =>
      `Haben Sie sich nicht selbst angemeldet, kommen Name, Adresse und gewählte Veranstaltung von ${name} oder von der Person, die Sie mit ihrer Adresse mit angemeldet hat; weitere Angaben nicht (Art. 14 DSGVO).`,
    origin: 'Woher die Angaben kommen',
    signedUp: 'Anmeldung',
    channels: {
      form: 'über ein Formular',
      ownPage: 'auf Ihrer eigenen Seite',
      byHand: 'vom Team eingetragen, nicht von Ihnen selbst (Art. 14 DSGVO)',
      unknown: 'nicht festgehalten',
    },
    rights: 'Ihre Rechte',
    access: 'Auskunft, Berichtigung, Löschung, Einschränkung, Übertragbarkeit',
    accessArticles: 'Art. 15 bis 18 und 20 DSGVO',
    objection: 'Widerspruch gegen die Verarbeitung',
    objectionArticle:
      'Art. 21 DSGVO, auf der Seite Ihrer Anmeldung; gegen Hinweise jederzeit und ohne Gründe',
    withdrawal: 'Widerruf von Einwilligungen',
    withdrawalArticle: 'Art. 7 Abs. 3 DSGVO, jederzeit, für die Zukunft',
    complaint: 'Beschwerde',
    authority:
      'Art. 77 DSGVO, bei jeder Datenschutz-Aufsichtsbehörde, etwa der Ihres Wohnorts; welche für uns zuständig ist, steht in den Datenschutzhinweisen',
    contact: 'An wen Sie sich wenden',
    notices: 'Datenschutzhinweise',
    transfers: 'Länder außerhalb der EU und des EWR (Art. 15 Abs. 2 DSGVO)',
    transfersAre: {
      none: 'keine Übermittlung durch diesen Dienst: gespeichert und verschickt wird in der EU',
      assessed: (document: string, date: string) =>
        `ja, nach einer Prüfung der Garantien (Art. 44 bis 49 DSGVO): ${document}, ${date}; eine Kopie gibt es auf Anfrage`,
      elsewhere: (url: string) =>
        `Ob und mit welchen Garantien (Art. 46 DSGVO) Daten dorthin gelangen, sagen die Datenschutzhinweise: ${url}`,
    },
    entered: 'Ihr Zugang',
    enteredBy: 'von einer Person eingetragen, die alles verwaltet, oder beim Einrichten',
    until: 'Wie lange die Angaben gespeichert werden',
    ofSeries: 'Anmeldungen, Angaben dazu und Mails',
    ofSeriesDays: (days: number) =>
      `${days} Tage nach dem Ende der letzten Veranstaltung, zu der Sie sich angemeldet haben`,
    ofSensitive: 'Besondere Angaben',
    ofSensitiveUntil: 'bis zum Ende der Veranstaltung',
    ofNews: 'Einwilligung in Hinweise',
    ofNewsUntil: 'bis zum Widerruf; der Nachweis ohne Adresse bis zum Ende des dritten Kalenderjahres danach',
    ofSuppression: 'Sperre der Adresse',
    ofSuppressionUntil: 'als Prüfsumme, solange sie gilt, und 40 Tage danach',
    ofEnds: 'Dass etwas gelöscht, abgesagt oder widerrufen wurde',
    ofEndsUntil: 'als Prüfsumme, 40 Tage; Sicherungen höchstens 35 Tage',
    ofRequests: 'Was Sie verlangt haben, mit der Antwort',
    ofRequestsUntil:
      'bis zum Ende des dritten Kalenderjahres nach der Antwort, auch wenn Sie alles löschen; danach ohne Adresse',
    ofAccess: 'Zugang mit Rolle und Rechten',
    ofAccessUntil: 'bis Sie ausgetragen werden; Ihre Adresse im Protokoll ein Jahr danach',
    ofTokens: 'Schlüssel, Sitzungen und Anmeldungen',
    ofTokensUntil: 'Schlüssel höchstens ein Jahr, beendete 30 Tage; Anmeldungen zwei Tage',
    ofAudit: 'Protokoll Ihrer Handlungen',
    ofAuditUntil: 'vier Jahre',
  },
  en: {
    purposes: 'What the data is processed for, and on which basis',
    automated: 'Automated decisions (Art. 22 GDPR)',
    noneAutomated: 'none; places are given in the order of registration',
    recipients: 'Who processes the data and whom it was handed to',
    controller: 'Controller',
    processor: 'Processor',
    partners: {
      joint: 'Joint controller (Art. 26 GDPR)',
      processor: 'Processor of this series (Art. 28 GDPR)',
      recipient: 'Recipient in this series',
    },
    source: 'Who entered you',
    sourceIs: (name: string) =>
      `If you did not sign up yourself, name, address and chosen event come from ${name}, or from the person who signed you up with their address; nothing else does (Art. 14 GDPR).`,
    origin: 'Where the data comes from',
    signedUp: 'Registration',
    channels: {
      form: 'by a form',
      ownPage: 'on your own page',
      byHand: 'entered by the organisers, not by yourself (Art. 14 GDPR)',
      unknown: 'not recorded',
    },
    rights: 'Your rights',
    access: 'Access, rectification, erasure, restriction, portability',
    accessArticles: 'Art. 15 to 18 and 20 GDPR',
    objection: 'Objection to processing',
    objectionArticle:
      'Art. 21 GDPR, on the page of your registration; to news at any time and without reasons',
    withdrawal: 'Withdrawal of consents',
    withdrawalArticle: 'Art. 7(3) GDPR, at any time, for the future',
    complaint: 'Complaint',
    authority:
      'Art. 77 GDPR, with any supervisory authority, such as that of where you live; which one is ours stands in the privacy notice',
    contact: 'Whom to turn to',
    notices: 'Privacy notice',
    transfers: 'Countries outside the EU and the EEA (Art. 15(2) GDPR)',
    transfersAre: {
      none: 'no transfer by this service: it stores and sends within the EU',
      assessed: (document: string, date: string) =>
        `yes, after an assessment of the safeguards (Art. 44 to 49 GDPR): ${document}, ${date}; ask for a copy`,
      elsewhere: (url: string) =>
        `Whether and with which safeguards (Art. 46 GDPR) data gets there is said in the privacy notice: ${url}`,
    },
    entered: 'Your access',
    enteredBy: 'entered by somebody who manages everything, or when the service was set up',
    until: 'How long the data is stored',
    ofSeries: 'Registrations, details and mails',
    ofSeriesDays: (days: number) => `${days} days after the end of the last event that you registered for`,
    ofSensitive: 'Special details',
    ofSensitiveUntil: 'until the end of the event',
    ofNews: 'Consent to news',
    ofNewsUntil:
      'until withdrawn; its proof without the address to the end of the third calendar year after that',
    ofSuppression: 'Suppression of the address',
    ofSuppressionUntil: 'as a checksum, as long as it holds and for 40 days after that',
    ofEnds: 'That something was erased, called off or withdrawn',
    ofEndsUntil: 'as a checksum, for 40 days; backups for 35 days at most',
    ofRequests: 'What you asked for, with its answer',
    ofRequestsUntil:
      'to the end of the third calendar year after the answer, also if you delete everything; then without the address',
    ofAccess: 'Access with role and rights',
    ofAccessUntil: 'until you are taken out; your address in the audit for a year after that',
    ofTokens: 'Tokens, sessions and logins',
    ofTokensUntil: 'tokens for a year at most, ended ones for 30 days; logins for two days',
    ofAudit: 'The audit of what you did',
    ofAuditUntil: 'four years',
  },
} as const;

type Origin = Pick<SignUpItem, 'channel' | 'formUrl'>;

/** Of whom an information tells: what they signed up by, whom it was handed to, when it ends, and their access as an organiser. */
interface Told {
  signUps: readonly Origin[];
  disclosures: readonly DisclosureItem[];
  /** When what a series holds ends, and of which, where there may be several. */
  ends: readonly { seriesId?: string; at: Instant }[];
  access?: Pick<OrganiserItem, 'createdAt'> | undefined;
  /** Of the series that it is about. */
  partners?: readonly Partner[] | undefined;
}

/** What attendees' data is held for: their team's access and what is about nobody are not theirs. */
const purposesOfAttendees = ['participation', 'sensitive', 'news', 'protection', 'rights'] as const;

/**
 * What an information tells beside the data itself (Art. 15(1)(a), (c) to (h) and (2) GDPR): purposes with their bases,
 * who processes it and whom it was handed to by name, until when, where it comes from, rights, whom to complain to.
 */
export function processingSections(
  { signUps, disclosures, ends, access, partners = [] }: Told,
  { stage, contact }: { stage: Stage; contact: string },
  locale: Locale,
): InformationSection[] {
  const say = words[locale];
  const ways = signUps.map(({ channel, formUrl }) =>
    [say.channels[channel ?? (formUrl ? 'form' : 'unknown')], formUrl].filter(Boolean).join(': '),
  );
  const origins: InformationSection['entries'] = [...new Set(ways)].map((value) => ({
    ...{ label: say.signedUp, value },
  }));
  if (access) origins.push({ label: say.entered, value: say.enteredBy, at: access.createdAt });
  const held = [...purposesOfAttendees, ...(access ? (['organising'] as const) : [])];
  return [
    purposeSection(held, stage, locale),
    {
      title: say.recipients,
      entries: [
        ...responsible({ stage, partners }, locale),
        ...disclosures.map(({ recipient, purpose, at }) => ({ label: recipient, value: purpose, at })),
        { label: say.transfers, value: transfersOf(stage, locale) },
      ],
    },
    { title: say.until, entries: termEntries({ ends, access }, locale) },
    ...(origins.length === 0 ? [] : [{ title: say.origin, entries: origins }]),
    rightsSection({ stage, contact }, locale),
  ];
}

/** What anybody may read of how a series deals with data, also who never filled in its form (Art. 13 and 14 GDPR). */
export function seriesSections(
  { partners, retentionDays }: Pick<SeriesItem, 'partners' | 'retentionDays'>,
  { stage, contact }: { stage: Stage; contact: string },
  locale: Locale,
): InformationSection[] {
  const say = words[locale];
  const { name } = stage.organisation;
  return [
    purposeSection(purposesOfAttendees, stage, locale),
    {
      title: say.recipients,
      entries: [
        ...responsible({ stage, partners }, locale),
        { label: say.transfers, value: transfersOf(stage, locale) },
      ],
    },
    {
      title: say.until,
      entries: [
        { label: say.ofSeries, value: say.ofSeriesDays(retentionDaysOf({ retentionDays }, stage)) },
        ...termEntries({ ends: [], access: undefined }, locale),
      ],
    },
    { title: say.source, entries: [{ label: say.source, value: say.sourceIs(name) }] },
    rightsSection({ stage, contact }, locale),
  ];
}

/** Whether data leaves the EU and the EEA, and by which safeguards (Art. 15(2) GDPR). */
function transfersOf({ region, transferAssessment, organisation }: Stage, locale: Locale): string {
  const say = words[locale].transfersAre;
  if (transferAssessment !== undefined)
    return say.assessed(transferAssessment.document, transferAssessment.date);
  return region !== undefined && regionsInEea.includes(region)
    ? say.none
    : say.elsewhere(organisation.privacyUrl);
}

function purposeSection(held: readonly PurposeName[], stage: Stage, locale: Locale): InformationSection {
  const say = words[locale];
  return {
    title: say.purposes,
    entries: [
      ...held.map((name) => ({ label: purposes[name].name[locale], value: basisOf(name, stage, locale) })),
      { label: say.automated, value: say.noneAutomated },
    ],
  };
}

/** Who is responsible, and who processes with or for them. */
function responsible(
  { stage, partners = [] }: { stage: Stage; partners?: readonly Partner[] | undefined },
  locale: Locale,
): InformationSection['entries'] {
  const say = words[locale];
  return [
    { label: say.controller, value: stage.organisation.name },
    ...stage.processors.map((one) => ({ label: say.processor, value: processorIn(one, locale) })),
    ...partners.map(({ role, name, contact, essence }) => ({
      label: say.partners[role],
      value: `${name}, ${contact}. ${inLocale(essence, locale)}`,
    })),
  ];
}

function rightsSection(
  { stage: { organisation }, contact }: { stage: Stage; contact: string },
  locale: Locale,
): InformationSection {
  const say = words[locale];
  return {
    title: say.rights,
    entries: [
      { label: say.access, value: say.accessArticles },
      { label: say.objection, value: say.objectionArticle },
      { label: say.withdrawal, value: say.withdrawalArticle },
      { label: say.complaint, value: say.authority },
      { label: say.contact, value: `${organisation.name}, ${contact}` },
      { label: say.notices, value: organisation.privacyUrl },
    ],
  };
}

/** How long what is kept (Art. 15(1)(d) GDPR): `core/table/terms.ts`, in the words of whom it is about. */
function termEntries({ ends, access }: Pick<Told, 'ends' | 'access'>, locale: Locale) {
  const say = words[locale];
  const entries: InformationSection['entries'] = ends.map(({ seriesId, at }) => ({
    label: seriesId === undefined ? say.ofSeries : `${say.ofSeries} (${seriesId})`,
    at,
  }));
  entries.push(
    { label: say.ofSensitive, value: say.ofSensitiveUntil },
    { label: say.ofNews, value: say.ofNewsUntil },
    { label: say.ofSuppression, value: say.ofSuppressionUntil },
    { label: say.ofEnds, value: say.ofEndsUntil },
    { label: say.ofRequests, value: say.ofRequestsUntil },
  );
  if (access)
    entries.push(
      { label: say.ofAccess, value: say.ofAccessUntil },
      { label: say.ofTokens, value: say.ofTokensUntil },
      { label: say.ofAudit, value: say.ofAuditUntil },
    );
  return entries;
}
