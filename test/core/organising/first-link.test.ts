import { beforeEach, expect, test } from 'vitest';
import { replaceEvent } from '../../../functions/core/organising/events.ts';
import { eventView } from '../../../functions/core/organising/views.ts';
import { eventInputOf } from '../../../functions/core/table/event.ts';
import { refs } from '../../../functions/core/table/refs.ts';
import { MailWorld, owner } from '../mail/mail-world.ts';

/** Whoever has a place in an online event without a link reads that it is still to come: then it comes. */
const lea = 'lea@rathaus.example';
const day = {
  startsAtLocal: '2027-04-28T17:00',
  endsAtLocal: '2027-04-28T19:00',
  reminders: ['P1D', 'PT1H'],
};
const joinUrl = 'https://meet.example/eins';

let world: MailWorld;
beforeEach(async () => {
  world = await MailWorld.of([{ eventId: 'eins', ...day, joinUrl: undefined }]);
  await world.series.join(lea, ['eins']);
  await world.pass(3);
  expect(world.taken(lea)[0]?.text).toContain('Der Link zur Teilnahme steht noch nicht fest.');
});

async function warnings() {
  const { event, counters } = await world.table.load({
    event: refs.event('eins'),
    counters: refs.counters('eins'),
  });
  if (event === undefined || counters === undefined) throw new Error('no event');
  return eventView({ event, counters }, world.context.now).warnings;
}

async function setLink(notice: 'none' | undefined) {
  const event = await world.event('eins');
  if (event === undefined) throw new Error('no event');
  const input = { ...eventInputOf(event), joinUrl };
  const made = await replaceEvent('eins', input, { version: undefined, notice }, owner, world.context);
  return eventView(made, world.context.now).warnings;
}

test('its organisers are told how many have none', async () => {
  expect(await warnings()).toEqual([{ code: 'joinUrlMissing', pointer: '/joinUrl', people: 1 }]);
  await world.at('2027-04-28T17:30:00.000Z');
  expect(await warnings()).toEqual([]);
});

test.each(['none', undefined] as const)(
  'set with notice %s before a reminder, it comes with that, and the answer says so',
  async (notice) => {
    await world.at('2027-04-26T10:00:00.000Z');
    expect(await setLink(notice)).toEqual([
      {
        code: 'joinUrlTold',
        ...{ pointer: '/joinUrl', people: 1, by: 'reminder', at: '2027-04-27T15:00:00.000Z' },
      },
    ]);
    await world.pass(5);
    expect(world.taken(lea)).toEqual([]);
    expect(await warnings()).toEqual([]);
    await world.at('2027-04-27T15:00:00.000Z');
    expect(world.taken(lea).map(({ text }) => text.includes('/join'))).toEqual([true]);
  },
);

test('set after the last reminder, which said that there is none, it is mailed at once', async () => {
  await world.at('2027-04-28T14:00:00.000Z');
  expect(world.taken(lea).at(-1)?.text).toContain('Sobald es ihn gibt, finden Sie ihn auf Ihrer Seite.');
  world.series.now = '2027-04-28T14:30:00.000Z';
  expect(await setLink('none')).toMatchObject([{ code: 'joinUrlTold', by: 'mail', people: 1 }]);
  await world.pass(3);
  const mails = world.taken(lea);
  expect(mails.map(({ subject }) => subject)).toEqual(['Geändert: Sichtbar machen']);
  expect(mails[0]?.text).toContain(
    'Der Link zur Teilnahme steht jetzt fest, Sie finden ihn in dieser E-Mail.',
  );
});

test('another link than the first is no news, and neither is one that nobody waits for', async () => {
  await setLink('none');
  world.taken(lea);
  await world.at('2027-04-28T14:30:00.000Z');
  world.taken(lea);
  await world.change('eins', { joinUrl: 'https://meet.example/other' }, 'none');
  await world.series.cancel(lea, 'eins');
  await world.pass(3);
  world.taken(lea);
  await world.change('eins', { joinUrl: undefined }, 'none');
  expect(await setLink('none')).toEqual([]);
  await world.pass(3);
  expect(world.taken(lea)).toEqual([]);
});
