import type { Chance } from '../../setup/random.ts';
import { hiddenFields, inParallel, Line } from '../ask.ts';
import { everyItem } from '../every-item.ts';
import { formOf, type Ground, joined, move, publish, seriesId } from './ground.ts';
import { type HeldPlaces, heldPlaces } from './held-places.ts';
import { hoarders, Strangers, type Tally } from './strangers.ts';

/** A mail that a verified person has to get, and when: what is late or missing is looked for afterwards. */
interface Expected {
  what: string;
  email: string;
  template: string;
  /** Of the one event that it is about; absent where it is about all of a sign-up. */
  eventId?: string;
  at: number;
}

export interface CampaignResult {
  tally: Tally;
  /** Places that invented addresses hold of the scarce event once all that was tried. */
  held: HeldPlaces;
  victims: string[];
  /** Of whom nobody ever pressed a button. */
  unverified: string[];
  organiser: string;
  expected: Expected[];
  /** Honest people who could not sign up. */
  refused: string[];
}

export interface CampaignSize {
  /** Addresses that strangers type over and over. */
  victims: number;
  /** Deeds within each step of time, and how many minutes that is. */
  deeds: number;
  stepMinutes: number;
  /** Invented addresses for the scarce event's places. */
  invented: number;
}

/** Events whose places organisers cancel one by one. */
export const cancelledByOrganisers = ['einzeln', 'voll'];
export const scarce = { eventId: 'knapp', capacity: 60 };
const minute = 60_000;
const hours = 26;

/** A day of an organiser's and their people's life, with strangers who do all that they can meanwhile. */
export async function campaign(
  ground: Ground,
  { victims: many, deeds, stepMinutes, invented }: CampaignSize,
  chance: Chance,
): Promise<CampaignResult> {
  const { runner, client } = ground;
  const address = (name: string, at: number) => `${name}-${at}@h${at}.example`;
  const people = (name: string, count: number) => Array.from({ length: count }, (_, at) => address(name, at));
  const question = { questionId: 'wunsch', kind: 'longText', label: { de: 'Ihr Wunsch' } };
  for (const eventId of ['offen', 'zwei', 'drei'])
    await publish(ground, eventId, 24 * 50, { questions: [question] });
  await publish(ground, scarce.eventId, 24 * 50, { capacity: scarce.capacity });
  await publish(ground, 'einzeln', 24 * 50);
  await publish(ground, 'geaendert', 24 * 50);
  await publish(ground, 'abgesagt', 24 * 50);
  await publish(ground, 'voll', 24 * 50, { capacity: 3, waitingList: true });
  // Who is verified signed up two days ago: nothing of that counts any more.
  const begin = 51;
  const meeting = await publish(ground, 'treffen', begin + 6, { reminders: ['PT4H', 'PT1H'] });
  const tomorrow = await publish(ground, 'morgen', begin + 25, { reminders: ['P1D', 'PT1H'] });
  // Three at a time, always some that are about to begin, and are entered directly.
  const direct = Array.from({ length: 18 }, (_, at) => `gleich-${at}`);
  for (const [at, eventId] of direct.entries())
    await publish(ground, eventId, begin + 1 + 4 * Math.floor(at / 3), {
      ...{ reminders: ['PT15M', 'PT30M'], directEntry: 'PT3H' },
    });
  const verified = people('mitglied', Math.ceil(many / 2));
  const ofAll = ['offen', 'treffen', 'morgen', 'geaendert', 'abgesagt', 'einzeln'];
  const members = await joined(ground, verified, ofAll);
  const early = people('frueh', 3);
  await joined(ground, early, ['voll']);
  await joined(ground, people('warten', 1), ['voll']);
  const own = await joined(ground, people('fremd', 6), ['offen']);
  const organiser = 'orga@verwaltung.example';
  await client.organise('POST', '/organisers', { email: organiser, role: 'viewer' });
  const from = runner.clock.now().getTime();
  await client.advance(`PT${begin}H`);

  const unverified = people('opfer', Math.floor(many / 2));
  const victims = [...verified, ...unverified, organiser];
  const leaked = members.slice(0, Math.ceil(members.length / 3));
  const aims = { victims, leaked, own, eventIds: ['offen', 'zwei', 'drei'], direct, scarce: scarce.eventId };
  const strangers = new Strangers(runner.url, aims, chance);
  const honest = new Honest(ground);
  const start = from + begin * 60 * minute;
  const expected: Expected[] = [];
  let held: HeldPlaces = { client: 0, domain: 0, all: 0 };
  const each = (what: string, template: string, eventId: string, at: number) => {
    for (const email of verified) expected.push({ what, email, template, eventId, at });
  };
  const reminded = (eventId: string, at: number) => each(`reminder of ${eventId}`, 'reminder', eventId, at);
  reminded('treffen', meeting.startsAt - 4 * 60 * minute);
  reminded('treffen', meeting.startsAt - 60 * minute);
  reminded('morgen', tomorrow.startsAt - 24 * 60 * minute);
  reminded('morgen', tomorrow.startsAt - 60 * minute);
  const now = () => runner.clock.now().getTime();
  /** What organisers do meanwhile, by hours from the beginning. */
  const plan: [number, () => Promise<void>][] = [
    [
      3,
      async () => {
        await move(ground, 'geaendert', 24 * 40);
        each('the new time', 'moved', 'geaendert', now());
      },
    ],
    [
      4,
      async () => {
        await announce(ground);
        each('an announcement', 'announcement', 'treffen', now());
      },
    ],
    [
      8,
      async () => {
        await client.organise('POST', '/events/abgesagt/cancel', {});
        each('a cancelled event', 'eventCancelled', 'abgesagt', now());
      },
    ],
    [
      10,
      async () => {
        await cancelEach(ground, 'einzeln');
        each('a place cancelled by its organiser', 'cancellation', 'einzeln', now());
      },
    ],
    [
      12,
      async () => {
        await cancelEach(ground, 'voll', early[0]);
        const [email = ''] = people('warten', 1);
        expected.push({ what: 'moving up', email, template: 'promoted', eventId: 'voll', at: now() });
      },
    ],
  ];
  try {
    await inParallel(Array.from({ length: invented }), 4, (_one, at) =>
      strangers.hoard(hoarders[at % hoarders.length] ?? 'many'),
    );
    const { invented: addresses } = strangers;
    held = heldPlaces(await everyItem(runner), scarce.eventId, addresses);
    for (let at = 0; at < hours * 60; at += stepMinutes) {
      for (let next = plan[0]; next !== undefined && next[0] * 60 <= at; next = plan[0]) {
        plan.shift();
        await next[1]();
      }
      await inParallel(Array.from({ length: deeds }), 4, () => strangers.annoy());
      if (at % 60 < stepMinutes) expected.push(...(await honest.signsUp(at)));
      await runner.clock.set(new Date(start + (at + stepMinutes) * minute));
    }
  } finally {
    strangers.close();
    honest.close();
  }
  await runner.settle();
  const { refused } = honest;
  return {
    tally: strangers.tally,
    held,
    victims,
    unverified,
    organiser,
    expected,
    refused,
  };
}

