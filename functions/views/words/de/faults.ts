import type { FaultSentences } from '../sentences.ts';
import { states } from './states.ts';

const number = (value: number) => value.toLocaleString('de-DE');
const inLine = (line: number, sentence: string) => `Zeile ${number(line)}: ${sentence}`;
const rightsMissing = {
  addresses: 'Dafür brauchen Sie das Recht, Adressen zu sehen.',
  sensitive: 'Dafür brauchen Sie das Recht, besondere Angaben zu sehen.',
  downloads: 'Dafür brauchen Sie das Recht, Anmeldungen zu speichern.',
};
const types = {
  string: 'ein Text',
  number: 'eine Zahl',
  int: 'eine ganze Zahl',
  boolean: 'true oder false',
  array: 'eine Liste',
  object: 'ein Objekt',
};

export const faults: FaultSentences = {
  bodyNotUtf8: () => 'Die Anfrage ließ sich nicht lesen: Sie ist nicht in UTF-8.',
  malformedJson: () => 'Die Anfrage ließ sich nicht lesen: Sie ist kein gültiges JSON.',
  bodyTooLarge: ({ max }) => `Das sind zu viele Daten; höchstens ${number(max)} Bytes sind möglich.`,
  versionNotNamed: () =>
    'Zwischen Lesen und Schreiben kann jemand anderes etwas geändert haben. Senden Sie mit If-Match den ETag, den GET nannte, oder in den Daten dessen version; mit If-Match: * wird ersetzt, was immer dort steht.',
  readOnly: () => 'Dieses Feld lässt sich nicht ändern.',
  unknownField: () => 'Dieses Feld gibt es nicht.',
  wrongType: (params) =>
    `Diese Angabe hat nicht die erwartete Form${params ? `; erwartet wird ${types[params.expected]}` : ''}.`,
  required: () => 'Bitte machen Sie hier eine Angabe.',
  tooLong: ({ max }) => `Diese Angabe ist zu lang; höchstens ${number(max)} Zeichen sind möglich.`,
  tooShort: ({ min }) => `Diese Angabe ist zu kurz; mindestens ${number(min)} Zeichen sind nötig.`,
  tooMany: ({ max }) => `Das sind zu viele; höchstens ${number(max)} sind möglich.`,
  tooFew: ({ min }) => `Das sind zu wenige; mindestens ${number(min)} sind nötig.`,
  tooGreat: ({ max }) => `Diese Zahl ist zu groß; möglich ist höchstens ${number(max)}.`,
  tooSmall: ({ min }) => `Diese Zahl ist zu klein; möglich ist mindestens ${number(min)}.`,
  outOfRange: ({ min, max }) => `Möglich ist eine Zahl von ${number(min)} bis ${number(max)}.`,
  duplicate: () => 'Diese Angabe steht doppelt da.',
  controlCharacter: () => 'Hier sind keine Zeilenumbrüche oder Steuerzeichen möglich; löschen Sie sie.',
  invalidEmail: () => 'Das ist keine gültige E-Mail-Adresse, zum Beispiel vorname@beispiel.de.',
  invalidUrl: () => 'Das ist keine Adresse einer Seite; sie beginnt mit https://.',
  invalidId: () => 'Möglich sind Kleinbuchstaben, Ziffern und einzelne Bindestriche.',
  invalidVersion: () => 'Möglich sind bis zu 20 Buchstaben ohne Umlaute, Ziffern, Punkte und Bindestriche.',
  invalidColour: () => 'Bitte geben Sie die Farbe wie #1f4e79 an.',
  invalidTimeZone: () => 'Diese Zeitzone gibt es nicht; möglich ist zum Beispiel Europe/Berlin.',
  invalidDay: () => 'Bitte geben Sie einen Tag an, den es gibt, wie 2027-04-28.',
  invalidLocalTime: () => 'Bitte geben Sie Tag und Uhrzeit an.',
  invalidInstant: () => 'Bitte wählen Sie einen Zeitpunkt.',
  invalidDuration: () => 'Möglich ist eine ganze Zahl, bis zu einem Jahr.',
  invalidNotice: () => 'Möglich sind now, none oder ein Zeitpunkt wie 2027-06-01T12:00.',
  invalidKey: () => 'Möglich sind 1 bis 200 sichtbare ASCII-Zeichen.',
  invalidValue: (params) =>
    `Diese Angabe ist nicht möglich${params ? `; möglich sind: ${params.possible.join(', ')}` : ''}.`,
  unknownCursor: () => 'Dieser Cursor stammt nicht von hier.',
  changesGone: () =>
    'Was danach geschah, ist nicht mehr vollständig: Listen neu lesen, dann ohne after weiter.',
  keyUsedBefore: () => 'Dieser Schlüssel gehört seit weniger als 24 Stunden zu einem anderen Aufruf.',
  callRunning: () => 'Dieser Aufruf läuft noch.',
  callDone: () => 'Dieser Aufruf ist erledigt; seine Antwort ist nicht aufbewahrt.',

  unknownEvent: () => 'Diese Veranstaltung gibt es nicht.',
  eventClosed: ({ at, timeZone }, moment) =>
    `Die Anmeldung für diese Veranstaltung endete am ${moment({ at, timeZone })}.`,
  eventNotYetOpen: ({ at, timeZone }, moment) =>
    `Die Anmeldung für diese Veranstaltung beginnt erst am ${moment({ at, timeZone })}.`,
  eventCancelled: () => 'Diese Veranstaltung fällt aus.',
  eventFull: () => 'Diese Veranstaltung ist ausgebucht.',
  unknownWorkingGroup: () => 'Diese Arbeitsgruppe gibt es nicht.',
  workingGroupFull: () => 'Diese Arbeitsgruppe ist voll. Bitte wählen Sie eine andere oder keine.',
  unknownQuestion: () => 'Diese Frage gehört nicht zu dieser Veranstaltung.',
  unknownOption: () => 'Bitte wählen Sie eine der angebotenen Antworten.',
  noticeVersionUnknown: (params) =>
    params
      ? `Dieser Hinweis wurde inzwischen geändert; es gilt die Fassung ${params.version}. Bitte lesen Sie ihn noch einmal und senden Sie das Formular erneut ab.`
      : 'Diesen Hinweis gibt es hier nicht.',
  noticeTextDiffers: ({ version }) =>
    `Das Formular hat einen anderen Text gezeigt als die Fassung ${version} dieses Hinweises. Bitte lesen Sie ihn hier und senden Sie das Formular erneut ab.`,
  noticeTextFixed: ({ version }) =>
    `Text und verlinkte Seite der Fassung ${version} bleiben, wie sie sind, denn Nachweise nennen sie. Andere brauchen eine neue Fassung.`,
  senderNeedsVersion: ({ version }) =>
    `Wer die Fassung ${version} gesehen hat, dem wurde der Absender mit anderem Namen genannt. Ein anderer braucht eine neue Fassung.`,
  termTyped: () =>
    'Hier steht eine Frist. Schreiben Sie {retentionDays} an ihre Stelle, damit Text und Einstellung nicht auseinandergehen.',
  termNeedsVersion: ({ version }) =>
    `Wer die Fassung ${version} des Datenschutzhinweises gesehen hat, dem wurde die bisherige Frist genannt. Eine andere Frist braucht eine neue Fassung.`,
  consentRequired: () =>
    'Für diese Angabe brauchen wir Ihre Einwilligung. Bitte willigen Sie ein oder lassen Sie die Angabe weg.',
  originNotAllowed: () => 'Von dieser Website aus ist keine Anmeldung möglich.',
  severalSeries: () => 'Bitte melden Sie sich für Veranstaltungen verschiedener Reihen einzeln an.',
  tooManySignUps: () =>
    'Von dieser Adresse im Netz kamen zu viele Anmeldungen. Wer ein einfaches HTML-Formular absendet, wird stattdessen gebeten, es noch einmal zu tun.',
  tooManySteps: () => 'Von einer Adresse im Netz kamen zu viele Anmeldungen.',

  textMissing: () => 'Mindestens eine Sprache braucht einen Text.',
  unknownPlaceholder: ({ name, possible }) =>
    `Diesen Platzhalter gibt es hier nicht. Statt {${name}} sind möglich: ${inBraces(possible)}.`,
  strangeLink: () => 'Links führen zu Adressen mit https:// oder http:// und ohne Platzhalter.',
  logoNotAllowed: ({ origins }) =>
    `Das Logo muss auf einer der zugelassenen Websites liegen (${origins.join(', ')}), unter einer einfachen Adresse ohne ?, # und @; möglich sind .png, .jpg und .gif.`,
  unknownSeries: () => 'Diese Reihe gibt es nicht.',
  seriesIdReserved: () => 'Diese Kennung steht für Mails, die zu keiner Reihe gehören.',
  idFixed: () => 'Eine Kennung lässt sich nicht ändern.',
  unknownSender: () => 'Diesen Absender gibt es nicht.',
  senderNamedOtherwise: ({ name }) => `Der Absender mit dieser Kennung heißt „${name}“.`,
  senderNamed: () => 'Eine Reihe nennt diesen Absender.',
  senderHasSubscribers: () => 'Es gibt noch Einwilligungen in die Hinweise dieses Absenders.',
  seriesHasEvents: () => 'Die Reihe hat noch Veranstaltungen.',
  endsBeforeStart: () => 'Das Ende muss nach dem Beginn liegen.',
  sameWorkingGroup: () => 'Zwei Arbeitsgruppen haben dieselbe Kennung.',
  sameQuestion: () => 'Zwei Fragen haben dieselbe Kennung.',
  sameReminder: () => 'Eine Erinnerung steht doppelt da.',
  directEntryTooLong: ({ hours }) => `Sofortigen Zugang gibt es frühestens ${hours} Stunden vor dem Beginn.`,
  optionsOfChoice: () =>
    'Antworten zur Auswahl brauchen die Arten „eine“ und „mehrere zur Auswahl“, mindestens zwei; andere Arten haben keine.',
  wayMissing: () => 'Bitte wählen Sie, ob Sie vor Ort oder online teilnehmen.',
  wayNotOffered: () => 'So kann man an dieser Veranstaltung nicht teilnehmen.',
  ofHybridEvents: () =>
    'Das gibt es nur bei hybriden Veranstaltungen. Findet diese nur noch online oder nur noch vor Ort statt, lassen Sie es weg.',
  wayFull: ({ way, isOtherFree }) =>
    way === 'onsite'
      ? `Vor Ort ist kein Platz mehr frei.${isOtherFree ? ' Online können Sie teilnehmen.' : ''}`
      : `Online ist kein Platz mehr frei.${isOtherFree ? ' Vor Ort können Sie teilnehmen.' : ''}`,
  capacityBesideWays: () =>
    'Entweder hat die Veranstaltung eine Platzzahl, oder beide Arten der Teilnahme haben ihre eigene.',
  placeMissing: () => 'Eine Veranstaltung vor Ort braucht einen Ort.',
  placeOfOnlineEvent: () => 'Eine Veranstaltung, die nur online stattfindet, hat keinen Ort.',
  ofFormerAddress: () =>
    'Die Adresse ist eine andere, diese Angabe ist die alte: Schreiben Sie sie neu, oder lassen Sie sie weg.',
  joinUrlOfOnsiteEvent: () =>
    'Eine Veranstaltung, die nur vor Ort stattfindet, hat keinen Zugangslink. Mit einem ist sie hybrid.',
  capacityMissing: () => 'Eine Warteliste braucht eine Platzzahl.',
  sensitiveNoticeMissing: () => 'Die Reihe hat keinen Einwilligungstext für sensible Fragen.',
  overForPeople: () =>
    'Die Veranstaltung ist vorbei und hatte Angemeldete, deren Aufbewahrungsfrist läuft: Sie kann nicht später enden. Legen Sie für einen neuen Termin eine neue Veranstaltung an.',
  changeUntold: () => 'Inzwischen ist jemand angemeldet: Entscheiden Sie, ob die Änderung mitgeteilt wird.',
  inThePast: () => 'Der Zeitpunkt liegt in der Vergangenheit.',
  timeNotChosen: () =>
    'Hier steht ein Zeitpunkt, gewählt ist aber etwas anderes. Wählen Sie den Zeitpunkt, oder leeren Sie dieses Feld.',
  notAhead: () => 'Der Zeitpunkt muss in der Zukunft liegen.',
  notAfter: ({ at, timeZone }, moment) =>
    `Der Zeitpunkt darf nicht nach dem ${moment({ at, timeZone })} liegen.`,
  alreadyCancelled: () => 'Die Veranstaltung ist abgesagt.',
  eventAnnounced: () => 'Eine Rundmail, die noch hinausgeht, nennt die Veranstaltung.',
  notDone: () =>
    'Zu dieser Adresse ist alles gespeichert wie zuvor. Tun Sie erst, was verlangt ist, oder geben Sie ausdrücklich an, dass es anderswo geschehen ist.',
  beforeRequest: () => 'Der Tag darf nicht vor dem des Antrags liegen.',
  requestAnswered: () => 'Dieser Antrag ist schon beantwortet.',
  requestExtended: () => 'Die Frist dieses Antrags ist schon verlängert; noch einmal geht das nicht.',
  dataRestricted: ({ kind }) =>
    `Die Daten dieser Person werden nur gespeichert, ${kind === 'request' ? 'weil sie es verlangt hat (Art. 18 DSGVO)' : 'für einen Rechtsanspruch (Art. 17 Abs. 3 DSGVO)'}. Erst muss die Einschränkung aufgehoben werden.`,
  nobodyThere: () => 'Zu dieser Adresse gibt es niemanden, auf den das zutrifft.',
  eventHasPeople: () => 'Es ist oder war jemand angemeldet.',

  eventOfOtherSeries: () => 'Diese Veranstaltung gibt es in dieser Reihe nicht.',
  newsNoticeMissing: () => 'Die Reihe fragt nicht, ob jemand in Hinweise einwilligt.',
  wayOfNoEvent: () => 'An keiner der gewählten Veranstaltungen nimmt man so teil.',
  workingGroupOfNoEvent: () => 'Diese Arbeitsgruppe gehört zu keiner gewählten Veranstaltung.',
  questionOfNoEvent: () => 'Diese Frage gehört zu keiner gewählten Veranstaltung.',
  audienceBySensitiveAnswer: () => 'Nach sensiblen Antworten wird nicht ausgewählt.',
  forNewsOnly: () => 'Das geht nur für Neuigkeiten.',
  forAllSeriesOnly: () => 'Das geht nur mit Zugang zu allen Reihen.',
  amongRegistrationsOnly: () => 'Das geht nicht zusammen mit „alle, die Neuigkeiten bestellt haben“.',
  readersWithoutText: ({ count }) =>
    count === 1
      ? 'Eine Person liest diese Sprache, aber ihr Text fehlt.'
      : `${number(count)} Personen lesen diese Sprache, aber ihr Text fehlt.`,
  whyNeededMissing: () =>
    'Bitte sagen Sie in einem Satz, warum alle das zur Teilnahme brauchen. Werbung geht nur an Personen, die in Hinweise eingewilligt haben.',
  audienceEmpty: () => 'Die Auswahl trifft niemanden.',
  outsideAudience: () => 'Diese Anmeldung gehört nicht zu denen, die diese Rundmail bekommen.',
  unknownOrganiser: () =>
    'Das muss die Adresse einer Person aus dem Team dieser Reihe sein, die sich schon angemeldet hat.',
  sendingBegun: () => 'Der Versand hat schon begonnen, oder er wurde abgebrochen.',
  announcementDraft: () => 'Sie ist noch ein Entwurf.',
  documentationLeft: () =>
    'Die Mail mit diesen Links geht schon hinaus oder ist hinausgegangen: Zurücknehmen lässt sich die Freigabe nicht mehr.',
  announcementSent: () => 'Sie ist schon verschickt.',
  announcementNotSent: () => 'Sie ist noch nicht verschickt.',
  deliveryMovedOn: ({ state }) => `Die Mail steht inzwischen anders da: ${states.mail[state]}.`,

  registrationMovedOn: ({ state }) =>
    `Die Anmeldung steht inzwischen anders da: ${states.registration[state]}.`,
  sameAddress: () => 'Das ist die Adresse, die schon dort steht.',
  nothingRecorded: () => 'Hier gibt es nichts zurückzunehmen.',
  addressTaken: () => 'Unter der neuen Adresse gibt es schon eine Anmeldung.',
  typedAddressesBounced: () =>
    'Zu viele Mails an Adressen, die das Team dieser Reihe eingetragen hat, kamen zurück. Bis morgen wird keine weitere angenommen; das Formular steht allen offen.',
  signUpGone: () => 'Diese Anmeldung lässt sich nicht mehr bestätigen.',
  certificateNotDue: () => 'Eine Bescheinigung bekommt, wer teilgenommen hat, nach der Veranstaltung.',
  certificateUnknown: () => 'Unter dieser Nummer gibt es keine Bescheinigung, die bestätigt werden kann.',
  nobodyNamed: () => 'Niemand ist zugeordnet oder angekreuzt.',
  acceptsNobody: ({ id }) =>
    `Zu „${id}“ gibt es keine bestätigte Anmeldung dieser Veranstaltung, deren Teilnahme erfasst werden kann; nichts wurde geändert.`,
  nobodyConfirmed: () =>
    'Keine davon ist eine bestätigte Anmeldung dieser Veranstaltung; nichts wurde geändert.',
  fileIsArchive: ({ line }) =>
    inLine(line, 'Das ist eine Tabelle oder ein Archiv. Speichern Sie sie als CSV-Datei.'),
  fileIsNoText: ({ line }) => inLine(line, 'Das ist kein Text. Speichern Sie die Tabelle als CSV-Datei.'),
  fileNotUtf8: ({ line }) =>
    inLine(line, 'Das ist kein UTF-8. Senden Sie die Datei als application/octet-stream.'),
  fileEmpty: ({ line }) => inLine(line, 'Die Datei ist leer.'),
  fileTooLong: ({ line, max }) =>
    inLine(line, `Das sind zu viele Zeilen; höchstens ${number(max)} sind möglich.`),
  quoteUnclosed: ({ line }) => inLine(line, 'Ein Anführungszeichen wird nicht geschlossen.'),
  quoteMissing: ({ line }) =>
    inLine(line, 'In einem Feld stehen mehrere Zeilen mit Adressen: ein Anführungszeichen fehlt.'),
  presenceUnclear: ({ columns }) =>
    `Ob jemand da war, könnte in diesen Spalten stehen, die Eventbote nicht kennt: ${columns}. Sagen Sie, welche Spalte was enthält.`,
  columnMissing: ({ line }) => inLine(line, 'Es gibt keine Spalte mit Adressen oder Namen.'),

  outsideOwnSeries: () => 'Möglich sind nur Ihre eigenen Reihen.',
  ownTokensEnd: () =>
    'Ihre eigenen Schlüssel enden mit Ihnen. Damit sie bleiben, muss eine andere Person mit der Rolle Verwaltung Sie entfernen.',
  invalidWebhookUrl: () =>
    'Die Adresse muss mit https:// beginnen und einen Namen haben, der im Internet zu finden ist; Zahlen als Adresse gehen nicht.',
  webhookDisabled: () => 'Der Webhook ist abgeschaltet. Schalten Sie ihn zuerst wieder ein.',
  notYet: () => 'Der Zeitpunkt liegt in der Zukunft.',
  rightMissing: ({ right }) => rightsMissing[right],
  beyondOwnRights: () => 'Geben können Sie nur Rechte, die Sie selbst haben.',
  notYourself: () => 'Wählen Sie jemand anderen als sich selbst.',
  lastOwner: () => 'Nur diese Person hat noch die Rolle Verwaltung: Geben Sie sie erst jemand anderem.',

  capacityBelowTaken: ({ capacity, taken }) =>
    `Vergeben sind ${number(taken)} Plätze, mehr als die ${number(capacity)}, die es jetzt gibt; niemand verliert seinen.`,
  timeSkipped: ({ readAs }) =>
    `Diese Uhrzeit gibt es an diesem Tag nicht, weil die Uhren umgestellt werden; sie gilt als ${readAs.slice(-5)} Uhr.`,
  timeTwice: () =>
    'Diese Uhrzeit gibt es an diesem Tag zweimal, weil die Uhren umgestellt werden; gemeint ist die erste.',
  colourAdjusted: ({ contrast, needed, used }) =>
    `Diese Farbe hebt sich als Schrift zu wenig ab (Kontrast ${number(contrast)}, nötig sind ${number(needed)}). Überschriften und Links bekommen deshalb ${used}; Balken und Schaltflächen behalten die Farbe.`,
};

function inBraces(names: readonly string[]): string {
  return names.map((name) => `{${name}}`).join(' ');
}
