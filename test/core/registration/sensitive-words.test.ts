import { describe, expect, test } from 'vitest';
import { createEvent, readEvent } from '../../../functions/core/organising/events.ts';
import { eventView } from '../../../functions/core/organising/views.ts';
import { isUnmarked } from '../../../functions/core/registration/sensitive-words.ts';
import { EventInput, eventInputOf, Question } from '../../../functions/core/table/event.ts';
import { MailWorld, owner } from '../mail/mail-world.ts';

const asking = (de: string, sensitive = false, kind = 'text', options?: string[]) =>
  Question.parse({
    ...{ questionId: 'frage', kind, label: { de }, sensitive },
    options: options?.map((label, index) => ({ value: `o${index}`, label: { de: label } })),
  });

describe('a question that is not marked sensitive', () => {
  test.each([
    'Welche Behinderung oder Krankheit haben Sie?',
    'Religion / Konfession, Gewerkschaft',
    'Haben Sie Allergien oder Unverträglichkeiten?',
    'Brauchen Sie Assistenz oder Gebärdensprache?',
    'Schwanger?',
    'Do you have a disability?',
    'Are you a trade union member?',
  ])('is one for special data by its words: %s', (text) => {
    expect(isUnmarked(asking(text))).toBe(true);
    expect(isUnmarked(asking(text, true))).toBe(false);
  });
  test.each([
    'In welcher Funktion nehmen Sie teil?',
    'Kommune',
    'Wie haben Sie davon erfahren?',
    'What do you expect?',
  ])('is not by other words: %s', (text) => expect(isUnmarked(asking(text))).toBe(false));
  test('is one by its options', () => {
    expect(isUnmarked(asking('Was brauchen Sie?', false, 'choice', ['Rollstuhlplatz', 'nichts']))).toBe(true);
  });
});

test('its organisers read so when they write the event, and when they read or publish it', async () => {
  const world = await MailWorld.of([{ eventId: 'eins' }]);
  const event = await world.event('eins');
  if (event === undefined) throw new Error('no event');
  const questions = [asking('Funktion?'), { ...asking('Welche Krankheit haben Sie?'), questionId: 'leiden' }];
  const input = EventInput.parse({ ...eventInputOf(event), eventId: 'zwei', questions });
  const warned = [{ code: 'sensitiveUnmarked', pointer: '/questions/1/sensitive' }];
  const made = await createEvent(input, owner, world.context);
  expect(eventView(made, world.context.now).warnings).toEqual(expect.arrayContaining(warned));
  const read = await readEvent('zwei', owner, world.context);
  expect(eventView(read, world.context.now).warnings).toEqual(expect.arrayContaining(warned));
});
