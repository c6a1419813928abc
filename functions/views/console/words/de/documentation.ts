export const documentation = {
  title: 'Dokumentation',
  empty:
    'Noch gibt es keine Links. Tragen Sie unten ein, was es nach der Veranstaltung zu sehen gibt: Folien, Aufzeichnung, Protokoll. Verschickt wird erst, wenn Sie freigeben.',
  none: 'Noch gibt es keine Links.',
  links: 'Links',
  link: (number: number) => `Link ${number}`,
  newLink: 'Weiterer Link',
  linkTitle: 'Titel',
  url: 'Adresse der Datei oder Seite',
  mailed: 'in einer Mail',
  public: 'Für alle lesbar, die die Seite der Veranstaltung aufrufen',
  publicHelp: 'Sonst sehen die Links nur Menschen, die einen Platz hatten, über den Link in ihrer Mail.',
  released: (at: string) => `Freigegeben zum ${at}.`,
  notReleased: (count: number) =>
    count === 1
      ? 'Ein Link ist noch nicht freigegeben: Niemand sieht ihn, und keine Mail ist geplant.'
      : `${count} Links sind noch nicht freigegeben: Niemand sieht sie, und keine Mail ist geplant.`,
  unmailed: (count: number) =>
    count === 1
      ? 'Ein Link kam danach dazu. Er steht auf der Seite, aber noch in keiner Mail.'
      : `${count} Links kamen danach dazu. Sie stehen auf der Seite, aber noch in keiner Mail.`,
  releaseFirst: 'Freigeben und verschicken …',
  releaseFurther: 'Weitere Mail verschicken …',
  sendings: 'Mails mit Links',
  sentAt: 'Zeitpunkt',
  to: 'An wen',
  audiences: {
    confirmed: 'alle, die einen Platz hatten',
    attended: 'alle, die da waren',
    notAttended: 'alle mit Platz, die nicht da waren',
  },
  audienceOf: (audience: string, count: number) =>
    `${audience}: ${count === 1 ? '1 Person' : `${count.toLocaleString('de-DE')} Personen`}`,
  attendanceHelp: 'Gezählt nach dem, was unter „Teilnahme“ erfasst ist.',
  willMail: (count: number) =>
    count === 1 ? 'Eine Mail mit diesem Link:' : `Eine Mail mit diesen ${count} Links:`,
  notOver: (end: string) =>
    `Die Veranstaltung ist noch nicht vorbei. Die Mail geht frühestens nach ihrem Ende hinaus, am ${end}.`,
  when: 'Wann',
  now: 'jetzt',
  afterEnd: 'gleich nach dem Ende der Veranstaltung',
  later: 'zu einem späteren Zeitpunkt',
  laterAt: 'Späterer Zeitpunkt',
  laterHelp: (timeZone: string) => `In der Zeitzone der Veranstaltung (${timeZone}).`,
  noWayBack:
    'Gezählt ist der Stand von jetzt; die Mail geht an alle, die es beim Versand sind. Bis sie hinausgeht, lässt sich die Freigabe zurücknehmen, auch nach „jetzt“ noch eine Minute lang; danach nicht mehr.',
  toCome:
    'Die Mail mit diesen Links geht erst noch hinaus. Bis dahin können Sie die Freigabe zurücknehmen: Dann sieht niemand die Links.',
  withhold: 'Freigabe zurücknehmen',
  releaseSubmit: 'Freigeben',
  nothingToMail: 'Alle Links stehen schon in einer Mail.',
};
