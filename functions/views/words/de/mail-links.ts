/** What the mails say that bring a link: to one's own page, one's data, or another address. */
export const link = {
  registration: {
    subject: (topic: string) => `Ihr Link zu Ihrer Anmeldung${topic && `: ${topic}`}`,
    intro: 'hier ist Ihr Link zu Ihrer Anmeldung. Dort können Sie sie ansehen, ändern oder absagen.',
    button: 'Meine Anmeldung',
  },
  data: {
    subject: (topic: string) => `Ihre gespeicherten Daten${topic && `: ${topic}`}`,
    intro: 'hier ist der Link, mit dem Sie sehen und herunterladen können, was über Sie gespeichert ist.',
    button: 'Meine Daten ansehen',
  },
  delete: {
    subject: (topic: string) => `Ihre Daten löschen${topic && `: ${topic}`}`,
    intro:
      'hier ist der Link zum Löschen Ihrer Daten. Er öffnet eine Seite, gelöscht wird erst, wenn Sie es dort bestätigen.',
    button: 'Zum Löschen meiner Daten',
  },
  /** The first mail to an address that has just been confirmed. */
  movedAddress: {
    subject: (topic: string) => `Ihre neue E-Mail-Adresse gilt${topic && `: ${topic}`}`,
    intro:
      'ab jetzt kommen die E-Mails zu Ihrer Anmeldung hierher. Die Links in früheren E-Mails gelten nicht mehr. Mit dem Link in dieser E-Mail können Sie Ihre Anmeldung ansehen, ändern oder absagen.',
    button: 'Meine Anmeldung',
  },
  newAddress: {
    subject: (topic: string) => `Bitte bestätigen Sie Ihre neue E-Mail-Adresse${topic && `: ${topic}`}`,
    intro:
      'die E-Mails zu einer Anmeldung sollen künftig an diese Adresse gehen. Wenn Sie das möchten, bestätigen Sie es bitte. Bis dahin ändert sich nichts.',
    byTeam: (team: string) =>
      `das Team von ${team} hat diese Adresse für die E-Mails zu einer Anmeldung eingetragen. Wenn Sie sie hier bekommen möchten, bestätigen Sie es bitte. Bis dahin ändert sich nichts.`,
    button: 'Neue Adresse bestätigen',
  },
  addressNotice: {
    subject: (topic: string) => `Ihre E-Mail-Adresse soll geändert werden${topic && `: ${topic}`}`,
    intro:
      'die E-Mails zu Ihrer Anmeldung sollen künftig an eine andere Adresse gehen. Wird diese dort bestätigt, bekommen Sie hier keine mehr. Waren Sie das nicht, antworten Sie bitte gleich auf diese E-Mail.',
    byTeam: (team: string) =>
      `das Team von ${team} hat für die E-Mails zu Ihrer Anmeldung eine andere Adresse eingetragen. Wird diese dort bestätigt, bekommen Sie hier keine mehr. Stimmt das nicht, antworten Sie bitte gleich auf diese E-Mail.`,
    button: 'Meine Anmeldung',
  },
  valid: (moment: string) => `Der Link gilt bis ${moment}.`,
  notYou: 'Sie haben das nicht angefordert? Dann brauchen Sie nichts zu tun.',
  notYours: 'Es ist nicht Ihre Anmeldung? Dann brauchen Sie nichts zu tun.',
};
