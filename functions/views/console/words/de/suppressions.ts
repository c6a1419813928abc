export const suppressions = {
  title: 'Sperren',
  lead: 'An manche Adressen wird nicht geschrieben, weil Mails zurückkamen oder als Spam gemeldet wurden. Gespeichert ist nur eine Prüfsumme der Adresse: eine Liste gibt es deshalb nicht, nur das Nachsehen.',
  email: 'E-Mail-Adresse',
  emailHelp: 'Genau so, wie sie bei der Anmeldung angegeben wurde.',
  lookUp: 'Nachsehen',
  none: 'Diese Adresse ist nicht gesperrt.',
  scope: 'Wofür',
  scopes: {
    news: 'Neuigkeiten',
    unverified: 'Mails, solange niemand die Adresse bestätigt hat; Mails zu bestätigten Plätzen gehen weiter',
    everything: 'alle Mails',
  },
  reason: 'Warum',
  reasons: {
    bounce: 'Eine Mail kam zurück.',
    complaint: 'Eine Mail wurde als Spam gemeldet.',
    request: 'Auf Wunsch der Person.',
  },
  detail: 'Genauer',
  since: 'Seit',
  lifted: 'Aufgehoben',
  liftedBy: (when: string, who: string) => (who === '' ? when : `${when}, von ${who}`),
  lift: 'Sperre aufheben',
  lifting: {
    bounce: 'Heben Sie die Sperre nur auf, wenn die Adresse inzwischen stimmt.',
    complaint:
      'Heben Sie die Sperre nur auf, wenn die Person Sie darum bittet: Sie hat eine Mail als Spam gemeldet.',
    request: 'Heben Sie die Sperre nur auf, wenn die Person es sich anders überlegt hat.',
  },
  liftingHelp:
    'Eine Person bekommt dann wieder Mails; was bisher ausgelassen wurde, wird nicht nachgeholt. Kommt wieder eine Mail zurück, wird erneut gesperrt. Das Aufheben steht im Protokoll, ohne die Adresse.',
};
