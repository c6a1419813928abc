const placeholders: Record<string, string> = {
  name: 'der Name der Person',
  series: 'der Titel der Reihe',
  event: 'der Titel der Veranstaltung',
  date: 'ihr Tag',
  time: 'ihre Uhrzeit',
  organisation: 'Ihre Organisation',
};

export const mailTexts = {
  title: (title: string) => `Texte und Aussehen: ${title}`,
  intro:
    'Jede Mail hat einen fertigen Text in beiden Sprachen. Sie können Betreff und Anfang durch eigene Worte ersetzen; Termin, Schaltfläche, Hinweise und Impressum folgen von selbst.',
  kind: 'Mail',
  when: 'Wann sie hinausgeht',
  words: 'Eigene Worte',
  standard: 'keine',
  lookLink: 'Farbe und Logo',
  subject: { label: 'Betreff', help: 'Leer lassen: Standardtext.' },
  paragraphs: {
    label: 'Absätze am Anfang',
    help: 'Ein Absatz je Zeile. Sie folgen auf „Guten Tag …,“ und beginnen deshalb klein. Leer lassen: Standardtext.',
  },
  placeholders: 'Platzhalter',
  placeholder: (name: string) => placeholders[name] ?? name,
  preview: 'So sieht die Mail aus',
  look: {
    title: 'Farbe und Logo',
    colour: 'Farbe',
    colourHelp: (colour: string) =>
      `Für Schaltflächen und Überschriften in Mails und auf den Seiten der Reihe. Die der Organisation ist ${colour}.`,
    reset: (colour: string) => `Wieder die Farbe der Organisation nehmen (${colour})`,
    logoUrl: {
      label: 'Adresse des Logos',
      help: 'Ein Bild (.png, .jpg, .gif) auf einer Ihrer zugelassenen Websites, mit https. Leer lassen: das der Organisation.',
    },
  },
};
