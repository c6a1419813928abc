import type { Organiser } from '../access/organiser.ts';
import { changeFor } from '../mail/event-change.ts';
import { frameOf, personalFacts } from '../mail/event-facts.ts';
import type { MailFacts } from '../mail/mail-content.ts';
import { changedEvent } from '../registration/event-plans.ts';
import type { Context } from '../table/context.ts';
import { type EventInput, toldFacts } from '../table/event.ts';
import type { AskingField } from '../table/event-fields.ts';
import type { CountersItem, EventItem, RegistrationItem, SeriesItem } from '../table/items.ts';
import { SampleLinks } from '../table/links.ts';
import { formerWay, Way, wayOf } from '../table/way.ts';
import { type Locale, locales } from '../values/locale.ts';
import { changeableEvent, changeToAskAbout, type EventWithCounters } from './events.ts';
import { nobodyIn } from './mail-preview.ts';

/** What a change of an event means for those who take part by one way. */
export interface ForeseenWay {
  /** How they take part until now; undefined where nobody knows and they were told both. */
  before: Way | undefined;
  after: Way | undefined;
  confirmed: number;
  waitlisted: number;
}

export interface ForeseenChange {
  /** What is changed that whoever changes it is asked about: whether people are told. */
  asks: AskingField | undefined;
  /** By how they take part, those alone who are there. */
  people: ForeseenWay[];
  /** More is taken than there would be places: nobody loses one, and nobody new gets one. */
  overbooked: { way: Way | undefined; taken: number; capacity: number }[];
  /** To nobody in particular: what somebody of each of `people` would be mailed, in every language. */
  mails: { of: ForeseenWay; facts: MailFacts }[];
}

/**
 * What would happen to whom if an event became what is handed in; nothing is written.
 * @throws Problem 403, 404, 422 as when it is replaced
 */
export async function foreseenChange(
  eventId: string,
  input: EventInput,
  organiser: Organiser,
  context: Context,
): Promise<ForeseenChange> {
  const { current, series } = await changeableEvent(eventId, input, undefined, organiser, context);
  const next = changedEvent(current.event, input, series, context.now);
  const asks = changeToAskAbout(current, next);
  const people = foreseenWays(current, next);
  return {
    ...{ asks, people: people.map(({ said: _, ...way }) => way) },
    overbooked: overbooked(current.counters, next),
    mails:
      asks === undefined
        ? []
        : people.flatMap(({ said, ...of }) =>
            locales.flatMap((locale) => {
              const facts = drafted(current.event, next, series, { way: said, locale }, context);
              return facts === undefined ? [] : [{ of, facts }];
            }),
          ),
  };
}

/** Those who have a place or wait, by what they said. */
function foreseenWays({ event, counters }: EventWithCounters, next: EventItem) {
  const { ways, confirmed, waitlisted } = counters;
  const told = (said: Way | undefined, counts: Pick<CountersItem, 'confirmed' | 'waitlisted'>) => ({
    said,
    before: wayOf(event, { way: said }),
    after: wayOf(next, { way: said }),
    ...{ confirmed: counts.confirmed, waitlisted: counts.waitlisted },
  });
  const all =
    ways === undefined
      ? [told(undefined, { confirmed, waitlisted })]
      : Way.options.map((way) => told(way, ways[way]));
  const [first, second] = all.filter((one) => one.confirmed + one.waitlisted > 0);
  if (first === undefined) return [];
  if (second === undefined) return [first];
  // What they said makes no difference, before and after.
  if (first.before !== second.before || first.after !== second.after) return [first, second];
  return [
    {
      ...first,
      confirmed: first.confirmed + second.confirmed,
      waitlisted: first.waitlisted + second.waitlisted,
    },
  ];
}

function overbooked({ ways, taken }: CountersItem, next: EventItem): ForeseenChange['overbooked'] {
  const takenOf = (way: Way) => ways?.[way].taken ?? (formerWay(next) === way ? taken : 0);
  const limits = [
    { way: undefined, taken, capacity: next.capacity },
    ...Way.options.map((way) => ({ way, taken: takenOf(way), capacity: next.ways?.[way].capacity })),
  ];
  return limits.flatMap(({ capacity, ...one }) =>
    capacity !== undefined && one.taken > capacity ? [{ ...one, capacity }] : [],
  );
}

/** The mail that tells of the change, to a confirmed attendee who is nobody; none where nothing is new for them. */
function drafted(
  event: EventItem,
  next: EventItem,
  series: SeriesItem,
  { way, locale }: { way: Way | undefined; locale: Locale },
  context: Context,
): MailFacts | undefined {
  const links = new SampleLinks(context);
  const registration = nobodysRegistration(next, { way, locale }, context);
  const change = changeFor(next, registration, toldFacts(event), links, context.now);
  if (change === undefined || change.facts.length === 0) return undefined;
  const template = change.facts.includes('time') ? 'moved' : 'changed';
  return {
    frame: frameOf(context.stage, locale, series),
    name: nobodyIn(locale),
    words: series.texts?.[template]?.[locale],
    content: {
      ...{ template, change, registrationUrl: `${context.publicUrl}/registration/preview` },
      event: personalFacts(next, registration, locale, links, context.now),
    },
    attached: [{ eventId: next.eventId, method: 'PUBLISH' }],
  };
}

function nobodysRegistration(
  { eventId, seriesId }: EventItem,
  said: Pick<RegistrationItem, 'way' | 'locale'>,
  { now }: Context,
): RegistrationItem {
  return {
    ...{ type: 'registration', registrationId: 'preview', eventId, seriesId, personHash: 'preview' },
    ...{ state: 'confirmed', holdsPlace: true, answers: {}, ...said },
    ...{ name: nobodyIn(said.locale), email: 'preview@preview.invalid', signUpId: 'preview', marks: [] },
    ...{ createdAt: now, confirmedAt: now, round: 0, version: 0 },
  };
}
