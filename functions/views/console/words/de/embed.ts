export const embed = {
  title: (title: string) => `${title} einbinden`,
  copy: 'Kopieren',
  copied: 'Kopiert',
  noEvents:
    'Noch ist keine Veranstaltung veröffentlicht, für die man sich anmelden kann. Link, QR-Code und Komponente können Sie trotzdem schon verwenden: Sie zeigen immer den aktuellen Stand.',
  link: {
    title: 'Nur verlinken',
    text: 'Das fertige Formular dieser Reihe, für Websites, die nur Links setzen können, für Mails und Plakate.',
    code: 'QR-Code mit dem Link zum Anmeldeformular',
    download: 'QR-Code als Datei für den Druck (SVG)',
  },
  component: {
    title: 'Als Komponente',
    text: 'Zwei Zeilen für Websites, die Skripte erlauben. Die Komponente zeigt immer die Veranstaltungen, die gerade offen sind, und nimmt Schrift und Farben der Seite an.',
  },
  events: {
    title: 'Die Termine als Liste oder Kalender',
    text: 'Zeigt die nächsten Termine, jeden mit seiner Seite. Mit view="list" statt "next" stehen alle da, mit view="month" ein Kalender.',
  },
  form: {
    title: 'Als Formular ohne Skript',
    text: 'Reines HTML aus den Veranstaltungen von heute. Die Website gestaltet es.',
    websites: (origins: string) =>
      `Zugelassen sind Formulare auf diesen Websites: ${origins}. Eine weitere trägt ein, wer Eventbote betreibt.`,
    page: 'Adresse der Seite, auf der es stehen wird',
    language: 'Sprache',
    make: 'Formular anpassen',
    notAllowed:
      'Diese Adresse liegt auf keiner der zugelassenen Websites: Anmeldungen von dort werden abgewiesen.',
    again:
      'Wenn Sie eine Veranstaltung, eine Frage oder einen Hinweis ändern oder hinzufügen, holen Sie es hier neu.',
  },
};
