import { expect, test } from 'vitest';
import { personalDataWords } from '../../../functions/core/attendee/personal-data-words.ts';
import { purposes } from '../../../functions/core/table/purposes.ts';
import { mailNames } from '../../../functions/views/words/de/mail-names.ts';
import { wordsOf } from '../../../functions/views/words/index.ts';

test('who reads their own data meets the names that are used elsewhere', () => {
  const { kinds } = personalDataWords.de;
  for (const kind of ['announcement', 'reminder', 'documentation'] as const)
    expect(kinds[kind]).toBe(mailNames[kind]);
  expect(JSON.stringify(purposes)).not.toMatch(/Organisator/);
  expect(purposes.organising.people).toContain('Team');
});

test('of several events, English speaks of several', () => {
  const { lost, alreadyToo } = wordsOf('en').mail.verification;
  expect([1, 2].map((count) => alreadyToo(count).slice(0, 39))).toEqual([
    'You are already registered for this; th',
    'You are already registered for these; t',
  ]);
  expect([1, 2].map(lost)).toEqual([
    'You can no longer take part in this:',
    'You can no longer take part in these events:',
  ]);
});
