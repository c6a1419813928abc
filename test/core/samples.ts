import { EventItem, SeriesItem } from '../../functions/core/table/items.ts';
import { KeyRing, mac } from '../../functions/core/values/key-ring.ts';
import type { LinkPurpose } from '../../functions/core/values/link-token.ts';
import { Stage } from '../../functions/core/values/stage.ts';

/** A key ring as the secret holds it, one key a version. */
export function keyRing(current: string, ...versions: string[]): KeyRing {
  const keys = versions.map((version) => [version, `key-${version}`.padEnd(64, version)]);
  return KeyRing.parse({ current, ...Object.fromEntries(keys) });
}

/** A link's token as mails have it that went out before tokens named the version of their key. */
export function unnamedToken(
  { links }: KeyRing,
  purpose: LinkPurpose,
  id: string,
  generation: number,
): string {
  const text = `${purpose}|${id}|${generation}`;
  return `${id}.${mac(links, links.current, 'link', text).subarray(0, 16).toString('base64url')}`;
}

export const publicUrl = 'https://events.example';

export const stage: Stage = Stage.parse({
  name: 'test',
  organisation: {
    name: 'Stiftung Marktplatz',
    imprint: ['Am Markt 1, 12345 Musterstadt'],
    imprintUrl: 'https://www.stiftung-marktplatz.example/impressum',
    privacyUrl: 'https://www.stiftung-marktplatz.example/datenschutz',
  },
  sender: 'seminare@mail.stiftung-marktplatz.example',
  replyTo: 'seminare@stiftung-marktplatz.example',
  allowedOrigins: ['https://www.stiftung-marktplatz.example'],
});

export const formUrl = 'https://www.stiftung-marktplatz.example/gemeinsam-stark';

/** Whose news the sample's series asks for. */
export const senderId = 'stiftung';

export function sampleSeries(changes: Partial<SeriesItem> = {}): SeriesItem {
  const text = { de: 'Ein Hinweis.', en: 'A notice.' };
  return SeriesItem.parse({
    type: 'series',
    seriesId: 'gemeinsam',
    title: { de: 'Gemeinsam stark vor Ort', en: 'Stronger together' },
    organisers: ['Stiftung Marktplatz'],
    timeZone: 'Europe/Berlin',
    defaultLocale: 'de',
    notices: {
      privacy: { version: '2027-01', url: { de: 'https://www.stiftung-marktplatz.example/d' }, text },
      news: { version: '2027-01', senderId, sender: 'Stiftung Marktplatz', text },
      sensitive: { version: '2027-01', text },
    },
    version: 0,
    createdAt: '2027-01-01T00:00:00.000Z',
    updatedAt: '2027-01-01T00:00:00.000Z',
    ...changes,
  });
}

/** A published event on 28 April 2027, 17:00 in Berlin: 15:00 UTC. */
export function sampleEvent(changes: Partial<EventItem> = {}): EventItem {
  return EventItem.parse({
    type: 'event',
    eventId: 'teil-1',
    seriesId: 'gemeinsam',
    title: { de: 'Sichtbar machen', en: 'Making visible' },
    startsAtLocal: '2027-04-28T17:00',
    endsAtLocal: '2027-04-28T19:00',
    timeZone: 'Europe/Berlin',
    waitingList: false,
    reminders: [],
    workingGroups: [],
    questions: [],
    seatsPerAddress: 1,
    promoteUntil: 'PT2H',
    directEntry: 'PT60M',
    status: 'published',
    sequence: 0,
    version: 1,
    createdAt: '2027-03-01T09:00:00.000Z',
    updatedAt: '2027-03-01T09:00:00.000Z',
    ...changes,
  });
}
