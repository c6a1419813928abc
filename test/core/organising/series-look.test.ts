import { expect, test } from 'vitest';
import { placeholdersOf, textFaults } from '../../../functions/core/organising/series-look.ts';

test('a mail to an address that nobody has verified has no name to put in', () => {
  const texts = { de: { subject: 'Anmeldung von {name}', paragraphs: ['Zu {series}.', 'Liebe/r {name}.'] } };
  for (const template of ['verification', 'nudge', 'link'] as const) {
    expect(placeholdersOf(template)).not.toContain('name');
    expect(textFaults(template, texts, ['texts']).map(({ pointer, code }) => [pointer, code])).toEqual([
      ['/texts/de/subject', 'unknownPlaceholder'],
      ['/texts/de/paragraphs/1', 'unknownPlaceholder'],
    ]);
  }
  expect(textFaults('confirmation', texts, ['texts'])).toEqual([]);
});
