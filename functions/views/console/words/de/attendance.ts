export const attendance = {
  title: 'Teilnahme',
  counted: (attended: number, absent: number, open: number) =>
    `${attended} ${attended === 1 ? 'hat' : 'haben'} teilgenommen, ${absent} nicht${open > 0 ? `, ${open} noch nicht erfasst` : ''}`,
  notOver: 'Die Veranstaltung ist noch nicht vorbei.',
  certificates: 'Alle Teilnahmebescheinigungen drucken',
  nobody: 'Noch niemand hat einen bestätigten Platz.',
  report: {
    title: 'Bericht des Meeting-Dienstes',
    intro:
      'Zoom, Teams, Webex und andere geben nach dem Treffen eine Liste der Teilnehmenden aus. Laden Sie sie hier hoch: Erst sehen Sie, wer zugeordnet wurde, gespeichert wird danach.',
    file: 'Datei',
    help: 'Als CSV, höchstens 4 MB. Zugeordnet wird nach Mail-Adressen; wo nur Namen stehen, bekommen Sie Vorschläge.',
    submit: 'Ansehen',
    kinds: {
      zoomMeeting: 'Erkannt: Bericht eines Zoom-Meetings.',
      zoomWebinar: 'Erkannt: Bericht eines Zoom-Webinars.',
      teamsMeeting: 'Erkannt: Bericht einer Teams-Besprechung.',
      teamsWebinar: 'Erkannt: Bericht eines Teams-Webinars.',
      teamsLiveEvent: 'Erkannt: Bericht eines Teams-Liveereignisses.',
      webex: 'Erkannt: Bericht von Webex.',
      goTo: 'Erkannt: Bericht von GoTo.',
      bigBlueButton: 'Erkannt: Bericht von BigBlueButton.',
      table: 'Gelesen als Tabelle mit Überschriften.',
      list: 'Gelesen als Liste ohne Überschriften.',
    },
    atLeastMinutes: 'Mindestens dabei (Minuten)',
    atLeastMinutesHelp: 'Wer kürzer da war, gilt als nicht da. Ohne Angabe zählt jede Teilnahme.',
    columns: {
      title: 'Die Tabelle wird nicht erkannt?',
      intro:
        'Sagen Sie, in welcher Spalte was steht: 1 ist die erste von links. Die erste Zeile gilt dann als Überschrift.',
      name: 'Spalte mit Namen oder Nachnamen',
      firstName: 'Spalte mit Vornamen',
      email: 'Spalte mit Mail-Adressen',
      attended: 'Spalte, die sagt, wer da war',
    },
    reasons: {
      sameName: 'heißt genauso',
      otherOrder: 'gleiche Wörter, andere Reihenfolge',
      otherSpelling: 'andere Schreibweise',
      fewerWords: 'ein Teil des Namens',
      initials: 'passt zur Abkürzung',
      sameAddress: 'unter derselben Adresse angemeldet',
      oneWord: 'nur ein Wort stimmt überein',
    },
    changes: {
      title: (count: number) =>
        count === 1 ? 'Bei einer Person ändert sich etwas' : `Bei ${count} Personen ändert sich etwas`,
      intro: 'Wen Sie oben ankreuzen, kommt als „da“ dazu.',
      caption: 'Was danach erfasst ist',
      name: 'Name',
      from: 'Bisher',
      to: 'Danach',
      states: { attended: 'da', absent: 'nicht da', unrecorded: 'nicht erfasst' },
    },
    absent: {
      title: (count: number) =>
        count === 1
          ? 'Eine Person war laut Bericht nicht oder zu kurz da'
          : `${count} Personen waren laut Bericht nicht oder zu kurz da`,
      caption: 'Im Bericht, aber nicht da',
      why: 'Warum',
      saidNo: 'steht als abwesend oder nur wartend im Bericht',
      tooShort: (minutes: number) => `nur ${minutes} Minuten`,
      stays: 'bleibt als da erfasst',
    },
    unclear: {
      title: (count: number) =>
        count === 1 ? 'Bei einer Person ist es nicht klar' : `Bei ${count} Personen ist es nicht klar`,
      intro: 'Für sie wird nach diesem Bericht nichts erfasst. Tragen Sie von Hand ein, wer da war.',
      caption: 'Nicht klar',
      unknownMark: 'Der Bericht sagt etwas, das Eventbote nicht kennt.',
      minutesUnknown: 'Der Bericht sagt nicht, wie lange.',
    },
    skipped: (count: number) =>
      count === 1 ? 'Eine Zeile ist keine Person' : `${count} Zeilen sind keine Personen`,
    checkTitle: 'Bericht prüfen',
    recordedTitle: 'Bericht übernommen',
    matched: (count: number) =>
      count === 1
        ? 'Eine angemeldete Person ist nach ihrer Adresse zugeordnet.'
        : `${count} angemeldete Personen sind nach ihrer Adresse zugeordnet.`,
    recorded: (count: number) =>
      count === 1 ? 'Erfasst: 1 Person hat teilgenommen.' : `Erfasst: ${count} Personen haben teilgenommen.`,
    tooLong:
      'Das sind zu viele, um sie von dieser Seite aus zu übernehmen. Wählen Sie die Datei noch einmal aus, dann wird sie gleich übernommen.',
    record: (count: number) => `${count} Personen übernehmen`,
    unmatchedTitle: (count: number) =>
      count === 1 ? 'Eine Zeile passt zu keiner Adresse' : `${count} Zeilen passen zu keiner Adresse`,
    suggestions: 'Kreuzen Sie an, wer gemeint ist. Gleich heißen können auch verschiedene Menschen.',
    noSuggestions: 'Angemeldet ist unter diesen Namen niemand.',
    notShown: (count: number) => `${count} weitere Zeilen sind hier nicht gezeigt.`,
    lines: 'Zeilen ohne bekannte Adresse',
    inReport: 'Im Bericht',
    line: 'Zeile',
    isThat: 'Ist das …?',
    nobody: 'niemand dieses Namens',
    outcome: (confirmed: number) =>
      `Von ${confirmed} Personen mit Platz gilt danach als nicht da, wer weder zugeordnet noch angekreuzt noch schon als da erfasst ist. Sie können es jederzeit von Hand berichtigen.`,
    takeOver: 'Übernehmen',
    add: 'Angekreuzte dazunehmen',
    back: 'Zur Teilnahme',
  },
  undo: {
    submit: 'Letzte Erfassung zurücknehmen',
    help: 'Dann gilt wieder, was vor dem letzten Bericht oder der letzten Eingabe von Hand erfasst war.',
  },
  byHand: {
    title: 'Von Hand',
    intro:
      'Kreuzen Sie an, wer da war, und speichern Sie jede Seite für sich. Wer auf der gespeicherten Seite nicht angekreuzt ist, gilt als nicht da.',
    caption: 'Personen mit Platz',
    came: 'War da',
    recorded: 'Bisher erfasst',
    open: 'noch nicht',
    yes: 'da',
    no: 'nicht da',
    submit: (count: number) => (count === 1 ? 'Diese Person speichern' : `Diese ${count} Personen speichern`),
  },
};
