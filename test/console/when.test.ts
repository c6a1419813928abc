import { expect, it } from 'vitest';
import { chosenTime } from '../../functions/console/when.ts';

const chosen = (body: Record<string, unknown>) =>
  chosenTime(body, { choice: 'when', time: 'at', timed: 'later', untimed: ['now'] });
const at = '2027-03-05T10:00';

it('takes a choice, or the time that is typed in its stead', () => {
  expect(chosen({ when: 'now' })).toBe('now');
  expect(chosen({ when: 'later', at })).toBe(at);
  expect(chosen({ at })).toBe(at);
});

it.each([
  ['nothing', {}, '/when', 'required'],
  ['no time', { when: 'later' }, '/at', 'required'],
  ['no time there is', { when: 'later', at: '2027-02-30T10:00' }, '/at', 'required'],
  ['a time beside another choice', { when: 'now', at }, '/at', 'timeNotChosen'],
  ['a choice there is none of', { when: 'whenever' }, '/when', 'invalidValue'],
])('refuses %s, at its field', (_, body, pointer, code) => {
  expect(() => chosen(body)).toThrow(
    expect.objectContaining({ faults: [expect.objectContaining({ pointer, code })] }),
  );
});
