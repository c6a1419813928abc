import type { RegistrationState } from '../../../core/table/items.ts';

/** The headings of an organiser's tables. */
export const table = {
  registrationId: 'Kennung',
  name: 'Name',
  email: 'E-Mail',
  language: 'Sprache',
  status: 'Stand',
  states: {
    pending: 'nicht bestätigt',
    confirmed: 'bestätigt',
    waitlisted: 'Warteliste',
    cancelled: 'abgemeldet',
    expired: 'verfallen',
  } satisfies Record<RegistrationState, string>,
  workingGroup: 'Arbeitsgruppe',
  attended: 'Teilgenommen',
  signedUpAt: 'Angemeldet am',
  confirmedAt: 'Bestätigt am',
  waitingNumber: 'Nummer auf der Warteliste',
  yes: 'ja',
  no: 'nein',
};
