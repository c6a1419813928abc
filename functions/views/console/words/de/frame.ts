/** What stands on every screen. */
export const frame = {
  frame: {
    skip: 'Zum Inhalt',
    home: 'Übersicht',
    series: 'Reihen',
    people: 'Anfragen',
    access: 'Team',
    tokens: 'Schlüssel',
    senders: 'Absender',
    suppressions: 'Sperren',
    audit: 'Protokoll',
    areas: 'Bereiche',
    way: 'Sie sind hier',
    tabs: 'Ansichten',
    otherLocale: 'English',
    otherLocaleTag: 'en',
    help: 'Hilfe',
    logOut: 'Abmelden',
    loggedInAs: (name: string, role: string) => `Angemeldet als ${name} (${role}).`,
  },
  places: {
    series: {
      overview: 'Überblick',
      announcements: 'Rundmails',
      numbers: 'Zahlen',
      embed: 'Einbinden',
      mailTexts: 'Texte und Aussehen',
      edit: 'Bearbeiten',
    },
    event: {
      overview: 'Überblick',
      registrations: 'Anmeldungen',
      attendance: 'Teilnahme',
      documentation: 'Dokumentation',
      deliveries: 'Mails',
      edit: 'Bearbeiten',
    },
  },
  roles: { owner: 'Verwaltung', editor: 'Bearbeitung', viewer: 'Nur lesen' },
  /** What was just done, by the name that the address carries. */
  done: {
    saved: 'Gespeichert.',
    linkMailed: 'Gespeichert. Der Link geht jetzt an alle, die online teilnehmen und noch keinen hatten.',
    linkReminded: 'Gespeichert. Wer online teilnimmt, bekommt den Link mit der nächsten Erinnerung.',
    seriesMade: 'Die Reihe ist angelegt. Jetzt fehlen noch die Veranstaltungen.',
    seriesDeleted: 'Die Reihe ist gelöscht.',
    eventMade: 'Die Veranstaltung ist angelegt, als Entwurf: Noch sieht sie niemand.',
    eventPublished: 'Veröffentlicht: Die Anmeldung ist möglich, sobald sie offen ist.',
    eventCancelled: 'Abgesagt. Die Mails gehen hinaus.',
    eventDeleted: 'Die Veranstaltung ist gelöscht.',
    eventCloned: 'Die Kopie ist angelegt, als Entwurf. Prüfen Sie Zeiten und Zugangslink.',
    loggedOut: 'Sie sind abgemeldet.',
    loginSent:
      'Wenn die Adresse zum Team gehört, ist eine Mail mit einem Link unterwegs. Er gilt 15 Minuten, einmal.',
    laneResumed: 'Der Versand an viele läuft wieder.',
    registrationAdded: 'Eingetragen. Die Person bekommt eine Mail.',
    registrationCancelled: 'Die Anmeldung ist abgesagt.',
    addressAsked:
      'An die neue Adresse ist eine Mail mit einem Knopf unterwegs. Bis er gedrückt ist, gilt die alte.',
    addressMoved:
      'Die Anmeldung liegt jetzt bei der neuen Adresse; die Mail zum Bestätigen ist dorthin unterwegs.',
    movedUp: 'Die Person hat einen Platz und bekommt eine Mail.',
    mailQueued: 'Die Mail geht in den nächsten Minuten hinaus.',
    mailWaits:
      'Vermerkt. Das Postfach hat seine Mails für jetzt bekommen: Diese geht hinaus, sobald es wieder eine bekommen darf, spätestens in zwei Tagen.',
    formBack: 'Ihre Eingaben sind wieder da. Noch ist nichts gespeichert.',
    announcementLeaves: 'Die Rundmail geht in einer Minute hinaus.',
    announcementPlanned: 'Die Rundmail ist geplant.',
    announcementCancelled: 'Abgebrochen. Es geht keine weitere Mail hinaus.',
    announcementResent: 'Die gescheiterten Mails gehen noch einmal hinaus.',
    testSent: 'Die Probemail ist unterwegs zu Ihnen.',
    attendanceSaved: 'Die Teilnahme ist erfasst.',
    attendanceTakenBack: 'Die letzte Erfassung ist zurückgenommen.',
    linksSaved: 'Gespeichert. Verschickt wurde nichts.',
    documentationReleased: 'Freigegeben. Die Mail geht zur gewählten Zeit hinaus.',
    documentationWithheld: 'Zurückgenommen: Niemand sieht die Links, und keine Mail geht hinaus.',
    organiserAdded: 'Eingetragen. Die Person kann sich mit ihrer Adresse anmelden.',
    organiserRemoved: 'Die Person hat keinen Zugang mehr.',
    handedOver: 'Übergeben.',
    senderMade: 'Der Absender ist angelegt.',
    senderDeleted: 'Der Absender ist gelöscht.',
    tokenRevoked: 'Zurückgezogen.',
    suppressionLifted: 'An die Adresse wird wieder geschrieben.',
    suppressionKept: 'Die Sperre bleibt für ein weiteres Jahr.',
    requestEntered: 'Eingetragen.',
    requestExtended: 'Die Frist ist verlängert.',
    requestAnswered: 'Die Antwort ist eingetragen.',
    restricted: 'Eingeschränkt: Die Daten werden nur noch gespeichert.',
    restrictionLifted:
      'Die Einschränkung ist aufgehoben. Was inzwischen zu löschen war, ist gelöscht oder wird es.',
  },
  form: {
    save: 'Speichern',
    cancel: 'Abbrechen',
    optional: '(freiwillig)',
    language: { de: 'Deutsch', en: 'Englisch' },
    faults: (count: number) =>
      count === 1 ? 'Eine Angabe ist noch nicht richtig' : `${count} Angaben sind noch nicht richtig`,
    draft: {
      found: 'Hier haben Sie etwas eingegeben und nicht gespeichert. Ihr Browser hat es aufbewahrt.',
      restore: 'Wieder einsetzen',
      discard: 'Verwerfen',
    },
    overtaken: {
      title: 'Was sich unterscheidet',
      lead: (by: string | undefined, count: number) =>
        `Während Sie geschrieben haben, hat ${by ?? 'jemand anderes'} gespeichert. ${
          count === 0
            ? 'Von dem, was Sie eingegeben haben, weicht nichts ab.'
            : 'Wenn Sie jetzt speichern, gilt, was bei Ihnen steht.'
        }`,
      field: 'Feld',
      saved: 'Gespeichert ist',
      own: 'Bei Ihnen steht',
      none: 'nichts',
      yes: 'ja',
    },
  },
  preview: {
    locale: 'Sprache der Vorschau',
    format: 'Format',
    formats: { html: 'gestaltet', text: 'nur Text' },
    show: 'Vorschau zeigen',
    subject: 'Betreff',
    none: 'Noch keine Vorschau',
  },
  table: {
    next: 'Weitere',
    first: 'Von vorn',
    none: 'Nichts gefunden.',
    region: 'Tabelle',
  },
  problem: {
    'malformed-request': { title: 'Das war nicht zu lesen', text: 'Bitte versuchen Sie es noch einmal.' },
    'invalid-request': { title: 'Noch nicht richtig', text: 'Bitte prüfen Sie Ihre Angaben.' },
    'not-possible-now': {
      title: 'Das geht gerade nicht',
      text: 'Der Stand hat sich geändert oder lässt es nicht zu. Laden Sie die Seite neu und sehen Sie nach.',
    },
    unauthorised: { title: 'Bitte melden Sie sich an', text: 'Ihre Sitzung ist zu Ende.' },
    forbidden: {
      title: 'Das dürfen Sie nicht',
      text: 'Ihre Rolle reicht dafür nicht. Wer die Rolle Verwaltung hat, kann sie ändern.',
    },
    'not-found': {
      title: 'Das gibt es hier nicht',
      text: 'Es wurde gelöscht, oder es gehört zu einer Reihe, die nicht Ihre ist.',
    },
    'method-not-allowed': {
      title: 'Das geht hier nicht',
      text: 'Diese Adresse lässt sich so nicht aufrufen.',
    },
    'link-invalid': {
      title: 'Dieser Link führt nirgendwohin',
      text: 'Vielleicht wurde er beim Kopieren abgeschnitten. Lassen Sie sich einen neuen schicken.',
    },
    'link-expired': {
      title: 'Dieser Link ist abgelaufen',
      text: 'Er gilt 15 Minuten und nur einmal. Lassen Sie sich einen neuen schicken.',
    },
    'link-retired': {
      title: 'Dieser Link gilt nicht mehr',
      text: 'Zu Ihrem Schutz haben wir die Links in früheren E-Mails beendet. Lassen Sie sich einen neuen schicken.',
    },
    'address-changed': {
      title: 'Hier gilt eine andere E-Mail-Adresse',
      text: 'Dieser Link führt nirgendwohin.',
    },
    'other-site': {
      title: 'Das kam von einer anderen Website',
      text: 'Zu Ihrem Schutz wurde nichts geändert. Öffnen Sie die Konsole selbst und schicken Sie das Formular dort ab.',
    },
    'already-exists': {
      title: 'Das gibt es schon',
      text: 'Es gibt schon etwas mit dieser Kennung. Wählen Sie eine andere.',
    },
    'body-too-large': { title: 'Das ist zu groß', text: 'Bitte teilen Sie es auf.' },
    'unsupported-media-type': {
      title: 'Das war nicht zu lesen',
      text: 'Diese Art von Datei geht hier nicht.',
    },
    'version-mismatch': {
      title: 'Jemand war schneller',
      text: 'Inzwischen hat jemand anderes gespeichert. Ihre Eingaben stehen noch unten. Vergleichen Sie, bevor Sie speichern.',
    },
    'version-required': { title: 'Das war nicht zu lesen', text: 'Bitte laden Sie die Seite neu.' },
    'too-many-requests': { title: 'Zu oft versucht', text: 'Bitte warten Sie einige Minuten.' },
    busy: {
      title: 'Gerade sehr viel los',
      text: 'Es wurde nichts geändert. Bitte versuchen Sie es gleich noch einmal.',
    },
    unexpected: {
      title: 'Etwas ist schiefgegangen',
      text: 'Der Fehler ist verzeichnet. Bitte versuchen Sie es noch einmal.',
    },
    back: 'Zur Übersicht',
    login: 'Anmelden',
    loginBeside: 'Anmelden, in einem zweiten Fenster',
    kept: 'Ihre Eingaben sind nicht verloren: Sie stehen auf dieser Seite. Melden Sie sich in einem zweiten Fenster an und machen Sie dann hier weiter.',
    goOn: 'Angemeldet: weiter mit meinen Eingaben',
    staleForm: {
      title: 'Dieses Formular gilt nicht mehr',
      text: 'Es wurde nichts geändert. Es stammt aus einer früheren Sitzung. Gehen Sie zurück, laden Sie die Seite neu und schicken Sie es noch einmal ab.',
    },
  },
};
