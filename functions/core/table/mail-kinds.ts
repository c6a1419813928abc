import * as z from 'zod';

/** What a mail is about, as organisers and statistics tell mails apart. */
export const NotificationKind = z.enum([
  'verification',
  'confirmation',
  'reminder',
  'change',
  'cancellation',
  'documentation',
  'announcement',
]);
export type NotificationKind = z.infer<typeof NotificationKind>;

/** The templates whose words a series may replace. */
export const templateNames = [
  'verification',
  'nudge',
  'confirmation',
  'waiting',
  'promoted',
  'noPlace',
  'reminder',
  'moved',
  'changed',
  'cancellation',
  'eventCancelled',
  'documentation',
  'link',
] as const;
export const TemplateName = z.enum(templateNames);
export type TemplateName = z.infer<typeof TemplateName>;

/**
 * All templates; the words of the last ones are nobody's to replace: an organiser wrote them, or is their reader, or
 * nobody knows who that is.
 */
export const MailTemplate = z.enum([
  ...templateNames,
  'announcement',
  'login',
  'erasureNotice',
  'requestDue',
  'webhookDisabled',
  'objectionAnswered',
  'unconfirmedCancelled',
]);
export type MailTemplate = z.infer<typeof MailTemplate>;

interface MailKind {
  kind: NotificationKind;
  /**
   * How often it is sent at most where an attempt stays without an answer (promise 3). Somebody waits for a
   * verification or a confirmation, and two of them are better than none; all else is the organiser's to decide. A mail
   * to many is never tried again by itself (`delivery/unknown.ts`).
   */
  triesAtMost: 1 | 2;
  /** How the one registration that it is about has to stand, or it is not wanted any more; absent: however it stands. */
  wantedBy?: readonly ('confirmed' | 'waitlisted' | 'cancelled')[];
  /** It goes to an address that anybody may have typed: it names nobody (promise 10). */
  isUnverified?: true;
  /** It is for those alone who have confirmed: a direct entry gets it once its button was pressed. */
  isForVerified?: true;
  /** It is about no event: the placeholders of one have no value in it. */
  isOfNoEvent?: true;
}

/** What is decided by a mail's template, once; what it says, and when else it is left out, lies in `core/mail`. */
export const mailKinds: Record<MailTemplate, MailKind> = {
  verification: { kind: 'verification', triesAtMost: 2, isUnverified: true },
  nudge: { kind: 'verification', triesAtMost: 2, isUnverified: true },
  confirmation: { kind: 'confirmation', triesAtMost: 2, wantedBy: ['confirmed', 'waitlisted'] },
  /** The words of a confirmation that only puts on waiting lists. */
  waiting: { kind: 'confirmation', triesAtMost: 2 },
  promoted: { kind: 'confirmation', triesAtMost: 2, wantedBy: ['confirmed'] },
  noPlace: { kind: 'change', triesAtMost: 1, wantedBy: ['waitlisted'] },
  reminder: { kind: 'reminder', triesAtMost: 1, wantedBy: ['confirmed'], isForVerified: true },
  moved: { kind: 'change', triesAtMost: 1, wantedBy: ['confirmed', 'waitlisted'] },
  changed: { kind: 'change', triesAtMost: 1, wantedBy: ['confirmed', 'waitlisted'] },
  cancellation: { kind: 'cancellation', triesAtMost: 1, wantedBy: ['cancelled'] },
  eventCancelled: { kind: 'cancellation', triesAtMost: 1, wantedBy: ['confirmed', 'waitlisted'] },
  /** The same to whoever has not confirmed. */
  unconfirmedCancelled: { kind: 'cancellation', triesAtMost: 1, isUnverified: true },
  documentation: { kind: 'documentation', triesAtMost: 1, wantedBy: ['confirmed'], isForVerified: true },
  link: { kind: 'verification', triesAtMost: 2, isUnverified: true, isOfNoEvent: true },
  announcement: { kind: 'announcement', triesAtMost: 1, isForVerified: true },
  login: { kind: 'verification', triesAtMost: 2, isOfNoEvent: true },
  erasureNotice: { kind: 'reminder', triesAtMost: 1, isOfNoEvent: true },
  requestDue: { kind: 'reminder', triesAtMost: 1, isOfNoEvent: true },
  webhookDisabled: { kind: 'reminder', triesAtMost: 1, isOfNoEvent: true },
  objectionAnswered: { kind: 'change', triesAtMost: 1, isOfNoEvent: true },
};
