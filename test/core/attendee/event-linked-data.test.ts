import { expect, test } from 'vitest';
import { eventLinkedData } from '../../../functions/core/attendee/event-linked-data.ts';
import { eventFacts, frameOf } from '../../../functions/core/mail/event-facts.ts';
import type { EventItem } from '../../../functions/core/table/items.ts';
import { PublicLinks } from '../../../functions/core/table/links.ts';
import { refs } from '../../../functions/core/table/refs.ts';
import { renderPage } from '../../../functions/views/render-page.tsx';
import { MailWorld } from '../mail/mail-world.ts';
import { publicUrl, sampleEvent, stage } from '../samples.ts';

const place = {
  ...{ name: 'Rathaus', address: ['Markt 1', '12345 Musterstadt'] },
  coordinates: { latitude: 52.1, longitude: 11.6 },
};
const joinUrl = 'https://meet.example/geheim';

/** What the page of an event like this says to programs. */
async function told(event: Partial<EventItem>, people: string[] = []) {
  const world = await MailWorld.of([{ eventId: 'eins', joinUrl, ...event }]);
  for (const name of people) await world.series.join(`${name}@${name}.example`, ['eins']);
  const found = await world.table.load({ event: refs.event('eins'), counters: refs.counters('eins') });
  if (found.event === undefined || found.counters === undefined) throw new Error('both are there');
  const { series } = world.series;
  return eventLinkedData({ event: found.event, counters: found.counters, series }, 'de', world.context);
}

test.each<[EventItem['attendanceMode'], string, string[]]>([
  ['online', 'OnlineEventAttendanceMode', ['VirtualLocation']],
  ['onsite', 'OfflineEventAttendanceMode', ['Place']],
  ['hybrid', 'MixedEventAttendanceMode', ['Place', 'VirtualLocation']],
])(
  'an %s event says where it takes place, and never how one gets in',
  async (attendanceMode, mode, where) => {
    const isOnline = attendanceMode === 'online';
    const event = await told({
      attendanceMode,
      ...(isOnline ? {} : { place }),
      ...(attendanceMode === 'onsite' ? { joinUrl: undefined } : {}),
    });
    expect(event).toMatchObject({ '@type': 'Event', eventAttendanceMode: `https://schema.org/${mode}` });
    expect(event.location.map((one) => one['@type'])).toEqual(where);
    expect(JSON.stringify(event)).not.toContain('geheim');
    if (isOnline) return;
    expect(event.location[0]).toEqual({
      '@type': 'Place',
      ...{ name: 'Rathaus', address: 'Markt 1, 12345 Musterstadt' },
      geo: { '@type': 'GeoCoordinates', latitude: 52.1, longitude: 11.6 },
    });
  },
);

test('times have the offset of the event’s zone, and what is offered has no price', async () => {
  const event = await told({});
  expect(event.startDate).toBe('2027-04-28T17:00:00+02:00');
  expect(event.offers).toMatchObject({
    '@type': 'Offer',
    url: `${publicUrl}/series/reihe/signup`,
    availability: 'https://schema.org/InStock',
  });
  expect(event.offers).not.toHaveProperty('price');
});

test('a full event is sold out, one with a list to be waited for', async () => {
  const full = { capacity: 1, waitingList: false };
  expect((await told(full, ['a'])).offers?.availability).toBe('https://schema.org/SoldOut');
  const listed = await told({ ...full, waitingList: true }, ['a']);
  expect(listed.offers?.availability).toBe('https://schema.org/BackOrder');
});

test('a title ends no script on the page, and is read back as it was', async () => {
  const text = '</script><script>alert(1)</script>';
  const linkedData = await told({ title: { de: text } });
  const event = eventFacts(sampleEvent({ title: { de: text } }), 'de', new PublicLinks({ publicUrl }));
  const { html } = renderPage({
    frame: frameOf(stage, 'de'),
    content: {
      ...{ page: 'event', event, openness: 'open', availability: 'free', linkedData },
      ...{ feedUrl: publicUrl, signUpUrl: publicUrl, linkAction: publicUrl },
    },
  });
  const blocks = [...html.matchAll(/<script([^>]*)>(.*?)<\/script>/gs)];
  expect(blocks.map(([, attributes]) => attributes)).toEqual([' type="application/ld+json"']);
  expect(JSON.parse(blocks[0]?.[2] ?? '')).toMatchObject({ name: text });
});
