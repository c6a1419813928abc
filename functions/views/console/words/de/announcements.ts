const people = (count: number) => (count === 1 ? 'eine Person' : `${count} Personen`);
const mails = (count: number) => (count === 1 ? 'eine Mail' : `${count} Mails`);

export const announcements = {
  title: 'Rundmails',
  write: 'Rundmail schreiben',
  newTitle: 'Neue Rundmail',
  empty:
    'Noch keine Rundmail. Bestätigungen, Erinnerungen und die Dokumentation gehen von selbst hinaus; eine Rundmail brauchen Sie für alles andere, etwa eine Umfrage oder einen Hinweis vorab.',
  noEvents: 'Eine Rundmail geht an die Angemeldeten einer Veranstaltung. Legen Sie zuerst eine an.',
  newEvent: 'Veranstaltung anlegen',
  subject: 'Betreff',
  state: 'Stand',
  kind: 'Art',
  when: 'Zeitpunkt',
  result: 'Ergebnis',
  states: {
    draft: 'Entwurf',
    scheduled: 'geplant',
    sending: 'wird verschickt',
    sent: 'verschickt',
    cancelled: 'abgebrochen',
  },
  kinds: {
    participation: {
      label: 'Zur Teilnahme',
      help: 'Gehört zur Veranstaltung, zu der sich die Personen angemeldet haben, etwa ein Hinweis zum Ablauf. Keine Werbung: diese Mail hat keinen Abmeldelink.',
    },
    news: {
      label: 'Neuigkeiten',
      help: 'Weist auf anderes hin, etwa auf weitere Veranstaltungen. Geht nur an Personen, die dem zugestimmt haben, und trägt einen Abmeldelink.',
    },
  },
  noNews:
    'Neuigkeiten sind hier nicht möglich: Die Reihe fragt bei der Anmeldung nicht nach der Zustimmung dazu.',
  audience: {
    title: 'Wer sie bekommt',
    events: 'Veranstaltungen',
    eventsHelp: 'Wer in mehreren davon ist, bekommt nur eine Mail.',
    status: 'Wer',
    statuses: { confirmed: 'bestätigte Plätze', waitlisted: 'Warteliste' },
    narrower: 'Weiter eingrenzen',
    narrowerHelp: 'Nichts angekreuzt: alle. Mehreres angekreuzt: eines davon genügt.',
    locale: 'Sprache',
    anyLocale: 'alle Sprachen',
    attended: 'Teilnahme',
    anyAttended: 'gleich, ob teilgenommen',
    didAttend: 'hat teilgenommen',
    didNotAttend: 'hat nicht teilgenommen, oder es ist nicht erfasst',
    way: 'Art der Teilnahme',
    anyWay: 'vor Ort und online',
    wayHelp: 'Wer dazu nichts gesagt hat, bekommt die Mail in beiden Fällen.',
    ways: { onsite: 'vor Ort', online: 'online' },
    workingGroups: 'Arbeitsgruppen',
    answers: 'Antworten',
    subscribed: 'Nur, wer Neuigkeiten bestellt hat',
    subscribedHelp: 'Auch für Mails zur Teilnahme. Neuigkeiten gehen ohnehin nur an diese Personen.',
    allSubscribers: (sender: string) => `Alle, die Neuigkeiten von ${sender} bestellt haben`,
    allSubscribersHelp:
      'Auch ohne Anmeldung in dieser Reihe. Nur für Neuigkeiten; von den übrigen Angaben gilt dann nur die Sprache.',
    yes: 'ja',
    no: 'nein',
  },
  whyNeeded: 'Warum alle das zur Teilnahme brauchen',
  whyNeededHelp:
    'Ein Satz, wenn es ohne weitere Auswahl an alle mehrerer Veranstaltungen geht: Davon kann sich niemand abmelden. Er bleibt mit Ihrem Namen bei der Rundmail und steht nicht in der Mail.',
  text: 'Text',
  body: 'Text der Mail',
  markdown:
    'Eine Leerzeile beginnt einen Absatz. **fett**, *kursiv*, [Linktext](https://…), Zeilen mit „- “ werden eine Liste. Anrede, Gruß und Impressum kommen von selbst dazu.',
  placeholders: 'Platzhalter, die für jede Person gefüllt werden:',
  preview: {
    title: 'Vorschau',
    begin: 'Hier erscheint die Mail, sobald Betreff und Text da sind.',
    noText: 'In dieser Sprache gibt es noch keinen Text.',
  },
  save: 'Speichern',
  edit: 'Bearbeiten',
  copy: 'Als Vorlage für eine neue',
  toWhom: 'Wer sie bekommt',
  textIn: (language: string) => `Die Mail auf ${language}`,
  size: {
    counted: (total: number) => (total === 0 ? 'Im Augenblick niemand.' : `Im Augenblick ${people(total)}.`),
    atMost: (most: number) => `Höchstens ${people(most)}.`,
    unknown: 'Wie viele es sind, wird vor dem Senden gezählt.',
    byLocale: (german: number, english: number) => `${german} auf Deutsch, ${english} auf Englisch.`,
  },
  missing: (language: string, count: number | undefined) =>
    count === undefined
      ? `Der Text auf ${language} fehlt.`
      : `Der Text auf ${language} fehlt, und ${count === 1 ? 'eine Person möchte' : `${count} Personen möchten`} ihre Mails so.`,
  otherLanguage: 'Ergänzen Sie ihn, oder erlauben Sie beim Senden die andere Sprache.',
  send: 'Speichern und weiter zum Senden',
  changeTime: 'Speichern und Zeitpunkt ändern',
  grace: (time: string) => `Diese Rundmail geht ab ${time} hinaus. Bis dahin können Sie alles zurücknehmen.`,
  takeBackNow: 'Zurücknehmen: nichts verschicken',
  takeBack: 'Geplante Rundmail zurücknehmen',
  stop: 'Versand abbrechen',
  trial: {
    title: 'Probemail an mich',
    help: 'Sie bekommen die gespeicherte Fassung an die Adresse, mit der Sie angemeldet sind.',
    locale: 'Sprache',
    submit: 'Probemail schicken',
  },
  sending: {
    title: 'Rundmail senden',
    countExactly: 'Genau zählen (bei vielen Anmeldungen einige Sekunden)',
    nobody:
      'Diese Auswahl trifft im Augenblick niemanden. Gehen Sie zurück und wählen Sie neu, wer die Rundmail bekommt.',
    warning:
      'Verschickte Mails lassen sich nicht zurückholen. Bis zum Zeitpunkt können Sie alles ändern oder zurücknehmen; solange noch versendet wird, können Sie abbrechen: wer dann noch keine hat, bekommt keine. Wer die Mail bekommt, wird beim Senden neu bestimmt.',
    warningNow:
      'Danach haben Sie noch eine Minute, um alles zurückzunehmen. Verschickte Mails lassen sich nicht zurückholen.',
    reviewTitle: 'Ansehen und senden',
    review: 'Weiter: ansehen',
    back: 'Zurück',
    when: 'Wann',
    now: 'Jetzt',
    later: 'Zu einem Zeitpunkt',
    at: 'Zeitpunkt',
    zone: (zone: string) => `In der Zeitzone ${zone}. Für „Jetzt“ bleibt das Feld leer.`,
    inOtherLanguage: 'Wo der Text fehlt, in der anderen Sprache schicken',
    inOtherLanguageHelp: 'Sonst wird nichts verschickt, solange jemand die fehlende Sprache gewählt hat.',
    submitNow: (count: number) => `Jetzt an ${people(count)} senden`,
    submitAt: (count: number, time: string) => `Am ${time} Uhr, an ${people(count)} senden`,
  },
  cancelling: {
    planned: (count: number) => `Die Rundmail an ${people(count)} wird nicht verschickt.`,
    sending: (done: number, of: number) =>
      `${mails(done)} von ${of} sind schon verschickt und bleiben es. Die übrigen werden nicht mehr verschickt.`,
    final:
      'Das lässt sich nicht rückgängig machen. Der Text bleibt erhalten und kann Vorlage für eine neue Rundmail sein.',
  },
  progress: (done: number, of: number) => `${done} von ${of} verschickt`,
  progressHelp:
    'Die Rundmail geht Stück für Stück hinaus, so schnell der Mailversand es erlaubt. Sie können diese Seite schließen.',
  nobody: 'Sie ging an niemanden.',
  reasons: 'Warum',
  reason: 'Grund',
  resend: (count: number) =>
    count === 1 ? 'Die gescheiterte noch einmal senden' : `${count} gescheiterte noch einmal senden`,
  resendTitle: 'Gescheiterte noch einmal senden',
  resending: (count: number) =>
    `${count === 1 ? 'Eine Mail, die gescheitert ist, geht' : `${count} Mails, die gescheitert sind, gehen`} noch einmal hinaus. Wer seine schon hat, bekommt keine zweite.`,
  resendFinal: 'Das lässt sich nicht zurückholen.',
  noneFailed: 'Keine Mail ist gescheitert.',
  unknown: (count: number) =>
    count === 1
      ? 'Bei einer Mail ist offen, ob sie ankam: Der Mailversand hat nicht geantwortet.'
      : `Bei ${count} Mails ist offen, ob sie ankamen: Der Mailversand hat nicht geantwortet.`,
  decide: 'Ansehen und einzeln entscheiden',
  undecided: {
    title: 'Ausgang offen',
    lead: 'Diese Mails wurden übergeben, aber die Antwort fehlt. Vielleicht kamen sie an. Senden Sie nur noch einmal, wo eine zweite Mail weniger stört als keine.',
    person: 'Person',
    address: 'Adresse',
    decide: 'Entscheiden',
    unknownPerson: 'nicht mehr bekannt',
    none: 'Bei keiner Mail ist der Ausgang offen.',
  },
};
