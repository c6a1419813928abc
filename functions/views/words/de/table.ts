/** The headings of an organiser's tables. */
export const table = {
  registrationId: 'Kennung',
  name: 'Name',
  email: 'E-Mail',
  language: 'Sprache',
  status: 'Stand',
  way: 'Teilnahme',
  workingGroup: 'Arbeitsgruppe',
  attended: 'Teilgenommen',
  signedUpAt: 'Angemeldet am',
  confirmedAt: 'Bestätigt am',
  waitingNumber: 'Nummer auf der Warteliste',
  yes: 'ja',
  no: 'nein',
};
