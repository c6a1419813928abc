import { givenNewsTo } from '../registration/confirm-choices.ts';
import { placeInLine } from '../registration/place-in-line.ts';
import type { SignUpItem } from '../table/items.ts';
import { linksOf } from '../table/links.ts';
import { chosenIdentity, identities } from '../table/person.ts';
import { refs } from '../table/refs.ts';
import { isGone } from '../table/retention.ts';
import { senderOf } from '../table/senders.ts';
import type { Instant } from '../values/time.ts';
import { entryOf } from './calendar-entry.ts';
import { signUpFacts } from './event-facts.ts';
import { eachPart } from './failed-part.ts';
import type { EventFacts, MailContent } from './mail-content.ts';
import { framed, newTimes, type Planned, type Planning } from './mail-plan.ts';

/** The mail about all that somebody signed up for: to confirm it, or what came of it. */
export async function signUpMail(planning: Planning): Promise<Planned> {
  const { delivery, series, context, shared } = planning;
  const { store, keys, now } = context;
  const { signUp } = await store.load({ signUp: refs.signUp(delivery.signUpId ?? '-') });
  if (signUp === undefined || isGone(signUp, now) || signUp.state === 'deleted')
    return { skip: 'signUpGone' };
  const identity = chosenIdentity(
    identities(keys, signUp.email),
    (one) => one.personHash === signUp.personHash,
  );
  const [{ attendee }, events, registrations] = await Promise.all([
    store.load({ attendee: refs.attendee(signUp.personHash, signUp.seriesId) }),
    Promise.all(delivery.eventIds.map((eventId) => shared.event(eventId))),
    store.getMany(delivery.eventIds.map((id) => refs.registration(id, identity.registrationId(id)))),
  ]);
  const links = linksOf(context);
  const wantsNews = signUp.notices.news !== undefined;
  const givenTo = wantsNews ? givenNewsTo(signUp, series) : undefined;
  const found = await Promise.all(
    events.flatMap((event, index) => {
      const registration = registrations[index];
      if (event === undefined) return [];
      return [placeInLine(registration, store).then((position) => ({ event, registration, position }))];
    }),
  );
  const { made: parts, failed } = eachPart(found, 'event', ({ event, registration, position }) => ({
    ...{ event, registration },
    facts: signUpFacts(signUp, event, registration, links, now, position),
  }));
  // Without any part there is no mail.
  if (parts.length === 0 && failed[0] !== undefined) throw failed[0].error;
  if (delivery.template === 'verification' || delivery.template === 'nudge') {
    if (signUp.state !== 'pending' || now >= signUp.deletedAt) return { skip: 'nothingToConfirm' };
    // Of two sign-ups that ask for the same, one reminds: the one that the registration is of.
    const isOwn = ({ registration }: (typeof parts)[number]) =>
      delivery.template === 'verification' ||
      registration === undefined ||
      registration.signUpId === signUp.signUpId;
    const events = parts
      .filter((part) => part.facts.standing === 'pending' && isOwn(part))
      .map((part) => part.facts);
    const already = parts
      .filter((part) => part.facts.standing === 'confirmed' || part.facts.standing === 'waitlisted')
      .map((part) => part.facts);
    const isNudge = delivery.template === 'nudge';
    const { heldUntil, unheld } = holdsOf(signUp, isNudge ? [] : events, now);
    // Nothing is left of it: "you are registered already" would be untrue.
    const isNothing = events.length + already.length === 0 && !wantsNews;
    if (isNothing || (isNudge && events.length === 0)) return { skip: 'nothingToConfirm' };
    const content: MailContent = {
      template: delivery.template,
      events,
      already,
      ...(events.length > 0 || wantsNews ? { confirmUrl: links.confirm(signUp.signUpId) } : {}),
      ...{ heldUntil, unheld },
      deletedAt: signUp.deletedAt,
      news: givenTo && { sender: (await senderOf(givenTo, store)).sender },
      registrationUrl: already.length > 0 && attendee ? links.registration(attendee) : undefined,
    };
    return framed(planning, signUp, content, { failed });
  }
  if (attendee === undefined) return { skip: 'attendeeGone' };
  if (parts.length === 0) return { skip: 'eventGone' };
  const content: MailContent = {
    template: 'confirmation',
    events: parts.map((part) => part.facts),
    registrationUrl: links.registration(attendee),
    verifyNewsUrl: wantsNews && signUp.state === 'pending' ? links.confirm(signUp.signUpId) : undefined,
  };
  const entries = parts.map(({ event, registration }) =>
    registration === undefined ? [] : entryOf(event, registration, attendee, context),
  );
  const calendars = (await Promise.all(entries)).flat();
  // Entered directly, nobody has confirmed it yet.
  const person = signUp.verifiedAt === undefined ? { ...signUp, isUnverified: true as const } : signUp;
  const tells = parts.flatMap(({ event, registration }) => newTimes(event, registration));
  return framed(planning, person, content, { calendars, failed, tells });
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
