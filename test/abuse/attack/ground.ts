import type { Runner } from '../../../local/index.ts';
import type { Client } from '../../../scripts/client.ts';
import { inParallel } from '../ask.ts';

export const seriesId = 'angriff';
export const website = 'https://www.stiftung-marktplatz.example';
const privacy = '2027-01';
const hour = 3_600_000;

/** What is attacked: a runner with a series of its own, and those who look after it. */
export interface Ground {
  runner: Runner;
  client: Client;
}

/** Someone whose address is verified, with the link to their own page. */
export interface Person {
  email: string;
  page: string;
}

/** Opens the series. Mail goes as fast as the machine can: what is measured is what is kept back on purpose. */
export async function prepare({ runner, client }: Ground): Promise<void> {
  const text = { de: 'Ein Hinweis.', en: 'A notice.' };
  runner.faults({ ses: { maxSendRate: 5000, max24HourSend: 10_000_000 } });
  await client.organise('POST', '/series', {
    seriesId,
    title: { de: 'Reihe', en: 'Series' },
    organisers: ['Stiftung Marktplatz'],
    timeZone: 'UTC',
    replyTo: 'seminare@stiftung-marktplatz.example',
    verificationNudge: 'P1D',
    notices: {
      privacy: { version: privacy, url: { de: `${website}/datenschutz` }, text },
      news: { version: privacy, sender: 'Stiftung Marktplatz', text },
      sensitive: { version: privacy, text },
    },
  });
}

/** An event that starts so many hours from now and lasts for one. */
function eventOf({ runner }: Ground, eventId: string, inHours: number) {
  const startsAt = Math.ceil(runner.clock.now().getTime() / 60_000) * 60_000 + inHours * hour;
  const local = (at: number) => new Date(at).toISOString().slice(0, 16);
  const titles = { title: { de: `Teil ${eventId}`, en: `Part ${eventId}` } };
  const times = { startsAtLocal: local(startsAt), endsAtLocal: local(startsAt + hour) };
  return { startsAt, event: { eventId, seriesId, ...titles, ...times } };
}

/** Publishes an event. */
export async function publish(
  ground: Ground,
  eventId: string,
  inHours: number,
  more: Record<string, unknown> = {},
): Promise<{ startsAt: number }> {
  const { startsAt, event } = eventOf(ground, eventId, inHours);
  await ground.client.organise('POST', '/events', { ...event, ...more });
  await ground.client.organise('POST', `/events/${eventId}/publish`, {});
  return { startsAt };
}

/** Moves an event, and tells its people at once. */
export async function move(ground: Ground, eventId: string, inHours: number): Promise<void> {
  await ground.client.organise(
    'PUT',
    `/events/${eventId}?notice=now`,
    eventOf(ground, eventId, inHours).event,
  );
}

/** A sign-up as the series' form posts it. */
export function signUpOf(email: string, eventIds: readonly string[], more: Record<string, unknown> = {}) {
  const notices = { privacy };
  return { eventIds, name: 'Kim Muster', email, locale: 'de', notices, formUrl: `${website}/form`, ...more };
}

/** The same as the fields of a plain form. */
export function formOf(email: string, eventIds: readonly string[], more: Record<string, string> = {}) {
  const { notices, eventIds: _all, ...rest } = signUpOf(email, eventIds);
  const fields = Object.entries({ ...rest, 'notices.privacy': notices.privacy, ...more });
  return [...fields, ...eventIds.map((eventId): [string, string] => ['eventIds', eventId])] satisfies [
    string,
    string,
  ][];
}

/** Signs people up and presses the button of each mail; answers their own pages. */
export async function joined(
  { runner, client }: Ground,
  emails: readonly string[],
  eventIds: readonly string[],
): Promise<Person[]> {
  await inParallel(emails, 8, (email) => client.signUp(signUpOf(email, eventIds)));
  await runner.settle();
  const wanted = new Set(emails);
  const links = new Map(
    (await client.mails()).flatMap((mail) => {
      const [to = ''] = mail.to;
      const isOne = wanted.has(to) && mail.text.includes('/confirm/');
      return isOne ? [[to, client.link(mail, '/confirm/')] as const] : [];
    }),
  );
  const people: Person[] = [];
  await inParallel(emails, 8, async (email, at) => {
    const { body } = await client.must('POST', links.get(email) ?? email);
    const [page] = /https?:\/\/[^"\s]*\/registration\/[^"?\s]+/.exec(body) ?? [];
    if (page === undefined) throw new Error(`no own page for ${email}`);
    people[at] = { email, page };
  });
  await runner.settle();
  return people;
}
