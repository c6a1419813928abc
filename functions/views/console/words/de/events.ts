import type { AskingField } from '../../../../core/table/event-fields.ts';
import type { AttendanceMode } from '../../../../core/table/place.ts';

const people = (count: number) => (count === 1 ? '1 Person' : `${count} Personen`);

/** A move, as it is asked about. */
const move = {
  title: (title: string) => `${title} verlegen`,
  text: (count: number) =>
    `Die Zeit ändert sich. Das betrifft ${people(count)}, die einen Platz haben oder warten. Noch ist nichts gespeichert. Die Erinnerungen richten sich von selbst nach der neuen Zeit.`,
  now: (count: number) => `Ja, gleich: „verlegt von … auf …“ an ${people(count)}, mit neuer Kalenderdatei`,
  noneHelp: 'Nur, wenn Sie alle anders erreichen: Ihre Kalender zeigen weiter die alte Zeit.',
  submit: 'Verlegen',
};

/** Another place, or another way to take part. */
const relocation = {
  title: (title: string) => `${title}: neuer Ort`,
  text: (count: number) =>
    `Es ändert sich, wo die Veranstaltung stattfindet. Das betrifft ${people(count)}, die einen Platz haben oder warten. Noch ist nichts gespeichert.`,
  now: (count: number) =>
    `Ja, gleich: der bisherige und der neue Ort an ${people(count)}, mit neuer Kalenderdatei`,
  noneHelp: 'Nur, wenn Sie alle anders erreichen: Ihre Kalender zeigen weiter den alten Ort.',
  submit: 'Speichern',
};

