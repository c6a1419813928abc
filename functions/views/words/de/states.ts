import type { DeliveryState, RegistrationState } from '../../../core/table/items.ts';

/** How registrations and mails stand, in a word, also behind a number. */
export const states = {
  /** A place that was had at once and that nobody has confirmed. */
  entered: 'eingetragen, nicht bestätigt',
  registration: {
    pending: 'nicht bestätigt',
    confirmed: 'bestätigt',
    waitlisted: 'Warteliste',
    cancelled: 'abgemeldet',
    expired: 'verfallen',
  } satisfies Record<RegistrationState, string>,
  mail: {
    queued: 'noch zu verschicken',
    sending: 'im Versand',
    sent: 'verschickt',
    delivered: 'zugestellt',
    delayed: 'verzögert',
    bounced: 'nicht zustellbar',
    complained: 'als unerwünscht gemeldet',
    skipped: 'nicht verschickt',
    failed: 'gescheitert',
    unknown: 'Ausgang offen',
  } satisfies Record<DeliveryState, string>,
};
