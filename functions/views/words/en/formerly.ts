import type { Words } from '../shape.ts';

export const formerly: Words['common']['formerly'] = {
  since: {
    title: 'The title has changed since the sign-up.',
    time: 'The date has changed since the sign-up.',
    clock: 'The time has changed since the sign-up.',
    place: 'The place has changed since the sign-up.',
  },
  sinceSeveral: (names) => `${names.replace(/^t/, 'T')} have changed since the sign-up.`,
  names: { title: 'the title', time: 'the date', clock: 'the time', place: 'the place' },
  was: {
    title: 'Previous title',
    time: 'Previous date',
    clock: 'Previous time',
    place: 'Previous place',
  },
  is: { title: 'New title', time: 'New date', clock: 'New time', place: 'New place' },
};
