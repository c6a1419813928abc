import type { Organiser } from '../access/organiser.ts';
import { hasRight } from '../access/rights.ts';
import { barsMailOf } from '../delivery/suppression.ts';
import { readEvent } from '../organising/events.ts';
import type { Context } from '../table/context.ts';
import { mostSeats } from '../table/event.ts';
import type { EventItem, RegistrationItem, RegistrationState } from '../table/items.ts';
import { lists } from '../table/lists.ts';
import { fullPage, readList } from '../table/pages.ts';
import { identities } from '../table/person.ts';
import type { Page } from '../table/ports.ts';
import { collections, refs } from '../table/refs.ts';
import { isGone } from '../table/retention.ts';
import { type Way, wayOf } from '../table/way.ts';
import { isEmail } from '../values/email.ts';
import { Problem } from '../values/problem.ts';
import { type AnswersAsked, asSeenBy, readBy, type SeenRegistration } from './shown-registration.ts';

/** A registration that stands otherwise than what is to be done with it needs. */
export function movedOn({ state }: RegistrationItem): Problem {
  return new Problem('not-possible-now', { detail: { code: 'registrationMovedOn', params: { state } } });
}

export interface RegistrationQuery {
  state?: RegistrationState | undefined;
  way?: Way | undefined;
  /** A part of a name, or of an address for those who may see these, in any case. */
  text?: string | undefined;
  /** Those alone whose address is not written to, after a bounce or a complaint. */
  isUndeliverable?: boolean;
  after?: string | undefined;
  limit: number;
}

/**
 * An event's registrations that a query asks for, as the organiser may see them, a page at a time. A whole address is
 * looked up by its keys, however many are registered.
 */
export async function listRegistrations(
  eventId: string,
  query: RegistrationQuery,
  organiser: Organiser,
  context: Context,
  answers: AnswersAsked = 'ordinary',
): Promise<Page<SeenRegistration>> {
  const { event } = await readEvent(eventId, organiser, context);
  const page = await pageOfRegistrations(event, query, organiser, context);
  return { ...page, items: await readBy(organiser, page.items, event, context, answers) };
}

/** The same of an event that is read already, with all that is stored. */
export async function pageOfRegistrations(
  event: EventItem,
  asked: RegistrationQuery,
  organiser: Organiser,
  context: Context,
): Promise<Page<RegistrationItem>> {
  const { text = '', limit } = asked;
  const { eventId } = event;
  const query: Sought = { ...asked, event, isByAddress: hasRight(organiser, 'addresses') };
  if (query.isByAddress && query.after === undefined && isEmail(text.trim())) {
    const own = await seatsOfAddress(eventId, text.trim(), context);
    const items = await fitting(own, query, context);
    if (items.length > 0) return { items };
  }
  return fullPage(query, limit, (from) => partOfRegistrations(eventId, { ...query, ...from }, context));
}

async function seatsOfAddress(
  eventId: string,
  email: string,
  { store, keys }: Context,
): Promise<RegistrationItem[]> {
  const ids = identities(keys, email).flatMap(({ registrationId }) =>
    Array.from({ length: mostSeats }, (_, index) => registrationId(eventId, index + 1)),
  );
  const found = await store.getMany(ids.map((id) => refs.registration(eventId, id)));
  return found.filter((one) => one !== undefined);
}

/** Whoever may not see addresses does not find by them either: an answer would tell who is registered. */
type Sought = RegistrationQuery & { event: EventItem; isByAddress: boolean };

async function partOfRegistrations(
  eventId: string,
  query: Sought,
  context: Context,
): Promise<Page<RegistrationItem>> {
  const { store } = context;
  const from = { limit: query.limit, after: query.after };
  const page =
    query.state === undefined
      ? await store.list(collections.registrations(eventId), from)
      : await readList(lists.registrationsOfEvent(eventId, query.state), from, store, { isEventual: true });
  return { ...page, items: await fitting(page.items, query, context) };
}

/** Those of them that are to be seen, and that a query asks for. */
async function fitting(
  all: readonly RegistrationItem[],
  { event, state, way, text, isUndeliverable, isByAddress }: Sought,
  context: Context,
): Promise<RegistrationItem[]> {
  const visible = all.filter(
    (one) =>
      !isGone(one, context.now) && (state === undefined || one.state === state) && isOfWay(one, event, way),
  );
  const seen = isUndeliverable ? await undeliverable(visible, context) : visible;
  const wanted = text?.trim().toLowerCase();
  if (!wanted) return seen;
  return seen.filter(({ name, email }) =>
    (isByAddress ? `${name}\n${email}` : name).toLowerCase().includes(wanted),
  );
}

function isOfWay(one: RegistrationItem, event: EventItem, way: Way | undefined): boolean {
  return way === undefined || wayOf(event, one) === way;
}

async function undeliverable(
  all: readonly RegistrationItem[],
  { store }: Context,
): Promise<RegistrationItem[]> {
  const wanted = all.map(({ personHash }) => refs.suppression(personHash));
  const found = await store.getMany(wanted, { isEventual: true });
  return all.filter((one, index) => barsMailOf(one, found[index]));
}

/** A registration as the organiser may see it; a look at sensitive answers is in the audit. @throws Problem 404 */
export async function showRegistration(
  eventId: string,
  registrationId: string,
  organiser: Organiser,
  context: Context,
  answers: AnswersAsked,
): Promise<SeenRegistration> {
  const { event } = await readEvent(eventId, organiser, context);
  const found = await readRegistration(eventId, registrationId, organiser, context);
  const [shown] = await readBy(organiser, [found], event, context, answers, `/${registrationId}`);
  if (shown === undefined) throw new Problem('not-found');
  return shown;
}

/** With all that is stored, to be worked with. @throws Problem 404 */
export async function readRegistration(
  eventId: string,
  registrationId: string,
  organiser: Organiser,
  context: Context,
): Promise<RegistrationItem> {
  await readEvent(eventId, organiser, context);
  const registration = await context.store.get(refs.registration(eventId, registrationId));
  if (registration === undefined || isGone(registration, context.now)) throw new Problem('not-found');
  return registration;
}

/** Some of an event's registrations by their ids, as the organiser may see them; those that are gone lack. */
export async function registrationsById(
  eventId: string,
  ids: readonly string[],
  organiser: Organiser,
  context: Context,
): Promise<Map<string, RegistrationItem>> {
  const { event } = await readEvent(eventId, organiser, context);
  const found = await context.store.getMany([...new Set(ids)].map((id) => refs.registration(eventId, id)));
  const present = found.filter((one) => one !== undefined).filter((one) => !isGone(one, context.now));
  const shown = asSeenBy(organiser, present, event, 'ordinary');
  return new Map(shown.map((one) => [one.registrationId, one]));
}
