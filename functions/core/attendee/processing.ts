import type { DisclosureItem } from '../table/disclosure-item.ts';
import type { SignUpItem } from '../table/items.ts';
import type { Locale } from '../values/locale.ts';
import type { Organisation } from '../values/stage.ts';
import type { Instant } from '../values/time.ts';

/** A headed list of an information. */
export interface InformationSection {
  title: string;
  entries: { label: string; value?: string; at?: Instant }[];
}

const words = {
  de: {
    purposes: 'Wozu die Angaben verarbeitet werden, und auf welcher Grundlage',
    participation: 'Ihre Teilnahme zu organisieren',
    participationBasis:
      'Art. 6 Abs. 1 Buchst. b DSGVO (Ihre Anmeldung); bei öffentlichen Stellen Buchst. e (ihre Aufgabe)',
    news: 'Hinweise auf weitere Veranstaltungen',
    newsBasis: 'Art. 6 Abs. 1 Buchst. a DSGVO (Ihre Einwilligung)',
    sensitive: 'Besondere Angaben, etwa zu Unterstützungsbedarf',
    sensitiveBasis: 'Art. 9 Abs. 2 Buchst. a DSGVO (Ihre ausdrückliche Einwilligung)',
    evidence: 'Nachweis von Einwilligungen; Sperre von Adressen, denen nicht geschrieben werden darf',
    evidenceBasis: 'Art. 6 Abs. 1 Buchst. c und f DSGVO, Art. 7 Abs. 1 DSGVO',
    automated: 'Automatisierte Entscheidungen (Art. 22 DSGVO)',
    noneAutomated: 'keine; Plätze werden in der Reihenfolge der Anmeldung vergeben',
    recipients: 'An wen Angaben weitergegeben wurden',
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
    participation: 'Organising your participation',
    participationBasis: 'Art. 6(1)(b) GDPR (your registration); for public bodies Art. 6(1)(e) (their task)',
    news: 'News of further events',
    newsBasis: 'Art. 6(1)(a) GDPR (your consent)',
    sensitive: 'Special details, such as support needs',
    sensitiveBasis: 'Art. 9(2)(a) GDPR (your explicit consent)',
    evidence: 'Proof of consents; suppression of addresses that must not be written to',
    evidenceBasis: 'Art. 6(1)(c) and (f) GDPR, Art. 7(1) GDPR',
    automated: 'Automated decisions (Art. 22 GDPR)',
    noneAutomated: 'none; places are given in the order of registration',
    recipients: 'Whom data was handed to',
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

/**
 * What an information tells beside the data itself (Art. 15(1)(a), (c) and (e) to (h) GDPR): purposes with their bases,
 * whom it was handed to by name, where it comes from, rights, whom to complain to.
 */
export function processingSections(
  { signUps, disclosures }: { signUps: readonly Origin[]; disclosures: readonly DisclosureItem[] },
  { organisation, contact }: { organisation: Organisation; contact: string },
  locale: Locale,
): InformationSection[] {
  const say = words[locale];
  const origins = signUps.map(({ channel, formUrl }) => ({
    label: say.signedUp,
    value: [say.channels[channel ?? (formUrl ? 'form' : 'unknown')], formUrl].filter(Boolean).join(': '),
  }));
  return [
    {
      title: say.purposes,
      entries: [
        { label: say.participation, value: say.participationBasis },
        { label: say.news, value: say.newsBasis },
        { label: say.sensitive, value: say.sensitiveBasis },
        { label: say.evidence, value: say.evidenceBasis },
        { label: say.automated, value: say.noneAutomated },
      ],
    },
    ...(disclosures.length === 0
      ? []
      : [
          {
            title: say.recipients,
            entries: disclosures.map(({ recipient, purpose, at }) => ({
              label: recipient,
              value: purpose,
              at,
            })),
          },
        ]),
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
