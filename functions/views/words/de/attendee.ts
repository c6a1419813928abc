/** What attendees’ pages say of how they stand and of what is wrong; no organiser's function answers with them. */
export const attendee = {
  registration: {
    title: 'Meine Anmeldung',
    events: 'Meine Veranstaltungen',
    none: 'Sie sind im Moment für keine Veranstaltung angemeldet.',
    documentation: 'Zur Dokumentation',
    certificate: 'Teilnahmebescheinigung',
    certificateEnds:
      'Bis dahin gibt es hier auch Ihre Teilnahmebescheinigungen. Drucken oder speichern Sie sie vorher: Danach kann sie niemand mehr ausstellen oder bestätigen.',
    cancel: 'Abmelden',
    cancelText: {
      place: 'Der Platz wird dann frei.',
      movesUp: 'Der Platz wird dann frei und geht, wenn jemand wartet, an die nächste Person.',
      list: 'Die Anmeldung steht dann nicht mehr auf der Warteliste.',
      other: 'Die Anmeldung gilt dann nicht mehr.',
    },
    cancelButton: (event: string) => `Abmelden von: ${event}`,
    change: 'Ändern',
    changePerson: 'Name, Sprache oder E-Mail-Adresse ändern',
    morePeople: 'Weitere Personen anmelden',
    addPerson: 'Noch jemanden anmelden',
    openParts: 'Noch offen in dieser Reihe',
    add: 'Anmelden',
    addWaiting: 'Auf die Warteliste',
    news: 'Hinweise auf Veranstaltungen',
    subscribed: (sender: string) => `${sender} darf Sie per E-Mail auf weitere Veranstaltungen hinweisen.`,
    notSubscribed: (sender: string) => `${sender} weist Sie nicht auf weitere Veranstaltungen hin.`,
    newsOff: 'Hinweise abbestellen',
    newsOn: 'Hinweise bestellen',
    yourData: 'Meine Daten',
    yourDataText:
      'Zu Ihrem Schutz schicken wir Ihnen dafür einen neuen Link per E-Mail. Er gilt eine Stunde.',
    dataButton: 'Gespeicherte Daten ansehen',
    deleteButton: 'Alle Daten löschen',
    done: {
      cancelled: 'Sie sind abgemeldet.',
      alreadyCancelled: 'Sie waren schon abgemeldet.',
      added: 'Sie sind angemeldet. Die Bestätigung kommt per E-Mail.',
      alreadyAdded: 'Dort waren Sie schon angemeldet.',
      full: 'Leider ist gerade kein Platz frei. Wird einer frei, solange die Anmeldung offen ist, können Sie ihn hier nehmen. An Ihren anderen Anmeldungen hat sich nichts geändert.',
      closed: 'Dafür ist die Anmeldung nicht offen. An Ihren anderen Anmeldungen hat sich nichts geändert.',
      saved: 'Ihre Änderung ist gespeichert.',
      sensitiveWithdrawn:
        'Ihre Einwilligung ist widerrufen, und die besonderen Angaben sind gelöscht. Ihre Anmeldung gilt weiter.',
      addressMailed:
        'An die neue Adresse geht eine E-Mail. Geändert wird erst, wenn Sie es dort bestätigen. Hat das alte oder das neue Postfach gerade viele E-Mails bekommen, kommt sie bis zu zwei Tage später; kommt sie dann nicht, ändern Sie die Adresse bitte noch einmal.',
      sameAddress: 'Das ist schon Ihre E-Mail-Adresse. Es hat sich nichts geändert.',
      dataLinkSent: 'Der Link zu Ihren Daten ist per E-Mail unterwegs.',
      deleteLinkSent: 'Der Link zum Löschen ist per E-Mail unterwegs. Gelöscht ist noch nichts.',
      objected: 'Ihr Widerspruch gilt ab sofort. Das Team sieht ihn.',
      objectionTakenBack:
        'Ihr Widerspruch ist zurückgenommen. Wenn Sie mögen, können Sie Hinweise neu bestellen.',
    },
    /** The same for who is registered by the page's person. */
    doneFor: {
      cancelled: (person: string) => `${person} ist abgemeldet.`,
      alreadyCancelled: (person: string) => `${person} war schon abgemeldet.`,
      added: (person: string) => `${person} ist angemeldet. Die Bestätigung kommt per E-Mail.`,
      alreadyAdded: (person: string) => `${person} war dort schon angemeldet.`,
    },
    mailWaits: (moment: string) =>
      `Ihr Postfach hat gerade mehrere E-Mails bekommen: Diese geht am ${moment} hinaus. Es gilt schon jetzt.`,
    linkWaits: (moment: string) =>
      `Ihr Postfach hat gerade mehrere E-Mails bekommen: Diese geht am ${moment} hinaus. Ihr Link gilt dann eine Stunde.`,
  },
  sensitive: {
    title: 'Einwilligung in besondere Angaben',
    intro: 'Sie haben eingewilligt, und zwar hierin:',
    ends: 'Widerrufen Sie, löschen wir diese Antworten sofort. Ihre Anmeldung gilt weiter. Was bis dahin damit geschah, bleibt rechtmäßig (Art. 7 Abs. 3 DSGVO).',
    button: (event: string) => `Einwilligung widerrufen und Angaben löschen: ${event}`,
    withdrawn: (moment: string) =>
      `Ihre Einwilligung in besondere Angaben haben Sie am ${moment} widerrufen. Die Angaben sind gelöscht.`,
  },
  restriction: {
    request: (moment: string) =>
      `Seit ${moment} ist die Verarbeitung Ihrer Daten eingeschränkt, wie Sie es verlangt haben (Art. 18 DSGVO): Sie werden nur gespeichert. Mails bekommen Sie nur auf das, was Sie selbst hier tun, also keine Erinnerung, keine Änderung und keine Absage; was gilt, steht auf dieser Seite. Bevor das aufgehoben wird, sagt es Ihnen das Team.`,
    legalHold: (moment: string) =>
      `Seit ${moment} werden Ihre Daten für einen Rechtsanspruch aufbewahrt und nur gespeichert (Art. 17 Abs. 3 lit. e, Art. 18 DSGVO). Mails bekommen Sie nur auf das, was Sie selbst hier tun; was gilt, steht auf dieser Seite. Verlangen Sie die Löschung, geschieht sie, sobald das vorbei ist.`,
  },
  objection: {
    title: 'Widerspruch gegen die Verarbeitung',
    intro:
      'Sie können der Verarbeitung Ihrer Daten widersprechen (Art. 21 DSGVO): gegen Hinweise auf Veranstaltungen jederzeit und ohne Gründe, sonst aus Gründen, die sich aus Ihrer besonderen Situation ergeben; schreiben Sie diese dem Team. Wenn Sie hier widersprechen, endet sofort:',
    ends: [
      'alle Hinweise auf weitere Veranstaltungen, wer auch immer sie schickt;',
      'Rundmails des Teams und Mails mit der Dokumentation in dieser Reihe;',
      'dass Listen mit Ihrem Namen an Dritte gegeben werden.',
    ],
    stays:
      'Es bleiben Ihre Anmeldungen mit den Mails, die Sie zur Teilnahme brauchen (Bestätigung, Erinnerung, Änderung, Absage), bis Sie sich abmelden oder alles löschen. Das Team antwortet Ihnen innerhalb eines Monats.',
    button: 'Der Verarbeitung widersprechen',
    since: (moment: string) => `Sie haben am ${moment} widersprochen.`,
    answered: {
      granted: (moment: string, text = '') =>
        `Antwort vom ${moment}: Dem Widerspruch wurde entsprochen. ${text}`,
      partly: (moment: string, text = '') =>
        `Antwort vom ${moment}: Dem Widerspruch wurde zum Teil entsprochen. ${text}`,
      refused: (moment: string, text = '') =>
        `Antwort vom ${moment}: Der Widerspruch wurde abgelehnt. ${text}\nSie können sich bei einer Datenschutz-Aufsichtsbehörde beschweren oder ein Gericht anrufen.`,
      withdrawn: (moment: string, text = '') =>
        `Antwort vom ${moment}: Der Widerspruch hat sich erledigt. ${text}`,
    },
    takeBack: 'Widerspruch zurücknehmen',
  },
  problem: {
    next: 'Von vorn beginnen',
    askAnew: (contact: string) =>
      `Ist Ihre Adresse noch angemeldet, schickt Ihnen die Seite der Veranstaltung unter „Schon angemeldet?“ einen neuen. Wenn Sie noch nicht bestätigt hatten oder die Anmeldung gelöscht ist, melden Sie sich dort bitte noch einmal an. Zum Abbestellen genügt auch eine E-Mail an ${contact}.`,
    retry: (moment: string, contact: string) =>
      `Ab ${moment} geht es wieder. Wenn es eilt, schreiben Sie bitte an ${contact}.`,
    notFound: {
      title: 'Diese Seite gibt es nicht',
      text: 'Vielleicht ist die Adresse unvollständig. Öffnen Sie den Link bitte noch einmal aus der E-Mail.',
    },
    linkInvalid: {
      title: 'Dieser Link gilt nicht',
      text: 'Vielleicht wurde er beim Kopieren gekürzt, oder er wurde durch einen neueren ersetzt. Öffnen Sie ihn bitte noch einmal aus der letzten E-Mail.',
    },
    linkExpired: {
      title: 'Dieser Link ist abgelaufen',
      text: 'Zu Ihrem Schutz gilt er nur eine begrenzte Zeit. Ist Ihre Adresse noch angemeldet, schickt Ihnen die Seite der Veranstaltung unter „Schon angemeldet?“ einen neuen.',
    },
    addressChanged: {
      title: 'Hier gilt eine andere E-Mail-Adresse',
      text: 'Zu dieser Anmeldung gehört inzwischen eine andere E-Mail-Adresse. Links in früheren E-Mails führen deshalb nirgendwohin, auch nicht zum Abbestellen. Was gilt, steht in den E-Mails an die neue Adresse.',
    },
    linkRetired: {
      title: 'Dieser Link gilt nicht mehr',
      text: 'Zu Ihrem Schutz haben wir die Links in früheren E-Mails beendet. An Anmeldungen ändert das nichts.',
    },
    registrationGone: {
      title: 'Diese Anmeldung gibt es nicht mehr',
      text: 'Sie wurde nicht rechtzeitig bestätigt oder ist inzwischen gelöscht. Sie können sich neu anmelden, solange die Anmeldung offen ist.',
    },
    busy: {
      title: 'Gerade ist sehr viel los',
      text: 'Ihre Eingabe wurde noch nicht angenommen. Bitte versuchen Sie es in einer Minute noch einmal.',
    },
    tooMany: {
      title: 'Das war zu viel auf einmal',
      text: 'Ihre Eingabe ist nicht angenommen: Für diese Adresse oder von diesem Anschluss kamen sehr viele. Bitte öffnen Sie die E-Mails, die Sie schon bekommen haben, oder versuchen Sie es später noch einmal.',
    },
    tooManyHere: {
      title: 'Das war zu viel auf einmal',
      text: 'Ihre Eingabe ist nicht angenommen: Von Ihrem Internetanschluss kamen sehr viele Anmeldungen, vielleicht auch von anderen Menschen, die ihn mit Ihnen teilen.',
    },
    unexpected: {
      title: 'Das hat leider nicht geklappt',
      text: 'Der Fehler liegt bei uns. Bitte versuchen Sie es später noch einmal.',
    },
    otherSite: {
      title: 'Das kam von einer anderen Website',
      text: 'Zu Ihrem Schutz wurde nichts geändert. Öffnen Sie den Link bitte aus Ihrer E-Mail und versuchen Sie es dort noch einmal.',
    },
    wrongForm: {
      title: 'Ihre Angaben sind nicht angekommen',
      text: 'Das Formular der Website hat sie so gesendet, dass wir sie nicht lesen können. Es wurde nichts gespeichert.',
    },
    writeTo: (contact: string) => `Bitte schreiben Sie an ${contact}.`,
    forWebmaster:
      'Für die Betreuung der Website: Das Formular braucht method="post" und kein enctype="text/plain".',
    noEvent: {
      title: 'Bitte wählen Sie eine Veranstaltung',
      text: 'Gehen Sie zurück zum Formular und kreuzen Sie mindestens eine Veranstaltung an. Ihre Angaben stehen dort noch.',
    },
    badRequest: {
      title: 'Diese Anfrage war nicht zu verstehen',
      text: 'Bitte gehen Sie zurück und versuchen Sie es noch einmal.',
    },
    documentationNotReady: {
      title: 'Die Dokumentation ist noch nicht da',
      text: 'Sobald sie da ist, finden Sie sie unter dieser Adresse.',
    },
    certificateUnknown: {
      title: 'Diese Nummer können wir nicht bestätigen',
      text: 'Vielleicht ist sie vertippt. Bestätigt wird eine Bescheinigung, solange die Daten der Person gespeichert sind; danach kann niemand mehr sagen, ob sie echt ist.',
    },
  },
};
