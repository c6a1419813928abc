import { beforeEach, expect, test } from 'vitest';
import { changeRegistration } from '../../../functions/core/attendee/change-registration.ts';
import { leftAudience } from '../../../functions/core/mail/announcement-mail.ts';
import { countAudience, createAnnouncement } from '../../../functions/core/organising/announcements.ts';
import { eventNumbers, eventNumbersView } from '../../../functions/core/participants/numbers.ts';
import { EventCount } from '../../../functions/core/participants/report.ts';
import { replaced } from '../../../functions/core/registration/places.ts';
import { collections } from '../../../functions/core/table/refs.ts';
import type { Way } from '../../../functions/core/table/way.ts';
import { MailWorld } from '../mail/mail-world.ts';

const owner = { tokenHash: 'x', name: 'test', role: 'owner', seriesIds: undefined } as const;
const place = { name: 'Ratssaal', address: ['Markt 1'] };

let world: MailWorld;
beforeEach(async () => {
  world = await MailWorld.of([{ eventId: 'eins', attendanceMode: 'hybrid', place }, { eventId: 'zwei' }]);
});

const address = (name: string) => `${name}@${name}.example`;
const join = (name: string, way: Way) => world.series.join(address(name), ['eins'], { ways: { eins: way } });
const written = (way: Way, eventIds = ['eins']) =>
  createAnnouncement(
    {
      ...{ seriesId: world.series.series.seriesId, kind: 'participation' },
      audience: { eventIds, status: ['confirmed'], way },
      texts: { de: { subject: 'Betreff', body: 'Text' } },
    },
    owner,
    world.context,
  );
async function reached(way: Way) {
  const { announcement } = await written(way);
  return (await countAudience(announcement, world.series.series, world.context)).total;
}

test('an announcement goes to those who take part by a way, as they say now', async () => {
  for (const name of ['a', 'b']) await join(name, 'onsite');
  await join('c', 'online');
  expect([await reached('onsite'), await reached('online')]).toEqual([2, 1]);

  const { announcement } = await written('onsite');
  const attendee = await world.series.attendee(address('b'));
  const choice = { way: 'online', answers: {} } as const;
  await changeRegistration(attendee, { eventId: 'eins', seat: 1 }, choice, world.context);
  expect([await reached('onsite'), await reached('online')]).toEqual([1, 2]);
  const [event, registration] = [
    await world.event('eins'),
    await world.series.registration(address('b'), 'eins'),
  ];
  if (event === undefined || registration === undefined) throw new Error('both are there');
  const { series } = world.series;
  const left = await leftAudience(announcement, { event, registration, series }, world.context);
  expect(left).toBe('leftAudience');
});

test('who was told both ways, because nobody knows, is in either audience', async () => {
  await join('a', 'onsite');
  const old = await world.series.registration(address('a'), 'eins');
  if (old === undefined) throw new Error('it is there');
  await world.table.commit([replaced(old, { way: undefined })]);
  expect([await reached('onsite'), await reached('online')]).toEqual([1, 1]);
});

test('a way by which nobody takes part in these events is a fault', async () => {
  await expect(written('onsite', ['zwei'])).rejects.toMatchObject({
    faults: [{ pointer: '/audience/way', code: 'wayOfNoEvent' }],
  });
  await expect(written('online', ['zwei'])).resolves.toBeDefined();
});

test('numbers and the report tell the ways apart, as far as people may be', async () => {
  for (const name of ['a', 'b', 'c', 'd', 'e']) await join(name, 'onsite');
  for (const name of ['f', 'g', 'h', 'i', 'j', 'k']) await join(name, 'online');
  const numbers = eventNumbersView(await eventNumbers('eins', owner, world.context));
  expect(numbers.ways).toEqual({
    onsite: { taken: 5, confirmed: 5, waitlisted: 0 },
    online: { taken: 6, confirmed: 6, waitlisted: 0 },
  });
  const event = await world.event('eins');
  if (event === undefined) throw new Error('it is there');
  const count = new EventCount(event);
  const { items } = await world.table.list(collections.reported('eins'));
  for (const one of items) count.add(one);
  const table = count.report.tables.find(({ what }) => what === 'way');
  expect(table?.cells.map(({ value, count: many }) => [value, many])).toEqual([
    ['onsite', 5],
    ['online', 6],
  ]);
  expect(eventNumbersView(await eventNumbers('zwei', owner, world.context)).ways).toBeUndefined();
});
