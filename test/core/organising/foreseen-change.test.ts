import { beforeEach, expect, test } from 'vitest';
import { readEvent, replaceEvent } from '../../../functions/core/organising/events.ts';
import { foreseenChange } from '../../../functions/core/organising/foreseen-change.ts';
import { type EventInput, eventInputOf } from '../../../functions/core/table/event.ts';
import type { Way } from '../../../functions/core/table/way.ts';
import { renderMail } from '../../../functions/views/mail.ts';
import { MailWorld, owner } from '../mail/mail-world.ts';

const place = { name: 'Ratssaal', address: ['Markt 1'] };
const ways = {
  onsite: { capacity: 3, waitingList: false },
  online: { capacity: undefined, waitingList: false },
};
const joinUrl = 'https://meet.example/geheim';

let world: MailWorld;
const begin = async (event: Partial<EventInput>) => {
  world = await MailWorld.of([{ eventId: 'eins', joinUrl, ...event }]);
};
const hybrid = { attendanceMode: 'hybrid', place, ways, capacity: undefined, waitingList: false } as const;
beforeEach(() => begin(hybrid));

const join = (name: string, way?: Way) =>
  world.series.join(`${name}@${name}.example`, ['eins'], way && { ways: { eins: way } });
async function changed(to: Partial<EventInput>): Promise<EventInput> {
  const { event } = await readEvent('eins', owner, world.context);
  return { ...eventInputOf(event), ...to };
}
const foreseen = async (to: Partial<EventInput>) =>
  foreseenChange('eins', await changed(to), owner, world.context);
const online = { attendanceMode: 'online', place: undefined, ways: undefined } as const;

test('before a hybrid event goes online it is said how many come otherwise, and what they would read', async () => {
  for (const name of ['a', 'b']) await join(name, 'onsite');
  await join('c', 'online');
  const before = await readEvent('eins', owner, world.context);
  const { people, mails, asks, overbooked } = await foreseen({ ...online, capacity: 2 });
  expect(asks).toBe('attendanceMode');
  expect(people).toEqual([
    { before: 'onsite', after: 'online', confirmed: 2, waitlisted: 0 },
    { before: 'online', after: 'online', confirmed: 1, waitlisted: 0 },
  ]);
  expect(overbooked).toEqual([{ way: undefined, taken: 3, capacity: 2 }]);
  // To whom nothing is other nothing is mailed.
  expect(mails.map(({ of, facts }) => [of.before, facts.frame.locale])).toEqual([
    ['onsite', 'de'],
    ['onsite', 'en'],
  ]);
  const drafts = mails.map(({ facts }) => renderMail(facts));
  expect(drafts[0]?.subject).toContain('Findet jetzt online statt');
  expect(JSON.stringify(drafts)).not.toContain('geheim');
  expect(await readEvent('eins', owner, world.context)).toEqual(before);
});

test('what is drafted is what they then get', async () => {
  await join('a', 'onsite');
  await world.pass(2);
  const [draft] = (await foreseen(online)).mails.map(({ facts }) => renderMail(facts));
  const how = { version: undefined, notice: 'now' as const };
  await replaceEvent('eins', await changed(online), how, owner, world.context);
  await world.pass(2);
  expect(world.sent.at(-1)?.subject).toBe(draft?.subject);
});

test('an event of one way that becomes hybrid leaves everybody where they are', async () => {
  await begin({ attendanceMode: 'onsite', place, joinUrl: undefined, capacity: 5 });
  for (const name of ['a', 'b', 'c', 'd']) await join(name);
  const { people, overbooked } = await foreseen({ ...hybrid, joinUrl });
  expect(people).toEqual([{ before: 'onsite', after: 'onsite', confirmed: 4, waitlisted: 0 }]);
  expect(overbooked).toEqual([{ way: 'onsite', taken: 4, capacity: 3 }]);
});

test('where what they said makes no difference they are told as one, and faults are those of the change', async () => {
  await join('a', 'onsite');
  await join('b', 'online');
  const how = { version: undefined, notice: 'none' as const };
  await replaceEvent('eins', await changed(online), how, owner, world.context);
  const onsite = { attendanceMode: 'onsite', place, joinUrl: undefined } as const;
  expect((await foreseen(onsite)).people).toEqual([
    { before: 'online', after: 'onsite', confirmed: 2, waitlisted: 0 },
  ]);
  await expect(foreseen({ seriesId: 'andere' })).rejects.toMatchObject({
    faults: [{ pointer: '/seriesId', code: 'idFixed' }],
  });
});
