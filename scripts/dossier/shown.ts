import { type MailTemplate, mailKinds } from '../../functions/core/table/mail-kinds.ts';
import { renderedNotice, textHashes } from '../../functions/core/table/notices.ts';
import { mailNames } from '../../functions/views/words/de/mail-names.ts';
import { type Block, heading, table } from './blocks.ts';
import { type Answered, notRead } from './input.ts';

const noticeNames = {
  privacy: 'Datenschutzhinweis (informiert)',
  news: 'Einwilligung in Hinweise',
  sensitive: 'Einwilligung in besondere Angaben',
} as const;

/** The notices of the stored series, as they are shown, with what names the text (decision 148). */
export function notices({ stage, stored }: Answered): Block[] {
  const rows = (stored?.series ?? []).flatMap(
    ({ seriesId, notices: all, retentionDays = stage.retentionDays }) =>
      (['privacy', 'news', 'sensitive'] as const).flatMap((kind) => {
        const notice = all[kind];
        if (notice === undefined) return [];
        const { text } = renderedNotice(notice, { retentionDays });
        const hashes = textHashes({ text });
        return (['de', 'en'] as const).flatMap((locale) => {
          const shown = text[locale];
          return shown === undefined
            ? []
            : [[seriesId, noticeNames[kind], locale, notice.version, shown, hashes[locale] ?? '']];
        });
      }),
  );
  return [
    heading('Hinweise und Einwilligungen'),
    table(
      ['Reihe', 'Art', 'Sprache', 'Fassung', 'Wortlaut', 'SHA-256'],
      rows,
      stored ? 'Kein Hinweis.' : notRead,
      3,
    ),
    table(
      ['Absender von Hinweisen', 'Name'],
      (stored?.senders ?? []).map(({ senderId, name }) => [senderId, name]),
      stored ? 'Kein Absender.' : notRead,
    ),
  ];
}

/** What each mail is by its nature: news need a consent, the others rest on taking part or on the service itself. */
const natures: Record<MailTemplate, string> = {
  verification: 'Dienst: prüft die Adresse',
  nudge: 'Dienst: erinnert einmal an die Prüfung',
  confirmation: 'Teilnahme',
  waiting: 'Teilnahme',
  promoted: 'Teilnahme',
  noPlace: 'Teilnahme',
  reminder: 'Teilnahme',
  moved: 'Teilnahme',
  changed: 'Teilnahme',
  cancellation: 'Teilnahme',
  eventCancelled: 'Teilnahme',
  unconfirmedCancelled: 'Dienst: ohne Namen, an ungeprüfte Adressen',
  documentation: 'Teilnahme; wer in Hinweise einwilligte, liest auch von offenen Teilen (mit Abmeldung)',
  link: 'Dienst: der eigene Link, wenn er angefordert wird',
  announcement: 'Teilnahme, oder Hinweise an Abonnenten (mit Abmeldung), wie beim Anlegen gewählt',
  login: 'Dienst, an das Team',
  erasureNotice: 'Dienst, an das Team',
  requestDue: 'Dienst, an das Team',
  webhookDisabled: 'Dienst, an das Team',
  objectionAnswered: 'Rechte der Person (Art. 21 DSGVO)',
};

/** Every mail's template with its nature, and whether it goes to addresses that nobody has verified. */
export function mails(): Block[] {
  return [
    heading('Mails'),
    table(
      ['Vorlage', 'Name', 'Natur', 'an ungeprüfte Adressen'],
      Object.entries(mailKinds).map(([name, { isUnverified }]) => {
        const template = name as MailTemplate;
        return [
          template,
          mailNames[template],
          natures[template],
          isUnverified ? 'ja, ohne Eingetipptes' : 'nein',
        ];
      }),
      '',
    ),
  ];
}

/** A right with the pages and screens by which it is used. */
export const rightsOfPeople: readonly {
  right: string;
  own: readonly string[];
  screens: readonly string[];
}[] = [
  {
    right: 'Information (Art. 13, 14)',
    own: ['GET /series/{seriesId}/signup', 'GET /confirm/{token}'],
    screens: [],
  },
  {
    right: 'Auskunft, Übertragbarkeit (Art. 15, 20)',
    own: ['POST /registration/{token}/data', 'GET /data/{token}'],
    screens: ['/people'],
  },
  {
    right: 'Berichtigung (Art. 16)',
    own: ['POST /registration/{token}/edit', 'POST /registration/{token}/address'],
    screens: ['/events/{eventId}/registrations'],
  },
  {
    right: 'Löschung (Art. 17)',
    own: ['POST /registration/{token}/delete', 'POST /data/{token}/delete', 'POST /confirm/{token}/delete'],
    screens: ['/people'],
  },
  {
    right: 'Widerruf der Einwilligung in Hinweise (Art. 7 Abs. 3)',
    own: ['POST /unsubscribe/{token}', 'POST /registration/{token}'],
    screens: ['/people'],
  },
  {
    right: 'Widerruf der Einwilligung in besondere Angaben (Art. 7 Abs. 3, Art. 9 Abs. 2 lit. a)',
    own: ['POST /registration/{token}'],
    screens: ['/people'],
  },
  {
    right: 'Einschränkung (Art. 18), Aufbewahrung für Rechtsansprüche (Art. 17 Abs. 3 lit. e)',
    own: ['GET /registration/{token}'],
    screens: ['/people'],
  },
  {
    right: 'Widerspruch (Art. 21)',
    own: ['POST /registration/{token}/objection'],
    screens: ['/people', '/people/requests'],
  },
  {
    right: 'Antwort in einem Monat, Prüfung der Identität, Verlängerung (Art. 12 Abs. 3, 4 und 6)',
    own: ['GET /data/{token}'],
    screens: ['/people/requests', '/people/requests/{requestId}'],
  },
];

/** How people use their rights: on their own pages, and by somebody of the team for whom they write to. */
export function rights({ stage, answers }: Answered): Block[] {
  const contact = `${stage.organisation.name}, ${stage.replyTo}`;
  return [
    heading('Rechte der Betroffenen'),
    table(
      ['Recht', 'eigene Seite', 'Konsole'],
      [
        ...rightsOfPeople.map(({ right, own, screens }) => [
          right,
          own.join(', '),
          screens.map((path) => `/console${path}`).join(', ') || 'keine nötig',
        ]),
        ['Beschwerde (Art. 77)', answers.authority, 'keine nötig'],
        ['Alles auf anderem Weg', contact, '/console/people, /console/people/requests'],
      ],
      '',
    ),
  ];
}
