import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

/** What an editor replaced: it stands in no words of pages, mails, the console, the component and its fallback. */
const replaced = [
  ...['frei gehalten bis', 'Frei gehalten ist', 'Er öffnet eine Seite mit einem Knopf', 'gilt ein Mal'],
  ...['als Veranstalter anmelden', 'Das finden Sie dort', 'weil Sie dem zugestimmt haben', 'Ihr Stand'],
  ...['Wer teilnimmt', 'rückt niemand mehr auf', 'Angemeldet wird', 'noch einmal auf die Taste'],
  ...['Stimmen sie, dann bestätigen', 'Steht der Termin in Ihrem Kalender', 'Organisatoren', 'Organisator '],
  ...['Inhaber', 'Bearbeiter', 'Leser', 'Einer je Zeile', '1 Plätze', '1 waren da', 'Schlüssel machen'],
  ...[
    'zurückziehen',
    'Zurückziehen',
    'zurückgezogen',
    'Leer: ',
    'Wenn jemand seine Daten will',
    'Mitteilung',
  ],
  ...['Veranstalter', 'Knopf', 'Knöpfe', 'waren da', ' Taste', 'Teilnehmer ', 'Teilnehmern', 'Nutzer'],
  // What is free may be held by then.
  ...['nur noch wenige Plätze', 'Only a few places are left', 'inzwischen kein Platz mehr'],
  ...['zu den Empfängern', 'Kreis der Empfänger', 'die Empfänger neu', 'Zustimmung zu Neuigkeiten'],
  ...[
    'give your place back',
    'counts only then',
    'You get this hint',
    'Stop these hints',
    '(Europe/Berlin, ',
    'press the button',
    'by a button',
    'with a button',
  ],
];

const root = path.resolve(import.meta.dirname, '../..');
const files = globSync(
  [
    'functions/views/**/words/**/*.ts',
    'functions/views/*.ts*',
    'functions/views/{mail,pages,kit}/*.ts*',
    'functions/client/{signup,events}/*.ts',
    'functions/core/attendee/processing.ts',
  ],
  { cwd: root },
);

/** The texts of a file of words: what stands between quotation marks. */
function textsOf(file: string): string[] {
  const source = readFileSync(path.join(root, file), 'utf8').replaceAll(
    /\/\*\*?[\s\S]*?\*\/|^\s*\/\/.*$/gm,
    '',
  );
  return source.match(/'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/g) ?? [];
}

test('what an editor replaced stands nowhere any more', () => {
  expect(files.length).toBeGreaterThan(60);
  const found = files.flatMap((file) =>
    textsOf(file).flatMap((text) =>
      replaced.filter((one) => text.includes(one)).map((one) => `${file}: ${one}`),
    ),
  );
  expect(found).toEqual([]);
});
