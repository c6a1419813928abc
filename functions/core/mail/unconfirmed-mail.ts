import type { SkipReason } from '../delivery/skip-reasons.ts';
import { endsAt } from '../table/event.ts';
import type { AttendeeItem, EventItem, RegistrationItem, SignUpItem } from '../table/items.ts';
import type { Links } from '../table/links.ts';
import type { Instant } from '../values/time.ts';
import { type EventFacts, isLost, type MailContent, type Standing } from './mail-content.ts';

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
  const wantsNews = signUp.notices.news !== undefined;
  // Of two sign-ups that ask for the same, one reminds: the one that the registration is of.
  const isOwn = ({ registration }: Part) =>
    template === 'verification' || registration === undefined || registration.signUpId === signUp.signUpId;
  const events = toConfirm(of)
    .filter(isOwn)
    .map(({ facts }) => facts);
  const factsOf = (isOne: (standing: Standing | undefined) => boolean) =>
    parts.filter(({ facts }) => isOne(facts.standing)).map(({ facts }) => facts);
  const already = factsOf((standing) => standing === 'confirmed' || standing === 'waitlisted');
  // A nudge says nothing new of what it does not remind of.
  const lost = template === 'nudge' ? [] : factsOf(isLost);
  if (template === 'nudge' && events.length === 0) return { skip: 'nothingToConfirm' };
  // Nothing is left of it: "you are registered already" would be untrue.
  if (events.length + already.length === 0 && !wantsNews) {
    const content = calledOffContent(of);
    return 'skip' in content ? { skip: 'nothingToConfirm' } : content;
  }
  return {
    ...{ template, events, already, lost },
    // A nudge says of all of them that none is held.
    ...holdsOf(signUp, template === 'nudge' ? [] : events, now),
    ...(events.length > 0 || wantsNews ? { confirmUrl: links.confirm(signUp.signUpId) } : {}),
    deletedAt: signUp.deletedAt,
    news: wantsNews && sender !== undefined ? { sender } : undefined,
    registrationUrl: already.length > 0 && attendee ? links.registration(attendee) : undefined,
  };
}

/** What of a sign-up that nobody confirmed does not take place; nothing when its time has passed anyway. */
export function calledOffContent(of: Unconfirmed): Said {
  const { signUp, parts, links, now } = of;
  if (signUp.state !== 'pending' || now >= signUp.deletedAt) return { skip: 'nothingToConfirm' };
  const off = parts.filter(({ event, facts }) => facts.standing === 'calledOff' && now < endsAt(event));
  if (off.length === 0) return { skip: 'eventOver' };
  const others = toConfirm(of).map(({ facts }) => facts);
  return {
    template: 'unconfirmedCancelled',
    events: off.map(({ facts }) => facts),
    others,
    ...holdsOf(signUp, others, now),
    confirmUrl: links.confirm(signUp.signUpId),
    deletedAt: signUp.deletedAt,
  };
}

function toConfirm({ parts }: Unconfirmed): Part[] {
  return parts.filter(({ facts }) => facts.standing === 'pending');
}

/** Of the parts that are to be confirmed: until when their places are held, and the titles of those without one. */
export function holdsOf({ events }: SignUpItem, parts: readonly EventFacts[], now: Instant) {
  const held = new Map(events.map((entry) => [entry.eventId, entry.heldUntil ?? now]));
  const isHeld = ({ eventId }: EventFacts) => (held.get(eventId) ?? now) > now;
  const [heldUntil] = parts
    .filter(isHeld)
    .map(({ eventId }) => held.get(eventId))
    .toSorted();
  return { heldUntil, unheld: parts.filter((part) => !isHeld(part)).map(({ title }) => title.text) };
}
