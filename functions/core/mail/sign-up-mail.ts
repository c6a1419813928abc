import { givenNewsTo } from '../registration/confirm-choices.ts';
import { placeInLine } from '../registration/place-in-line.ts';
import type { Context } from '../table/context.ts';
import type { EventItem, RegistrationItem, SeriesItem, SignUpItem } from '../table/items.ts';
import { isOfLeftAddress } from '../table/left-address.ts';
import { linksOf } from '../table/links.ts';
import { chosenIdentity, identities } from '../table/person.ts';
import { refs } from '../table/refs.ts';
import { isGone } from '../table/retention.ts';
import { senderOf } from '../table/senders.ts';
import { entryOf } from './calendar-entry.ts';
import { firstTold, isOtherThanAsked, personalFacts, signUpFacts, withPerson } from './event-facts.ts';
import { eachPart } from './failed-part.ts';
import type { EventFacts, MailContent } from './mail-content.ts';
import { framed, newTimes, type Planned, type Planning, readEvents } from './mail-plan.ts';
import { calledOffContent, isByOrganiser, unconfirmedContent } from './unconfirmed-mail.ts';

/** The mail about all that somebody signed up for: to confirm it, what became of it, or what came of confirming. */
export async function signUpMail(planning: Planning): Promise<Planned> {
  const { delivery, series, context, shared } = planning;
  const { store, keys, now } = context;
  const { signUp } = await store.load({ signUp: refs.signUp(delivery.signUpId ?? '-') });
  if (signUp === undefined || isGone(signUp, now) || signUp.state === 'deleted')
    return { skip: 'signUpGone' };
  if (delivery.template !== 'confirmation' && (await isOfLeftAddress(signUp, context)))
    return { skip: 'addressLeft' };
  const isUnasked = delivery.template === 'nudge' || delivery.template === 'unconfirmedCancelled';
  const restricted = isUnasked ? await store.get(refs.restrictedPerson(signUp.personHash)) : undefined;
  if (restricted !== undefined && signUp.createdAt <= restricted.upTo) return { skip: 'restricted' };
  const identity = chosenIdentity(
    identities(keys, signUp.email),
    (one) => one.personHash === signUp.personHash,
  );
  // Of an event that is off, what else there is to confirm is told, too.
  const isOfAll = delivery.template === 'unconfirmedCancelled';
  const eventIds = isOfAll ? signUp.events.map((entry) => entry.eventId) : delivery.eventIds;
  const [{ attendee }, { events, unreadable }, registrations] = await Promise.all([
    store.load({ attendee: refs.attendee(signUp.personHash, signUp.seriesId) }),
    readEvents(eventIds, shared),
    store.getMany(eventIds.map((id) => refs.registration(id, identity.registrationId(id)))),
  ]);
  const links = linksOf(context);
  // The first mail of a sign-up follows from what its form showed, which nobody at the address need have seen.
  const isFirst =
    delivery.template === 'verification' ||
    (delivery.template === 'confirmation' && signUp.verifiedAt === undefined);
  // Once it is confirmed, in the language of its person, whatever the form's was.
  const locale = signUp.verifiedAt === undefined ? signUp.locale : (attendee?.locale ?? signUp.locale);
  const toldBefore = (facts: EventFacts) => (isFirst ? firstTold(facts) : facts);
  const sender = await newsToConfirm(signUp, series, context);
  const found = await Promise.all(
    events.map(async (event) => {
      const registration = registrations[eventIds.indexOf(event.eventId)];
      return { event, registration, position: await placeInLine(event, registration, store) };
    }),
  );
  /** What was entered is told as it stands, also where it was typed anew since. */
  const factsOf = ({ event, registration, position }: (typeof found)[number]) =>
    delivery.template === 'confirmation' && registration?.state === 'confirmed'
      ? {
          ...personalFacts(event, registration, locale, links, now, position),
          isOtherThanAsked: isOtherThanAsked(signUp, event, registration, 'confirmed'),
        }
      : signUpFacts({ ...signUp, locale }, event, registration, links, now, position);
  const { made: parts, failed: unmade } = eachPart(found, 'event', (one) => ({
    ...{ event: one.event, registration: one.registration },
    facts: toldBefore(factsOf(one)),
  }));
  const failed = [...unreadable, ...unmade];
  // Without any part there is no mail.
  if (parts.length === 0 && failed[0] !== undefined) throw failed[0].error;
  const of = { signUp, parts, links, now };
  // It carries no file: whoever has a place already is told once more, with theirs.
  const tells = told(parts.filter(({ facts }) => facts.standing !== 'confirmed'));
  switch (delivery.template) {
    case 'unconfirmedCancelled': {
      const content = calledOffContent(of);
      return 'skip' in content ? content : framed(planning, signUp, content, { failed, tells });
    }
    case 'verification':
    case 'nudge': {
      const content = unconfirmedContent(delivery.template, { ...of, attendee, sender });
      return 'skip' in content ? content : framed(planning, signUp, content, { failed, tells });
    }
    default:
  }
  if (attendee === undefined) return { skip: 'attendeeGone' };
  if (parts.length === 0) return { skip: 'eventGone' };
  // Who has cancelled since was told that.
  const kept = parts.filter(({ facts }) => facts.standing !== 'cancelled');
  if (kept.length === 0) return { skip: 'notConfirmed' };
  const content: MailContent = {
    template: 'confirmation',
    events: kept.map(({ facts, registration }) =>
      registration === undefined ? facts : withPerson(facts, registration, attendee),
    ),
    registrationUrl: links.registration(attendee),
    isEntry: signUp.verifiedAt === undefined,
    isByOrganiser: signUp.verifiedAt === undefined && isByOrganiser(signUp),
    ...(signUp.state === 'pending' && (sender !== undefined || kept.some(({ facts }) => facts.isEntered))
      ? { confirmUrl: links.confirm(signUp.signUpId), news: sender === undefined ? undefined : { sender } }
      : {}),
  };
  const entries = kept.map(({ event, registration }) =>
    registration === undefined ? [] : entryOf(event, registration, context),
  );
  const calendars = (await Promise.all(entries)).flat();
  // Entered directly, nobody has confirmed it yet.
  const person =
    signUp.verifiedAt === undefined
      ? { ...signUp, isUnverified: true as const }
      : { ...signUp, name: attendee.name, locale };
  return framed(planning, person, content, { calendars, failed, tells: told(kept) });
}

/** Whose news confirming agrees to; nobody's, where they were not ticked, are asked for no more, or come already. */
async function newsToConfirm(
  signUp: SignUpItem,
  series: SeriesItem,
  { store }: Context,
): Promise<string | undefined> {
  const givenTo = signUp.notices.news && givenNewsTo(signUp, series);
  if (givenTo === undefined) return undefined;
  const { subscription } = await store.load({
    subscription: refs.subscription(signUp.personHash, givenTo.senderId),
  });
  return subscription?.state === 'subscribed' ? undefined : (await senderOf(givenTo, store)).sender;
}

function told(parts: readonly { event: EventItem; registration: RegistrationItem | undefined }[]) {
  return parts.flatMap(({ event, registration }) => newTimes(event, registration));
}
