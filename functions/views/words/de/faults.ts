import type { FaultCode } from '../../../core/values/faults.ts';
import type { Bounds } from '../bounds.ts';

export const faults: Record<FaultCode, (bounds: Bounds) => string> = {
  malformedJson: () => 'Die Anfrage ließ sich nicht lesen: Sie ist kein gültiges JSON.',
  unknownField: () => 'Dieses Feld gibt es nicht.',
  wrongType: () => 'Diese Angabe hat nicht die erwartete Form.',
  required: () => 'Bitte machen Sie hier eine Angabe.',
  tooLong: ({ max }) =>
    max ? `Diese Angabe ist zu lang; höchstens ${max} Zeichen sind möglich.` : 'Diese Angabe ist zu lang.',
  tooShort: ({ min }) =>
    min ? `Diese Angabe ist zu kurz; mindestens ${min} Zeichen sind nötig.` : 'Diese Angabe ist zu kurz.',
  tooMany: ({ max }) => (max ? `Das sind zu viele; höchstens ${max} sind möglich.` : 'Das sind zu viele.'),
  invalidEmail: () => 'Das ist keine gültige E-Mail-Adresse, zum Beispiel vorname@beispiel.de.',
  controlCharacters: () =>
    'Diese Angabe enthält Zeichen, die hier nicht möglich sind, etwa einen Zeilenumbruch.',
  unknownEvent: () => 'Diese Veranstaltung gibt es nicht.',
  eventClosed: ({ at }) =>
    at
      ? `Die Anmeldung für diese Veranstaltung endete am ${at}.`
      : 'Die Anmeldung für diese Veranstaltung ist beendet.',
  eventNotYetOpen: ({ at }) =>
    at
      ? `Die Anmeldung für diese Veranstaltung beginnt erst am ${at}.`
      : 'Die Anmeldung für diese Veranstaltung hat noch nicht begonnen.',
  eventCancelled: () => 'Diese Veranstaltung fällt aus.',
  eventFull: () => 'Diese Veranstaltung ist ausgebucht.',
  unknownWorkingGroup: () => 'Diese Arbeitsgruppe gibt es nicht.',
  workingGroupFull: () => 'Diese Arbeitsgruppe ist voll. Bitte wählen Sie eine andere oder keine.',
  unknownQuestion: () => 'Diese Frage gehört nicht zu dieser Veranstaltung.',
  unknownOption: () => 'Bitte wählen Sie eine der angebotenen Antworten.',
  noticeVersionUnknown: () =>
    'Dieser Hinweis wurde inzwischen geändert. Bitte lesen Sie ihn noch einmal und senden Sie das Formular erneut ab.',
  noticeRequired: () => 'Ohne die Hinweise zum Datenschutz können wir keine Anmeldung annehmen.',
  consentRequired: () =>
    'Für diese Angabe brauchen wir Ihre Einwilligung. Bitte willigen Sie ein oder lassen Sie die Angabe weg.',
  originNotAllowed: () => 'Von dieser Website aus ist keine Anmeldung möglich.',
  severalSeries: () => 'Bitte melden Sie sich für Veranstaltungen verschiedener Reihen einzeln an.',
  duplicate: () => 'Diese Angabe steht doppelt da.',
  bodyTooLarge: ({ max }) =>
    max ? `Das sind zu viele Daten; höchstens ${max} Bytes sind möglich.` : 'Das sind zu viele Daten.',
  unknownPlaceholder: () => 'Diesen Platzhalter gibt es hier nicht.',
  logoNotAllowed: () => 'Dieses Bild kann hier nicht als Logo stehen.',
  invalidValue: () => 'Diese Angabe ist nicht möglich.',
};