export const events = {
  states: {
    draft: 'Entwurf',
    cancelled: 'Abgesagt',
    notYetOpen: 'Anmeldung noch nicht offen',
    open: 'Anmeldung offen',
    closed: 'Anmeldung geschlossen',
    over: 'Vorbei',
  },
  clocks: {
    title: 'Die Uhren werden umgestellt',
    names: {
      startsAtLocal: 'Der Beginn',
      endsAtLocal: 'Das Ende',
      registrationOpensAtLocal: 'Der Beginn der Anmeldung',
      registrationClosesAtLocal: 'Der Anmeldeschluss',
    },
    before: (from: string, to: string) =>
      `Zwischen heute (UTC${from}) und der Veranstaltung (UTC${to}) werden die Uhren umgestellt. Es bleibt bei der Uhrzeit am Ort; wer anderswo teilnimmt, findet seine in der Kalenderdatei.`,
    within: (minutes: number) =>
      `Während der Veranstaltung werden die Uhren umgestellt: Sie dauert tatsächlich ${minutes} Minuten.`,
    skipped: (name: string, readAs: string) =>
      `${name} liegt in der Stunde, die bei der Umstellung ausfällt. Gemeint ist dann ${readAs} Uhr.`,
    twice: (name: string) =>
      `${name} liegt in der Stunde, die es bei der Umstellung zweimal gibt. Gemeint ist die erste.`,
  },
  newTitle: 'Neue Veranstaltung',
  newIntro:
    'Titel, Beginn und Ende genügen. Sie wird als Entwurf angelegt: Niemand sieht sie, bis Sie sie veröffentlichen.',
  fromEarlier: 'Lieber eine frühere kopieren?',
  make: 'Als Entwurf anlegen',
  editTitle: (title: string) => `${title} bearbeiten`,
  editPublished:
    'Diese Veranstaltung ist veröffentlicht: Was Sie speichern, gilt sofort. Wenn sich Zeit oder Ort ändern, fragen wir vor dem Speichern, ob eine Mail hinausgeht.',
  formPreview: 'So sieht das Anmeldeformular aus',
  back: 'Zurück zur Veranstaltung',
  groups: {
    event: 'Die Veranstaltung',
    time: 'Zeit',
    where: 'Wo',
    places: 'Plätze',
    wayPlaces: 'Eigene Plätze vor Ort und online (hybrid)',
    signUp: 'Anmeldung',
    join: 'Zugang',
    reminders: 'Erinnerungen',
    workingGroups: (count: number) => `Arbeitsgruppen (${count})`,
    questions: 'Fragen an die Teilnehmenden',
  },
  attendanceModes: {
    online: 'Nur online',
    onsite: 'Nur vor Ort',
    hybrid: 'Vor Ort oder online (hybrid)',
  } satisfies Record<AttendanceMode, string>,
  placeTitle: 'Der Ort',
  onMap: 'Auf der Karte ansehen',
  zoneOfSeries: (zone: string) => `wie die Reihe (${zone})`,
  ahead: (duration: string) => `${duration} vorher`,
  fields: {
    title: { label: 'Titel', help: 'Eine der beiden Sprachen genügt.' },
    eventId: {
      label: 'Kennung',
      help: 'Steht in Adressen. Leer lassen: wird aus dem Titel gebildet. Später nicht mehr änderbar.',
    },
    summary: {
      label: 'Worum es geht',
      help: 'Steht im Anmeldeformular und auf der Seite der Veranstaltung.',
    },
    starts: 'Beginn',
    ends: 'Ende',
    timeZone: { label: 'Zeitzone', help: 'Ort, nach dessen Uhren die Zeiten gelten.' },
    capacity: {
      label: 'Plätze',
      help: 'Leer lassen: unbegrenzt. Wenn Sie die Zahl senken, verliert niemand den Platz.',
    },
    onsiteCapacity: 'Plätze vor Ort',
    onsiteWaitingList: 'Warteliste vor Ort',
    onlineCapacity: 'Plätze online',
    onlineWaitingList: 'Warteliste online',
    waitingList: {
      label: 'Warteliste führen, wenn alle Plätze vergeben sind',
      help: 'Wird ein Platz frei, rückt die nächste Person von selbst nach und bekommt eine Mail.',
    },
    promoteUntil: {
      label: 'Nachrücken endet vor dem Beginn',
      help: 'Wer dann noch wartet, erfährt, dass es diesmal keinen Platz gab.',
    },
    seatsPerAddress: {
      label: 'Personen je Mail-Adresse',
      help: 'Wie viele Personen sich über eine Adresse anmelden dürfen, jede mit Namen und eigenem Platz.',
    },
    opens: 'Anmeldung ab',
    opensHelp: 'Leer lassen: ab der Veröffentlichung.',
    closes: 'Anmeldeschluss',
    closesHelp: 'Leer lassen: bis zum Beginn.',
    directEntry: {
      label: 'Sofortiger Zugang vor dem Beginn',
      help: 'So kurz vor dem Beginn bekommen Angemeldete Platz und Zugangslink sofort, ohne erst ihre Adresse zu bestätigen; höchstens 6 Stunden. Erinnerungen, Rundmails und Dokumentation bekommen sie erst, wenn sie bestätigt haben.',
    },
    attendanceMode: 'Wie nimmt man teil?',
    placeName: { label: 'Name des Ortes', help: 'Etwa „Rathaus, Ratssaal“.' },
    placeAddress: { label: 'Adresse', help: 'Eine Zeile je Angabe: Straße, Postleitzahl und Ort.' },
    placeDirections: { label: 'Anfahrt', help: 'Haltestelle, Eingang, Fahrräder, Parken.' },
    placeAccessibility: {
      label: 'Barrierefreiheit vor Ort',
      help: 'Stufen, Aufzug, Toilette, Höranlage, Begleitung.',
    },
    latitude: { label: 'Geografische Breite', help: 'Etwa 51.3397: Dann zeigt die Karte genau den Eingang.' },
    longitude: { label: 'Geografische Länge', help: 'Etwa 12.3731.' },
    joinUrl: {
      label: 'Zugangslink',
      help: 'Etwa der Link zur Videokonferenz. In Mails steht ein eigener Link je Person, der immer hierher führt: Sie können ihn jederzeit ändern, ohne eine Mail zu schicken.',
    },
    joinUrlForOnsite: 'Wer vor Ort teilnimmt, bekommt den Zugangslink auch',
    joinUrlForOnsiteHelp:
      'Nur bei hybriden Veranstaltungen: für den Fall, dass jemand doch nicht kommen kann. Sonst bekommt ihn nur, wer online teilnimmt.',
    joinInfo: { label: 'Hinweise zum Zugang', help: 'Etwa Einwahl per Telefon, Aufzeichnung.' },
    reminders: {
      label: 'Erinnerung per Mail an alle mit Platz',
      help: 'Höchstens fünf. Wer sich später anmeldet, bekommt keine verpasste nachgereicht.',
    },
    ownAmount: { label: 'Noch eine Erinnerung', help: 'Eine Zahl, dann die Einheit.' },
    ownUnit: 'Einheit',
    groupTitle: 'Titel',
    groupCapacity: 'Plätze in der Gruppe',
    questionLabel: 'Frage',
    questionKind: 'Art der Antwort',
    questionOptions: {
      label: 'Antworten zur Auswahl',
      help: 'Nur bei den Arten zur Auswahl, eine je Zeile: deutsch | englisch. Was bei gespeicherten dahinter steht, ist ihre Kennung; lassen Sie sie stehen.',
    },
    questionMaxLength: { label: 'Höchstens Zeichen', help: 'Nur bei Text.' },
    questionRequired: 'Muss beantwortet werden',
    questionSensitive: 'Sensible Angabe',
    sensitiveHelp:
      'Etwa Gesundheit oder Unterstützungsbedarf: Sie verlangt eine eigene Einwilligung, fehlt im Export für Partner und wird mit dem Ende der Veranstaltung gelöscht.',
    sensitiveMissing:
      'Dafür braucht die Reihe erst einen Einwilligungstext für sensible Angaben (Reihe bearbeiten).',
    isTold: (count: number) => `Allen Bescheid geben, was sich geändert hat (${people(count)})`,
    isToldHelp:
      'Eine Mail mit dem neuen Stand, gleich nach dem Speichern. Lässt sich nicht zurückholen. Ein neuer Zugangslink braucht keine.',
  },
  units: { days: 'Tage vorher', hours: 'Stunden vorher', minutes: 'Minuten vorher' },
  groupsHelp:
    'Eine freiwillige Wahl bei der Anmeldung. Eine volle Gruppe ist keine volle Veranstaltung. Leeren Sie den Titel, um eine zu entfernen; weitere leere Zeilen kommen nach dem Speichern.',
  groupName: (number: number) => `Arbeitsgruppe ${number}`,
  groupTaken: (count: number) => `${count} belegt`,
  questionsHelp:
    'Fragen Sie nur, was Sie brauchen. Zum Entfernen leeren Sie sie; weitere leere Zeilen kommen nach dem Speichern.',
  newQuestion: 'Neue Frage',
  questionKinds: {
    text: 'kurzer Text',
    longText: 'langer Text',
    choice: 'eine zur Auswahl',
    multipleChoice: 'mehrere zur Auswahl',
    yesNo: 'Ja oder nein',
  },
  unmarked:
    'Diese Fragen klingen nach besonderen Daten (Gesundheit, Religion, Gewerkschaft …, Art. 9 DSGVO) und sind nicht als sensibel gekennzeichnet: Ohne Kennzeichen fragt niemand nach der Einwilligung, und Antworten gehen in Listen für Partner. Kennzeichnen Sie sie, oder fragen Sie anders.',
  marks: { required: 'Pflicht', sensitive: 'sensibel' },
  draft: {
    text: 'Noch ein Entwurf: Niemand sieht ihn, und es gehen keine Mails hinaus. Mit dem Veröffentlichen erscheint die Veranstaltung im Formular, nimmt Anmeldungen an, und die Erinnerungen sind geplant. Danach lässt sie sich ändern oder absagen, aber nicht wieder zum Entwurf machen.',
    viewer: 'Noch ein Entwurf: Niemand sieht ihn, und es gehen keine Mails hinaus.',
    publish: 'Veröffentlichen',
    preview: 'Anmeldeformular ansehen',
  },
  placesTitle: 'Plätze',
  counts: {
    confirmed: 'Angemeldet',
    pending: 'Noch nicht bestätigt',
    waitlisted: 'Auf der Warteliste',
    noList: 'keine Warteliste',
    cancelled: 'Abgemeldet',
  },
  overfull: (count: number) =>
    `${people(count)} mehr, als es Plätze gibt: Die Zahl wurde gesenkt. Niemand verliert den Platz, aber es wird keiner frei, bis wieder Platz ist.`,
  groupsTitle: 'Arbeitsgruppen',
  detailsTitle: 'Angaben',
  facts: {
    summary: 'Worum es geht',
    opens: 'Anmeldung ab',
    closes: 'Anmeldeschluss',
    promoteUntil: 'Nachrücken bis',
    seats: 'Personen je Mail-Adresse',
    reminders: 'Erinnerungen',
    attendanceMode: 'Teilnahme',
    place: 'Ort',
    joinUrl: 'Zugangslink',
    wayPlaces: 'Plätze vor Ort und online',
    joinUrlForOnsite: 'Zugangslink auch vor Ort',
    joinInfo: 'Hinweise zum Zugang',
    questions: 'Fragen',
    page: 'Öffentliche Seite',
    eventId: 'Kennung',
  },
  yes: 'ja',
  ways: { onsite: 'vor Ort', online: 'online' },
  placesOfWay: (way: string, capacity: number | undefined, isWaiting: boolean) =>
    `${way}: ${capacity === undefined ? 'ohne Grenze' : `${capacity} Plätze`}${isWaiting ? ', mit Warteliste' : ''}`,
  closesAtStart: 'mit dem Beginn',
  none: 'keine',
  noJoinUrl: 'fehlt noch',
  linkMissing: (count: number) =>
    count === 0
      ? 'Der Link zur Teilnahme fehlt noch. Wer sich anmeldet, liest, dass er noch kommt.'
      : `Der Link zur Teilnahme fehlt noch, und ${people(count)} ${count === 1 ? 'hat' : 'haben'} gelesen, dass er noch kommt. Sobald Sie ihn eintragen, geht er mit der nächsten Erinnerung hinaus, nach der letzten sofort.`,
  mailsTitle: 'Mails an alle',
  noMails: 'Keine geplant.',
  mailColumns: { which: 'Mail', when: 'Wann', state: 'Stand' },
  mailStates: {
    planned: 'geplant',
    sending: 'wird verschickt',
    done: 'verschickt',
    cancelled: 'zurückgenommen',
  },
  manage: {
    title: 'Verwalten',
    edit: 'Bearbeiten',
    editOrMove: 'Bearbeiten oder verlegen',
    clone: 'Kopieren',
    cancel: 'Absagen …',
    remove: 'Löschen …',
  },
  asking: {
    changes: {
      ...{ startsAtLocal: move, endsAtLocal: move },
      ...{ attendanceMode: relocation, place: relocation },
    } satisfies Record<AskingField, typeof move>,
    foreseen: (count: number, before: string, after: string) =>
      `${people(count)}: bisher ${before}, künftig ${after}.`,
    ways: { onsite: 'vor Ort', online: 'online', both: 'vor Ort oder online' },
    overbooked: (taken: number, capacity: number, way: string | undefined) =>
      `${way === undefined ? '' : `${way}: `}${taken} Plätze sind vergeben, künftig gibt es ${capacity}. Niemand verliert einen Platz; neue gibt es erst wieder, wenn weniger vergeben sind.`,
    draft: (way: string | undefined) =>
      way === undefined ? 'Die Mail, die sie bekämen' : `Die Mail an alle, die bisher so teilnehmen: ${way}`,
    notice: 'Sollen sie eine Mail bekommen?',
    at: 'Ja, zu diesem Zeitpunkt:',
    none: 'Nein',
    time: 'Zeitpunkt',
    timeHelp: 'Nur, wenn Sie „zu diesem Zeitpunkt“ gewählt haben.',
    back: 'Zurück zum Formular',
  },
  cancelling: {
    title: (title: string) => `${title} absagen?`,
    mails: (count: number) =>
      count === 0
        ? 'Niemand hat einen Platz oder wartet: Es geht keine Mail hinaus.'
        : `${people(count)} mit Platz oder auf der Warteliste ${count === 1 ? 'bekommt' : 'bekommen'} gleich eine Absage per Mail, mit einer Kalenderdatei, die den Eintrag entfernt.`,
    pending: (count: number) =>
      `${people(count)} ${count === 1 ? 'hat' : 'haben'} noch nicht bestätigt und ${count === 1 ? 'erfährt' : 'erfahren'} es beim Bestätigen.`,
    plans: 'Die Anmeldung schließt, geplante Erinnerungen entfallen.',
    forGood: 'Das lässt sich nicht rückgängig machen. Zum Verlegen ändern Sie stattdessen die Zeit.',
    submit: 'Veranstaltung absagen',
  },
  deleting: {
    title: (title: string) => `${title} löschen?`,
    text: 'Niemand war angemeldet, also bekommt niemand eine Mail. Die Veranstaltung verschwindet mit allen Angaben. Das lässt sich nicht rückgängig machen.',
    submit: 'Endgültig löschen',
    taken:
      'Das geht nicht: Es ist oder war jemand angemeldet. Sagen Sie die Veranstaltung stattdessen ab. Löschen lässt sie sich, wenn die Anmeldungen nach der Aufbewahrungsfrist gelöscht sind.',
  },
  cloning: {
    title: (title: string) => `${title} kopieren`,
    text: 'Es entsteht ein Entwurf mit denselben Texten, Fragen, Gruppen und Einstellungen, ohne Anmeldungen und Dokumentation. Alle Zeiten verschieben sich mit dem Beginn.',
    starts: 'Neuer Beginn',
    idHelp: 'Leer lassen: die alte mit dem neuen Tag.',
    submit: 'Kopie anlegen',
  },
};
