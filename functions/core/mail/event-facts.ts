import { isOnClosedList } from '../registration/stored-registrations.ts';
import { isTypedByAnother, takesUp } from '../registration/verified-entry.ts';
import { endsAt, startsAt } from '../table/event.ts';
import type { AttendeeItem, EventItem, RegistrationItem, SeriesItem, SignUpItem } from '../table/items.ts';
import type { Links, PublicLinks } from '../table/links.ts';
import { mapUrl, placeLine } from '../table/place.ts';
import { asAttended, type SaidWay, toldWayOf, type Way, wayOf } from '../table/way.ts';
import { type Locale, wordingIn } from '../values/locale.ts';
import type { Stage } from '../values/stage.ts';
import type { Instant } from '../values/time.ts';
import { calendarLinks, type OwnCalendarLinks } from './calendar-links.ts';
import type { EventFacts, Frame, Standing, Whereabouts } from './mail-content.ts';

/** What frames a page or mail of a series: in its own look, where it has one. */
export function frameOf(stage: Stage, locale: Locale, series?: SeriesItem): Frame {
  const { colour = stage.organisation.colour, logoUrl = stage.organisation.logoUrl } = series?.look ?? {};
  return {
    locale,
    organisation: { ...stage.organisation, colour, logoUrl },
    accessibility: stage.accessibility,
    ...(series === undefined
      ? {}
      : {
          timeZone: series.timeZone,
          series: { title: wordingIn(series.title, locale), organisers: series.organisers },
        }),
  };
}

/** How and where one takes part. */
function whereabouts(
  { attendanceMode, place }: Pick<EventItem, 'attendanceMode' | 'place'>,
  locale: Locale,
): Whereabouts {
  if (place === undefined) return { attendanceMode };
  const { directions, accessibility } = place;
  return {
    attendanceMode,
    place: {
      line: placeLine(place),
      mapUrl: mapUrl(place),
      directions: directions && wordingIn(directions, locale),
      accessibility: accessibility && wordingIn(accessibility, locale),
    },
  };
}

/** Whether one comes to the same place, or takes part from one's own. */
export function isSameWhere(one: Whereabouts, other: Whereabouts): boolean {
  return one.attendanceMode === other.attendanceMode && one.place?.line === other.place?.line;
}

/** What anybody may know of an event. */
export function eventFacts(event: EventItem, locale: Locale, links: PublicLinks): EventFacts {
  return {
    eventId: event.eventId,
    title: wordingIn(event.title, locale),
    summary: event.summary && wordingIn(event.summary, locale),
    startsAt: startsAt(event),
    endsAt: endsAt(event),
    timeZone: event.timeZone,
    ...whereabouts(event, locale),
    pageUrl: links.event(event.eventId),
  };
}

/** How a registration stands at this moment, as its person is told. */
function standingOf(event: EventItem, registration: RegistrationItem | undefined, now: Instant): Standing {
  if (registration?.state === 'cancelled') return 'cancelled';
  if (event.status === 'cancelled') return 'calledOff';
  if (event.status !== 'published') return 'gone';
  const isOver = now >= endsAt(event);
  if (registration === undefined) return isOver ? 'gone' : 'expired';
  if (registration.state === 'expired') return 'gone';
  if (isOver) return 'over';
  return isOnClosedList(registration, event, now) ? 'listClosed' : registration.state;
}

/**
 * The same for a part of a sign-up. While it isn't confirmed, a registration that is gone, with an earlier sign-up of
 * the same address, or that waits on a list that is closed, is as good as one that is pending: confirming makes it anew.
 */
export function signUpFacts(
  signUp: SignUpItem,
  event: EventItem,
  registration: RegistrationItem | undefined,
  links: Links,
  now: Instant,
  position?: number,
): EventFacts {
  const isOpen = signUp.state === 'pending' && event.status === 'published' && now < endsAt(event);
  const isOthers =
    isOpen &&
    (isTypedByAnother(registration, signUp) ||
      isOnClosedList(registration, event, now) ||
      takesUp(signUp, registration));
  const own = isOthers ? undefined : registration;
  const said = signUp.events.find(({ eventId }) => eventId === event.eventId);
  const told = personalFacts(asAttended(event, own ?? said), own, signUp.locale, links, now, position);
  const facts: EventFacts = {
    ...told,
    way: hybridWay(event, own ?? said),
    calendar: told.calendar && own && linksInto(event, own, links),
  };
  facts.isOtherThanAsked = isOtherThanAsked(signUp, event, own, facts.standing);
  // A registration whose place is held no more has no group either: confirming asks for the one that was chosen.
  const isToConfirm = own === undefined || own.state === 'expired' || own.state === 'pending';
  if (!isOpen || !isToConfirm) return facts;
  const group = event.workingGroups.find((one) => one.workingGroupId === said?.workingGroupId);
  return { ...facts, standing: 'pending', workingGroup: group && wordingIn(group.title, signUp.locale) };
}

/**
 * Whether a sign-up asked for what does not hold: of who was registered before, by another one, it takes nothing over. What it
 * asked for is not told: a stranger may have typed it.
 */
