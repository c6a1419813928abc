/** What pages say of one's own data and its end. */
export const ownData = {
  personalData: {
    title: 'Was über Sie gespeichert ist',
    intro: 'Das ist die Auskunft nach Artikel 15 der Datenschutz-Grundverordnung.',
    none: 'Über Sie ist nichts gespeichert.',
    erased: (moment: string) =>
      `Diese Daten werden am ${moment} von selbst gelöscht; melden Sie sich in dieser Reihe zu etwas Späterem an, entsprechend später.`,
    download: 'Als Datei herunterladen (JSON)',
    raw: 'Dieselben Angaben als JSON',
    deleteTitle: 'Alle Daten löschen',
    deleteText:
      'Damit enden auch alle Ihre Anmeldungen in dieser Reihe und alle Ihre Einwilligungen in Hinweise, und die Zugangslinks gelten nicht mehr. Das lässt sich nicht rückgängig machen.',
    deleteButton: 'Alle meine Daten löschen',
  },
  staying: {
    title: 'Was bleibt, warum und bis wann',
    items: [
      'Wenn Sie in Hinweise eingewilligt hatten: der Nachweis davon und vom Widerruf, ohne Ihre Adresse. Damit lässt sich zeigen, dass die Hinweise erlaubt waren (Art. 7 Abs. 1 und Art. 17 Abs. 3 Buchst. e DSGVO). Bis zum Ende des dritten Kalenderjahres danach.',
      'Eine Prüfsumme Ihrer Adresse mit dem Zeitpunkt des Löschens, damit auch eine wiederhergestellte Sicherung Ihre Daten nicht zurückbringt. 40 Tage lang.',
      'Sicherungen der Datenbank, in denen Ihre Daten noch stehen; benutzt werden sie nur nach einem Ausfall. Höchstens 35 Tage lang.',
      'Wenn Ihre Adresse gesperrt ist, weil E-Mails zurückkamen oder als Spam gemeldet wurden: eine Prüfsumme der Adresse, damit ihr nicht wieder geschrieben wird. Bis die Sperre aufgehoben wird.',
      'Was Sie nach der DSGVO verlangt haben, etwa Auskunft oder Widerspruch, mit Ihrer Adresse und der Antwort: Damit lässt sich zeigen, dass geantwortet wurde (Art. 5 Abs. 2 DSGVO). Bis zum Ende des dritten Kalenderjahres nach der Antwort. Von diesem Löschen bleibt nur, wann es war.',
      'Anmeldungen in anderen Reihen. Jede hat ihre eigene Seite, auf der Sie sie löschen; sonst enden sie mit der Frist, die bei der Anmeldung genannt wurde.',
      'Listen, die das Team schon heruntergeladen hat. Nach diesen fragen Sie bitte das Team.',
    ],
  },
  dataDeleted: {
    held: {
      title: 'Ihr Wunsch ist vermerkt',
      text: 'Gelöscht ist noch nichts: Ihre Angaben werden für einen Rechtsanspruch aufbewahrt (Art. 17 Abs. 3 lit. e DSGVO). Sobald das vorbei ist, werden sie ohne weiteres Zutun gelöscht. Bis dahin werden sie nur gespeichert, und Hinweise auf Veranstaltungen sind beendet.',
    },
    title: 'Ihre Daten sind gelöscht',
    text: 'Ihre Anmeldungen sind damit beendet, und niemand schickt Ihnen mehr Hinweise auf Veranstaltungen. Einträge in Ihrem eigenen Kalender erreichen wir nicht; bitte löschen Sie sie dort selbst.',
  },
};
