import type { DisclosureItem } from '../table/disclosure-item.ts';
import type { SignUpItem } from '../table/items.ts';
import { basisOf, purposes } from '../table/purposes.ts';
import type { Locale } from '../values/locale.ts';
import type { Stage } from '../values/stage.ts';
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
    origin: 'Woher die Angaben kommen',
    signedUp: 'Anmeldung',
    channels: {
      form: 'über ein Formular',
      ownPage: 'auf Ihrer eigenen Seite',
      byHand: 'von den Veranstaltern eingetragen, nach Ihrer Auskunft',
      unknown: 'nicht festgehalten',
    },
    rights: 'Ihre Rechte',
    access: 'Auskunft, Berichtigung, Löschung, Einschränkung, Übertragbarkeit',
    accessArticles: 'Art. 15 bis 18 und 20 DSGVO',
    objection: 'Widerspruch gegen die Verarbeitung',
    objectionArticle: 'Art. 21 DSGVO; gegen Hinweise jederzeit und ohne Gründe',
    withdrawal: 'Widerruf von Einwilligungen',
    withdrawalArticle: 'Art. 7 Abs. 3 DSGVO, jederzeit, für die Zukunft',
    complaint: 'Beschwerde',
    authority:
      'Art. 77 DSGVO, bei jeder Datenschutz-Aufsichtsbehörde, etwa der Ihres Wohnorts; welche für uns zuständig ist, steht in den Datenschutzhinweisen',
    contact: 'An wen Sie sich wenden',
    notices: 'Datenschutzhinweise',
  },
  en: {
    purposes: 'What the data is processed for, and on which basis',
    automated: 'Automated decisions (Art. 22 GDPR)',
    noneAutomated: 'none; places are given in the order of registration',
    recipients: 'Who processes the data and whom it was handed to',
    controller: 'Controller',
    processor: 'Processor',
    origin: 'Where the data comes from',
    signedUp: 'Registration',
    channels: {
      form: 'by a form',
      ownPage: 'on your own page',
      byHand: 'entered by the organisers, as you told them',
      unknown: 'not recorded',
    },
    rights: 'Your rights',
    access: 'Access, rectification, erasure, restriction, portability',
    accessArticles: 'Art. 15 to 18 and 20 GDPR',
    objection: 'Objection to processing',
    objectionArticle: 'Art. 21 GDPR; to news at any time and without reasons',
    withdrawal: 'Withdrawal of consents',
    withdrawalArticle: 'Art. 7(3) GDPR, at any time, for the future',
    complaint: 'Complaint',
    authority:
      'Art. 77 GDPR, with any supervisory authority, such as that of where you live; which one is ours stands in the privacy notice',
    contact: 'Whom to turn to',
    notices: 'Privacy notice',
  },
} as const;

type Origin = Pick<SignUpItem, 'channel' | 'formUrl'>;

/** What attendees' data is held for: their team's access and what is about nobody are not theirs. */
const purposesOfAttendees = ['participation', 'sensitive', 'news', 'protection', 'rights'] as const;

/**
 * What an information tells beside the data itself (Art. 15(1)(a), (c) and (e) to (h) GDPR): purposes with their bases,
 * who processes it and whom it was handed to by name, where it comes from, rights, whom to complain to.
 */
export function processingSections(
  {
    signUps,
    disclosures,
    isOrganiser = false,
  }: { signUps: readonly Origin[]; disclosures: readonly DisclosureItem[]; isOrganiser?: boolean },
  { stage, contact }: { stage: Stage; contact: string },
  locale: Locale,
): InformationSection[] {
  const say = words[locale];
  const { organisation, processors } = stage;
  const origins = signUps.map(({ channel, formUrl }) => ({
    label: say.signedUp,
    value: [say.channels[channel ?? (formUrl ? 'form' : 'unknown')], formUrl].filter(Boolean).join(': '),
  }));
  const held = [...purposesOfAttendees, ...(isOrganiser ? (['organising'] as const) : [])];
  return [
    {
      title: say.purposes,
      entries: [
        ...held.map((name) => ({ label: purposes[name].name[locale], value: basisOf(name, stage, locale) })),
        { label: say.automated, value: say.noneAutomated },
      ],
    },
    {
      title: say.recipients,
      entries: [
        { label: say.controller, value: organisation.name },
        ...processors.map((value) => ({ label: say.processor, value })),
        ...disclosures.map(({ recipient, purpose, at }) => ({ label: recipient, value: purpose, at })),
      ],
    },
    ...(origins.length === 0 ? [] : [{ title: say.origin, entries: origins }]),
    {
      title: say.rights,
      entries: [
        { label: say.access, value: say.accessArticles },
        { label: say.objection, value: say.objectionArticle },
        { label: say.withdrawal, value: say.withdrawalArticle },
        { label: say.complaint, value: say.authority },
        { label: say.contact, value: `${organisation.name}, ${contact}` },
        { label: say.notices, value: organisation.privacyUrl },
      ],
    },
  ];
}
