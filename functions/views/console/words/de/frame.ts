/** What stands on every screen. */
export const frame = {
  frame: {
    skip: 'Zum Inhalt',
    home: 'Übersicht',
    series: 'Reihen',
    people: 'Anfragen',
    access: 'Organisatoren',
    tokens: 'Schlüssel',
    suppressions: 'Sperren',
    audit: 'Protokoll',
    areas: 'Bereiche',
    way: 'Sie sind hier',
    tabs: 'Ansichten',
    otherLocale: 'English',
    otherLocaleTag: 'en',
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
  roles: { owner: 'Inhaber', editor: 'Bearbeiter', viewer: 'Leser' },
  /** What was just done, by the name that the address carries. */
  done: {
    saved: 'Gespeichert.',
    seriesMade: 'Die Reihe ist angelegt. Jetzt fehlen noch die Veranstaltungen.',
    seriesDeleted: 'Die Reihe ist gelöscht.',
    loggedOut: 'Sie sind abgemeldet.',
    loginSent:
      'Wenn die Adresse einem Organisator gehört, ist eine Mail mit einem Link unterwegs. Er gilt 15 Minuten, einmal.',
    laneResumed: 'Der Versand an viele läuft wieder.',
    registrationAdded: 'Eingetragen. Die Person bekommt eine Mail.',
    registrationCancelled: 'Die Anmeldung ist abgesagt.',
    addressAsked:
      'An die neue Adresse ist eine Mail mit einem Knopf unterwegs. Bis er gedrückt ist, gilt die alte.',
    addressMoved:
      'Die Anmeldung liegt jetzt bei der neuen Adresse; die Mail zum Bestätigen ist dorthin unterwegs.',
    movedUp: 'Die Person hat einen Platz und bekommt eine Mail.',
    mailQueued: 'Die Mail geht in den nächsten Minuten hinaus.',
  },
  form: {
    save: 'Speichern',
    cancel: 'Abbrechen',
    optional: '(freiwillig)',
    language: { de: 'Deutsch', en: 'Englisch' },
    faults: (count: number) =>
      count === 1 ? 'Eine Angabe ist noch nicht richtig' : `${count} Angaben sind noch nicht richtig`,
  },
  preview: {
    locale: 'Sprache der Vorschau',
    format: 'Format',
    formats: { html: 'gestaltet', text: 'nur Text' },
    show: 'Vorschau zeigen',
    subject: 'Betreff',
    none: 'Noch keine Vorschau',
  },
  /** What core says of a fault beyond its code, by a part of it. */
  details: [
    { says: 'the series has events', words: 'Die Reihe hat noch Veranstaltungen.' },
    { says: 'needs a capacity', words: 'Eine Warteliste braucht eine Platzzahl.' },
    { says: 'must not lie in the past', words: 'Der Zeitpunkt liegt in der Vergangenheit.' },
    { says: 'an id can not be changed', words: 'Eine Kennung lässt sich nicht ändern.' },
    { says: 'must lie after startsAtLocal', words: 'Das Ende muss nach dem Beginn liegen.' },
    {
      says: 'must be lower-case letters, digits',
      words: 'Möglich sind Kleinbuchstaben, Ziffern und einzelne Bindestriche.',
    },
    { says: 'needs a text in at least one language', words: 'Bitte füllen Sie mindestens eine Sprache aus.' },
    { says: 'Invalid email', words: 'Das ist keine Mail-Adresse, wie sie hier stehen kann.' },
    { says: 'Invalid URL', words: 'Das ist keine Adresse einer Seite; sie beginnt mit https://.' },
    { says: 'must match pattern', words: 'Das hat nicht die erwartete Form.' },
    { says: 'Too big', words: 'Diese Zahl ist zu groß.' },
    { says: 'Too small', words: 'Diese Zahl ist zu klein.' },
    { says: 'the registration is', words: 'Die Anmeldung steht inzwischen anders da.' },
    {
      says: 'the new address is registered already',
      words: 'Unter der neuen Adresse gibt es schon eine Anmeldung.',
    },
    { says: 'is the address that it has', words: 'Das ist die Adresse, die schon dort steht.' },
    {
      says: 'its sign-up is not to be confirmed',
      words: 'Diese Anmeldung lässt sich nicht mehr bestätigen.',
    },
    { says: 'the delivery is', words: 'Die Mail steht inzwischen anders da.' },
    {
      says: 'no notice for sensitive questions',
      words: 'Die Reihe hat keinen Einwilligungstext für sensible Fragen.',
    },
  ],
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
      text: 'Ihre Rolle reicht dafür nicht. Ein Inhaber kann sie ändern.',
    },
    'not-found': {
      title: 'Das gibt es hier nicht',
      text: 'Es wurde gelöscht, oder es gehört zu einer Reihe, die nicht Ihre ist.',
    },
    'link-invalid': {
      title: 'Dieser Link führt nirgendwohin',
      text: 'Vielleicht wurde er beim Kopieren abgeschnitten. Lassen Sie sich einen neuen schicken.',
    },
    'link-expired': {
      title: 'Dieser Link ist abgelaufen',
      text: 'Er gilt 15 Minuten und nur einmal. Lassen Sie sich einen neuen schicken.',
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
      text: 'Inzwischen hat jemand anderes gespeichert. Ihre Eingaben stehen noch unten; öffnen Sie die Seite in einem zweiten Fenster neu und übertragen Sie, was Sie brauchen.',
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
    staleForm: {
      title: 'Dieses Formular gilt nicht mehr',
      text: 'Es wurde nichts geändert. Es stammt aus einer früheren Sitzung. Gehen Sie zurück, laden Sie die Seite neu und schicken Sie es noch einmal ab.',
    },
  },
};
