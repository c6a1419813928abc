import type { SkipReason } from '../delivery/skip-reasons.ts';
import { hasEndOfPlaces } from '../registration/places.ts';
import { holdEndsAt } from '../registration/sign-up-item.ts';
import { takesUp } from '../registration/verified-entry.ts';
import { endsAt } from '../table/event.ts';
import type { AttendeeItem, EventItem, RegistrationItem, SignUpItem } from '../table/items.ts';
import type { Links } from '../table/links.ts';
import type { Instant } from '../values/time.ts';
import { type EventFacts, type Holds, isLost, type MailContent } from './mail-content.ts';

interface Part {
  event: EventItem;
  registration: RegistrationItem | undefined;
  facts: EventFacts;
}

interface Unconfirmed {
  signUp: SignUpItem;
  parts: readonly Part[];
  links: Links;
  now: Instant;
}

type Said = MailContent | { skip: SkipReason };

/** What there is to confirm, with what is there already and what is lost; or why nothing is asked any more. */
export function unconfirmedContent(
  template: 'verification' | 'nudge',
  of: Unconfirmed & { attendee: AttendeeItem | undefined; sender: string | undefined },
): Said {
  const { signUp, parts, links, now, attendee, sender } = of;
  if (signUp.state !== 'pending' || now >= signUp.deletedAt) return { skip: 'nothingToConfirm' };
  const news = sender === undefined ? undefined : { sender };
  // Of two sign-ups that ask for the same, one reminds: the one that the registration is of.
  const isOwn = ({ registration }: Part) =>
    template === 'verification' ||
    registration === undefined ||
    registration.signUpId === signUp.signUpId ||
    takesUp(signUp, registration);
  const own = toConfirm(of).filter(isOwn);
  const events = own.map(({ facts }) => facts);
  const all = parts.map(({ facts }) => facts);
  const already = all.filter(({ standing }) => standing === 'confirmed' || standing === 'waitlisted');
  // A nudge says nothing new of what it does not remind of.
  const lost = template === 'nudge' ? [] : all.filter(isLost);
  if (template === 'nudge' && events.length === 0) return { skip: 'nothingToConfirm' };
  // Nothing is left of it: "you are registered already" would be untrue.
  if (events.length + already.length === 0 && news === undefined) {
    const content = calledOffContent(of);
    return 'skip' in content ? { skip: 'nothingToConfirm' } : content;
  }
  return {
    ...{ template, events, already, lost },
    ...holdsOf(signUp, own, now),
    ...(events.length > 0 || news ? { confirmUrl: links.confirm(signUp.signUpId) } : {}),
    deletedAt: signUp.deletedAt,
    isByOrganiser: isByOrganiser(signUp),
    news,
    registrationUrl: already.length > 0 && attendee ? links.registration(attendee) : undefined,
  };
}

/**
 * What of a sign-up that nobody confirmed does not take place, and no mail has said so yet; nothing when its time has
 * passed anyway.
 */
export function calledOffContent(of: Unconfirmed): Said {
  const { signUp, parts, links, now } = of;
  if (signUp.state !== 'pending' || now >= signUp.deletedAt) return { skip: 'nothingToConfirm' };
  const all = parts.filter(
    ({ event, registration, facts }) =>
      facts.standing === 'calledOff' && now < endsAt(event) && isUnconfirmed(signUp, registration),
  );
  if (all.length === 0) return { skip: 'eventOver' };
  const off = all.filter(({ event, registration }) => (registration?.toldSequence ?? -1) < event.sequence);
  if (off.length === 0) return { skip: 'knowsAlready' };
  const others = toConfirm(of);
  return {
    template: 'unconfirmedCancelled',
    events: off.map(({ facts }) => facts),
    others: others.map(({ facts }) => facts),
    ...holdsOf(signUp, others, now),
    confirmUrl: links.confirm(signUp.signUpId),
    deletedAt: signUp.deletedAt,
    isByOrganiser: isByOrganiser(signUp),
  };
}

/** Whether it is this sign-up's to be confirmed, or was: who is registered, or has cancelled since, has mails of their own. */
function isUnconfirmed(signUp: SignUpItem, registration: RegistrationItem | undefined): boolean {
  if (registration?.state === 'cancelled') return takesUp(signUp, registration);
  return registration === undefined || registration.state === 'pending' || registration.state === 'expired';
}

/** Whether an organiser entered the address: by hand, or in the place of another. */
export function isByOrganiser({ channel, isCorrected }: SignUpItem): boolean {
  return channel === 'byHand' || isCorrected === true;
}

function toConfirm({ parts }: Unconfirmed): Part[] {
  return parts.filter(({ facts }) => facts.standing === 'pending');
}

/**
 * Of the parts that are to be confirmed: until when their places are held, and the titles of those with and without one.
 * Where there is no end of places nothing is said of them.
 */
export function holdsOf(
  { events, createdAt }: SignUpItem,
  parts: readonly Pick<Part, 'event' | 'facts'>[],
  now: Instant,
): Holds {
  const said = new Map(events.map((entry) => [entry.eventId, entry]));
  const limited = parts.filter(({ event }) => isLimited(event, said.get(event.eventId) ?? {}));
  const untilOf = ({ event }: Pick<Part, 'event'>) => said.get(event.eventId)?.heldUntil ?? now;
  const [heldUntil] = limited
    .map(untilOf)
    .filter((until) => until > now)
    .toSorted();
  return {
    heldUntil,
    unheld: limited.filter((part) => untilOf(part) <= now).map(({ facts }) => facts.title.text),
    held: limited.filter((part) => untilOf(part) > now).map(({ facts }) => facts.title.text),
    // What was held then is no more; whether a place is free is known when it is confirmed.
    isLapsed: heldUntil === undefined && limited.some(({ event }) => holdEndsAt(event, createdAt) <= now),
  };
}

/** Whether there is an end of places, in the event, by its way or in the working group that was chosen. */
function isLimited(event: EventItem, chosen: Pick<RegistrationItem, 'way' | 'workingGroupId'>): boolean {
  const group = event.workingGroups.find(({ workingGroupId }) => workingGroupId === chosen.workingGroupId);
  return hasEndOfPlaces(event, chosen) || group?.capacity !== undefined;
}