export function isOtherThanAsked(
  { signUpId, events }: Pick<SignUpItem, 'signUpId' | 'events'>,
  event: EventItem,
  registration: RegistrationItem | undefined,
  standing: Standing | undefined,
): boolean {
  const said = events.find(({ eventId }) => eventId === event.eventId);
  const isKept = standing === 'confirmed' || standing === 'waitlisted';
  if (!isKept || said === undefined || registration === undefined) return false;
  if (registration.signUpId === signUpId || registration.isUnverified) return false;
  const { way, workingGroupId, answers } = said;
  const isOtherWay =
    way !== undefined && event.attendanceMode === 'hybrid' && way !== wayOf(event, registration);
  const isOtherGroup = workingGroupId !== undefined && workingGroupId !== registration.workingGroupId;
  const isOtherAnswer = Object.entries(answers).some(
    ([questionId, answer]) => String(answer) !== String(registration.answers[questionId] ?? ''),
  );
  return isOtherWay || isOtherGroup || isOtherAnswer;
}

/** Whether something is to come of it, or its reader is told that nothing is: of the event as they know it. */
function namesFormer(standing: Standing): boolean {
  return standing !== 'gone' && standing !== 'over' && standing !== 'expired';
}

/** Title, time and place as the person behind a registration was told them last, where they are others now. */
export function formerlyTold(
  event: EventItem,
  registration: (SaidWay & Pick<RegistrationItem, 'toldSequence'>) | undefined,
  locale: Locale,
): EventFacts['formerly'] {
  const told = event.formerFacts?.find(({ sequence }) => sequence === registration?.toldSequence);
  if (told === undefined) return undefined;
  const [title, now] = [wordingIn(told.title, locale), wordingIn(event.title, locale)];
  const { startsAt: start, endsAt: end, timeZone } = told;
  const isSameTime = start === startsAt(event) && end === endsAt(event) && timeZone === event.timeZone;
  const where = whereabouts(asAttended(told, registration), locale);
  const isSamePlace = isSameWhere(where, whereabouts(event, locale));
  if (isSameTime && isSamePlace && title.text === now.text) return undefined;
  return {
    ...(title.text === now.text ? {} : { title }),
    ...(isSameTime ? {} : { time: { startsAt: start, endsAt: end, timeZone } }),
    ...(isSamePlace ? {} : { place: where }),
  };
}

/** The same facts for who has not been told anything of the event yet. */
export function firstTold({ formerly, ...facts }: EventFacts): EventFacts {
  return facts;
}

/** How somebody takes part, where others take part otherwise. */
function hybridWay(event: EventItem, registration: SaidWay | undefined): Way | undefined {
  return event.attendanceMode === 'hybrid' ? toldWayOf(event, registration) : undefined;
}

/**
 * The links into calendars have the event's public entry. They are left out where the mail's file has another place, or where
 * theirs may be older than a file that took the entry back, which calendars leave as it is then (RFC 5546 section 2.1.5).
 */
function linksInto(event: EventItem, registration: RegistrationItem, links: PublicLinks): OwnCalendarLinks {
  const { file, google, outlook, series } = calendarLinks(event.eventId, links);
  if (hybridWay(event, registration) === 'online') return { series };
  return registration.round > 0 ? { google, outlook, series } : { file, google, outlook, series };
}

/**
 * What the person behind a registration may know of its event, as it is for their way of taking part; the join link is
 * always the stable one.
 */
export function personalFacts(
  whole: EventItem,
  registration: RegistrationItem | undefined,
  locale: Locale,
  links: Links,
  now: Instant,
  position?: number,
): EventFacts {
  const event = asAttended(whole, registration);
  const standing = standingOf(event, registration, now);
  const group = event.workingGroups.find((one) => one.workingGroupId === registration?.workingGroupId);
  const isIn = standing === 'confirmed' && registration !== undefined;
  return {
    ...eventFacts(event, locale, links),
    standing,
    isEntered: isIn && registration.isUnverified,
    hadPlace: (standing === 'over' && registration?.state === 'confirmed') || undefined,
    formerly: namesFormer(standing) ? formerlyTold(event, registration, locale) : undefined,
    position: standing === 'waitlisted' ? position : undefined,
    way: hybridWay(whole, registration),
    workingGroup: group && wordingIn(group.title, locale),
    seat: registration?.seat,
    person: registration?.seat === undefined ? undefined : registration.name,
    joinUrl: isIn && event.joinUrl !== undefined ? links.go(registration, 'join') : undefined,
    // The links have the entry of an address' first person; the others have their own in the mails' files alone.
    calendar:
      isIn && registration.seat === undefined && now < endsAt(event)
        ? linksInto(whole, registration, links)
        : undefined,
    joinInfo: isIn && event.joinInfo !== undefined ? wordingIn(event.joinInfo, locale) : undefined,
  };
}

/**
 * The same, with whose it is, where its address has several people in the event; with the name that it was registered by,
 * where its one person goes by another: a second spelling is nobody else.
 */
export function withPerson(
  facts: EventFacts,
  { name, isUnverified }: RegistrationItem,
  attendee: AttendeeItem,
  hasSeveral = attendee.seats?.[facts.eventId] !== undefined,
): EventFacts {
  if (isUnverified) return facts;
  if (hasSeveral || facts.seat !== undefined) return { ...facts, person: name };
  return name === attendee.name ? facts : { ...facts, registeredAs: name };
}
