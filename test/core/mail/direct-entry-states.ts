import { aylin, cem, over, type Row, StatesWorld } from './template-worlds.ts';

/** Fifty minutes before its event begins. */
const shortlyBefore = '2027-04-28T14:10:00.000Z';
const parallel = Array.from({ length: 4 }, (_, at) => `neben-${at}`);

/** Somebody's address was typed in shortly before the start; what it gets beside its confirmation. */
function entered(step: (world: StatesWorld) => Promise<unknown>): Pick<Row, 'run'> {
  return {
    run: async () => {
      const world = await StatesWorld.made({ capacity: undefined, reminders: ['PT30M'] });
      const day = { startsAtLocal: '2027-04-28T17:00', endsAtLocal: '2027-04-28T19:00' };
      for (const eventId of parallel) await world.series.publish({ eventId, ...day });
      await world.join(cem);
      world.series.now = shortlyBefore;
      await world.signUp(aylin, ['eins', ...parallel]);
      await world.quiet();
      await step(world);
      // Of several events' mails of a kind one stands for all.
      return { world, mails: world.taken(aylin).slice(0, 1) };
    },
  };
}

/** What goes to a direct entry that nobody has confirmed. */
export const directRows: Row[] = [
  {
    ...{ template: 'reminder', state: 'entered shortly before the start, and not confirmed' },
    skips: 'notVerified',
    ...entered((world) => world.pass(30)),
  },
  {
    ...{ template: 'documentation', state: 'entered shortly before the start, and not confirmed' },
    skips: 'notVerified',
    ...entered(async (world) => {
      world.series.now = over;
      await world.document();
      await world.pass(5);
    }),
  },
  {
    ...{ template: 'announcement', state: 'entered shortly before the start, and not confirmed' },
    plans: 'nothing',
    ...entered(async (world) => {
      await world.announce();
      await world.pass(5);
    }),
  },
  {
    ...{ template: 'eventCancelled', state: 'entered shortly before the start, and not confirmed' },
    ...{ says: 'Fällt aus: Sichtbar machen', never: ['Aylin'] },
    ...entered(async (world) => {
      await world.cancel('eins');
      await world.pass(2);
    }),
  },
  {
    ...{ template: 'eventCancelled', state: 'the same, and its mailbox has got three mails within the hour' },
    skips: 'mailboxFull',
    ...entered(async (world) => {
      for (const eventId of parallel) await world.cancel(eventId);
      await world.pass(2);
      world.taken(aylin);
      await world.cancel('eins');
      await world.pass(2);
    }),
  },
];
