import type { MailTemplate } from '../../../core/table/mail-kinds.ts';

/** What each mail is called, wherever one is named. */
export const mailNames = {
  verification: 'Bitte um Bestätigung',
  nudge: 'Erinnerung ans Bestätigen',
  confirmation: 'Anmeldebestätigung',
  waiting: 'Platz auf der Warteliste',
  promoted: 'Nachgerückt',
  noPlace: 'Leider kein Platz',
  reminder: 'Erinnerung',
  moved: 'Neuer Termin',
  changed: 'Änderung',
  cancellation: 'Bestätigung der Abmeldung',
  eventCancelled: 'Absage der Veranstaltung',
  unconfirmedCancelled: 'Absage, vor der Bestätigung',
  documentation: 'Dokumentation',
  link: 'Persönlicher Link',
  announcement: 'Rundmail',
  login: 'Link zum Anmelden in der Verwaltung',
  erasureNotice: 'Ankündigung der Löschung',
  requestDue: 'Frist einer Anfrage zum Datenschutz',
  webhookDisabled: 'Webhook abgeschaltet',
  objectionAnswered: 'Antwort auf einen Widerspruch',
} satisfies Record<MailTemplate, string>;
