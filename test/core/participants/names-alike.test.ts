import { expect, test } from 'vitest';
import { likeness, namesIn, nameWords } from '../../../functions/core/participants/names-alike.ts';

const alike = (shown: string, registered: string) =>
  namesIn(shown).map((name) => likeness(nameWords(name), nameWords(registered)));

test.each([
  ['Jörg Weiß', 'Jörg Weiß', 'sameName'],
  ['JÖRG WEISS', 'Jörg Weiß', 'sameName'],
  ['Łukasz Żak', 'Lukasz Zak', 'sameName'],
  ['Siobhán O’Neill (Nicht überprüft)', "Siobhan O'Neill", 'sameName'],
  ['Anna-Maria Schäfer (Gast)', 'Anna Maria Schäfer', 'sameName'],
  ['Weiß, Jörg', 'Jörg Weiß', 'otherOrder'],
  ['Müller, Hans', 'Müller, Hans', 'sameName'],
  ['Joerg Weiss', 'Jörg Weiß', 'otherSpelling'],
  ['Mehmet Oeztuerk', 'Öztürk, Mehmet', 'otherSpelling'],
  ['Dr. Anna Schäfer', 'Anna Schäfer', 'fewerWords'],
  ['Lars B.', 'Lars Becker', 'initials'],
  ['L. Becker', 'Becker, Lars', 'initials'],
  ['Jörg', 'Jörg Weiß', 'oneWord'],
  ['Handy (Mehmet Öztürk)', 'Gerd Handy', 'oneWord'],
  ['Jörg Braun', 'Jörg Weiß', undefined],
  ['Lars B.', 'Lars Weiß', undefined],
  ['iPhone', 'Jörg Weiß', undefined],
])('%s may be %s: %s', (shown, registered, reason) => {
  expect(alike(shown, registered)[0]).toBe(reason);
});

test('a name in brackets is a name of its own', () => {
  expect(alike('Handy 2 (Jörg Weiß)', 'Jörg Weiß')).toEqual([undefined, 'sameName']);
  expect(alike('Handy (Mehmet Öztürk)', 'Mehmet Öztürk')).toEqual([undefined, 'sameName']);
  expect(namesIn('(Gast)')).toEqual([]);
});