/** People whom nobody knows of: they sign up, press the buttons that they are shown, and confirm. */
class Honest {
  readonly #ground: Ground;
  readonly #line: Line;
  readonly refused: string[] = [];

  constructor(ground: Ground) {
    this.#ground = ground;
    this.#line = new Line(ground.runner.url);
  }

  close(): void {
    this.#line.close();
  }

  async signsUp(number: number): Promise<Expected[]> {
    const { runner, client } = this.#ground;
    const email = `neu-${number}@n${number}.example`;
    const from = `198.51.100.${number % 250}`;
    const path = '/v1/registrations';
    const at = runner.clock.now().getTime();
    let heard = await this.#line.ask({ path, form: formOf(email, ['offen']), from });
    if (heard.status === 422) heard = await this.#line.ask({ path, form: hiddenFields(heard.body), from });
    if (heard.status !== 202) {
      this.refused.push(`${email}: ${heard.status}`);
      return [];
    }
    await runner.settle();
    const confirmedAt = runner.clock.now().getTime();
    await client.confirm(email);
    return [
      { what: 'a verification', email, template: 'verification', at },
      { what: 'a confirmation', email, template: 'confirmation', at: confirmedAt },
    ];
  }
}

async function announce({ client }: Ground): Promise<void> {
  const { announcementId } = await client.organise('POST', '/announcements', {
    seriesId,
    kind: 'participation',
    audience: { eventIds: ['treffen'] },
    texts: { de: { subject: 'Zu {event}', body: 'Bis bald.' } },
  });
  await client.organise('POST', `/announcements/${announcementId}/send`, {});
}

/** Cancels everybody's registration of an event, or that of one person, by the organiser. */
async function cancelEach({ client }: Ground, eventId: string, email?: string): Promise<void> {
  const { items } = await client.organise('GET', `/events/${eventId}/registrations?limit=500`);
  if (!Array.isArray(items)) throw new Error('no list');
  for (const { registrationId, ...person } of items) {
    if (email === undefined || person.email === email)
      await client.organise('POST', `/events/${eventId}/registrations/${registrationId}/cancel`, {});
  }
}
