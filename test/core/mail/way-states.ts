import { mailLink } from '../../../functions/core/attendee/fresh-link.ts';
import { setObjection } from '../../../functions/core/attendee/objection.ts';
import { cancel } from '../../../functions/core/registration/cancel.ts';
import { confirm } from '../../../functions/core/registration/confirm.ts';
import type { SuppressionItem } from '../../../functions/core/table/suppression-item.ts';
import { aylin, cem, laterDay, type Row, type StatesWorld, scene } from './template-worlds.ts';

const hybrid = {
  attendanceMode: 'hybrid' as const,
  place: { name: 'Ratssaal', address: ['Markt 1', '04109 Leipzig'] },
  capacity: 5,
};
const dayBefore = '2027-04-27T15:00:00.000Z';
const takingPart = (way: 'online' | 'onsite') => ({ ways: { eins: way } });
const inHall = (world: StatesWorld) => world.change('eins', hybrid);

/** By which way somebody takes part. */
export const wayRows: Row[] = [
  {
    ...{ template: 'confirmation', state: 'a place in the hall of a hybrid event' },
    ...{ says: 'Teilnahme: vor Ort', never: ['/join', 'meet.example'] },
    run: scene(
      async (world) => {
        await inHall(world);
        await confirm(await world.signUp(aylin, ['eins'], takingPart('onsite')), world.context);
        await world.pass(2);
      },
      { only: /bestätigt:/ },
    ),
  },
  {
    ...{ template: 'confirmation', state: 'an online place of a hybrid event' },
    ...{ says: 'Teilnahme: online', never: ['Ratssaal'] },
    run: scene(
      async (world) => {
        await inHall(world);
        await confirm(await world.signUp(aylin, ['eins'], takingPart('online')), world.context);
        await world.pass(2);
      },
      { only: /bestätigt:/ },
    ),
  },
  {
    ...{ template: 'reminder', state: 'a day before, in the hall of a hybrid event' },
    ...{ says: 'Ratssaal', never: ['/join', 'meet.example'] },
    run: scene(async (world) => {
      await inHall(world);
      await world.join(aylin, ['eins'], takingPart('onsite'));
      await world.at(dayBefore);
    }),
  },
  {
    ...{ template: 'reminder', state: 'a day before, online, of a hybrid event' },
    ...{ says: 'Online teilnehmen', never: ['Ratssaal'] },
    run: scene(async (world) => {
      await inHall(world);
      await world.join(aylin, ['eins'], takingPart('online'));
      await world.at(dayBefore);
    }),
  },
  {
    ...{ template: 'reminder', state: 'a day before, and the join link is not known yet' },
    ...{ says: 'Der Link zur Teilnahme steht noch nicht fest', never: ['Online teilnehmen'] },
    run: scene(async (world) => {
      await world.change('eins', { joinUrl: undefined });
      await world.join();
      await world.at(dayBefore);
    }),
  },
  {
    ...{ template: 'changed', state: 'a hybrid event that takes place online alone, to who was to come' },
    says: 'Findet jetzt online statt',
    run: scene(async (world) => {
      await inHall(world);
      await world.join(aylin, ['eins'], takingPart('onsite'));
      await world.change('eins', { attendanceMode: 'online', place: undefined }, 'now');
      await world.pass(2);
    }),
  },
];

/** A mail to many that waits while its person does something. */
const since = (
  template: 'reminder' | 'moved' | 'changed',
  cause: (world: StatesWorld) => Promise<unknown>,
  only: RegExp,
): Row['run'] =>
  scene(
    async (world) => {
      await world.join();
      await world.stale(
        template,
        () => world.leave(),
        () => cause(world),
      );
    },
    { only },
  );

/** What its person did, or nobody wanted, since the mail was planned. */
export const sinceRows: Row[] = [
  {
    ...{ template: 'reminder', state: 'its person has cancelled since' },
    skips: 'notConfirmed',
    run: since(
      'reminder',
      async (world) => {
        world.series.now = dayBefore;
      },
      /^Morgen/,
    ),
  },
  {
    ...{ template: 'moved', state: 'its person has cancelled since' },
    skips: 'notConfirmed',
    run: since('moved', (world) => world.move(laterDay), /^Neuer/),
  },
  {
    ...{ template: 'changed', state: 'its person has cancelled since' },
    skips: 'notConfirmed',
    run: since(
      'changed',
      (world) => world.change('eins', { joinUrl: 'https://meet.example/other' }, 'now'),
      /^(Geändert|Neu)/,
    ),
  },
  {
    ...{ template: 'noPlace', state: 'its person has left the waiting list since' },
    skips: 'notWaiting',
    run: scene(
      async (world) => {
        await world.join(cem);
        await world.join();
        world.series.now = '2027-04-28T13:05:00.000Z';
        await world.stale('noPlace', async () => cancel(await world.registration(), world.context));
      },
      { only: /^Dieses Mal/ },
    ),
  },
  {
    ...{ template: 'announcement', state: 'its reader has objected since' },
    skips: 'objected',
    run: scene(
      async (world) => {
        await world.join();
        await world.stale(
          'announcement',
          async () => setObjection(await world.series.attendee(aylin), true, world.context),
          () => world.announce(),
        );
      },
      { only: /^Hinweis/ },
    ),
  },
  {
    ...{ template: 'reminder', state: 'mails to its address came back' },
    skips: 'suppressed: bounce',
    run: scene(async (world) => {
      await world.join();
      const { personHash } = world.series.identity(aylin);
      const item: SuppressionItem = {
        ...{ type: 'suppression', personHash, reason: 'bounce', scope: 'everything' },
        createdAt: world.series.now,
      };
      await world.table.commit([{ step: 'put', item, when: 'any' }]);
      await world.at(dayBefore);
    }),
  },
  {
    ...{ template: 'link', state: 'to one’s data' },
    ...{ says: 'was über Sie gespeichert ist', never: ['/registration/'] },
    run: scene(async (world) => {
      await world.join();
      await mailLink(await world.series.attendee(aylin), 'data', world.context);
      await world.pass(1);
    }),
  },
  {
    ...{ template: 'link', state: 'to delete one’s data' },
    ...{ says: 'gelöscht wird erst, wenn Sie es dort bestätigen', never: ['/registration/'] },
    run: scene(async (world) => {
      await world.join();
      await mailLink(await world.series.attendee(aylin), 'delete', world.context);
      await world.pass(1);
    }),
  },
];
