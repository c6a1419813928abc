import { isDirectEntry, isPromoting, openness, startsAt } from './event.ts';
import { type Fault, pointer } from './faults.ts';
import type {
  AttendeeItem,
  CountersItem,
  EventItem,
  RegistrationItem,
  SeriesItem,
  SignUpItem,
} from './items.ts';
import { inLocale, type Locale } from './locale.ts';
import { enqueue } from './outbox.ts';
import { hasGroupPlace, hasPlace, leaveWaitingList, replaced, Tally } from './places.ts';
import type { Change } from './ports.ts';
import { backstop } from './retention.ts';
import { checkedAnswers, type SignUpRequest } from './sign-up-request.ts';
import { after, earlier, type Instant } from './time.ts';

/** A held place is given back when nobody confirms it for this long (promise 2). */
const holdFor = 'PT24H';
/** An unconfirmed sign-up is deleted after this. */
const keepUnconfirmed = 'P7D';

/** One event of a sign-up, as it stands before the transaction. */
export interface SignUpPart {
  event: EventItem;
  counters: CountersItem;
  existing: RegistrationItem | undefined;
  registrationId: string;
}

export interface SignUpFacts {
  request: SignUpRequest;
  series: SeriesItem;
  parts: SignUpPart[];
  attendee: AttendeeItem | undefined;
  personHash: string;
  signUpId: string;
  now: Instant;
}

/** What becomes of one part: the steps for it, and how the sign-up remembers it. */
interface PartPlan {
  changes: Change[];
  entry: SignUpItem['events'][number];
  isDirect: boolean;
  faults: Fault[];
}

/** The whole transaction of a sign-up, or every fault that stands against it. */
export function planSignUp(facts: SignUpFacts): { faults: Fault[]; changes: Change[]; signUp: SignUpItem } {
  const { request, series, now } = facts;
  const locale = request.locale ?? series.defaultLocale;
  const parts = facts.parts.map((part) => planPart(part, facts, locale));
  const faults = [...noticeFaults(request, series), ...parts.flatMap((part) => part.faults)];
  const signUp = newSignUp(facts, parts, locale);
  const direct = parts.filter((part) => part.isDirect).map((part) => part.entry.eventId);
  const expiresAt = backstop(signUp.deletedAt);
  const about = {
    seriesId: series.seriesId,
    personHash: facts.personHash,
    recipientId: facts.signUpId,
    expiresAt,
  };
  const changes: Change[] = [
    { change: 'put', item: signUp, when: 'absent' },
    ...parts.flatMap((part) => part.changes),
  ];
  if (direct.length > 0) {
    changes.push(
      attendeeOf(facts, direct, locale, expiresAt),
      enqueue(
        {
          ...about,
          notificationId: `entry-${signUp.signUpId}`,
          kind: 'confirmation',
          template: 'confirmation',
          eventIds: direct,
          signUpId: signUp.signUpId,
        },
        now,
      ),
    );
  }
  if (direct.length < parts.length) {
    const eventIds = request.eventIds.filter((eventId) => !direct.includes(eventId));
    changes.push(
      enqueue(
        {
          ...about,
          notificationId: `verification-${signUp.signUpId}`,
          kind: 'verification',
          template: 'verification',
          eventIds,
          signUpId: signUp.signUpId,
        },
        now,
      ),
    );
  }
  return { faults, changes, signUp };
}

function newSignUp(facts: SignUpFacts, parts: PartPlan[], locale: Locale): SignUpItem {
  const { request, series, now } = facts;
  const { privacy, news, sensitive } = series.notices;
  const deletedAt = after(now, keepUnconfirmed);
  const nudgeAt = series.verificationNudge === undefined ? undefined : after(now, series.verificationNudge);
  const proof = (notice: { version: string; text: SeriesItem['title'] }) => ({
    version: notice.version,
    locale,
    text: inLocale(notice.text, locale),
  });
  const needsNudge = nudgeAt !== undefined && nudgeAt < deletedAt && parts.some((part) => !part.isDirect);
  const signUp: SignUpItem = {
    type: 'signUp',
    signUpId: facts.signUpId,
    seriesId: series.seriesId,
    personHash: facts.personHash,
    state: 'pending',
    name: request.name.trim(),
    email: request.email,
    locale,
    events: parts.map((part) => part.entry),
    notices: {
      privacy: proof(privacy),
      ...(request.notices.news !== undefined && news ? { news: proof(news) } : {}),
      ...(request.notices.sensitive !== undefined && sensitive ? { sensitive: proof(sensitive) } : {}),
    },
    formUrl: request.formUrl,
    ...(request.returnUrl === undefined ? {} : { returnUrl: request.returnUrl }),
    createdAt: now,
    ...(needsNudge ? { nudgeAt } : {}),
    deletedAt,
    dueLane: 'signUp',
    dueAt: deletedAt,
    expiresAt: backstop(deletedAt),
  };
  return { ...signUp, dueAt: nextStepOf(signUp) };
}

/** When a pending sign-up wants attention next: a hold ends, the nudge is due, or it is to be deleted. */
export function nextStepOf(signUp: SignUpItem): Instant {
  const holds = signUp.events.flatMap((entry) => (entry.heldUntil === undefined ? [] : [entry.heldUntil]));
  const nudge = signUp.nudgeAt === undefined ? [] : [signUp.nudgeAt];
  return [...holds, ...nudge].reduce(earlier, signUp.deletedAt);
}

function noticeFaults(request: SignUpRequest, series: SeriesItem): Fault[] {
  const faults: Fault[] = [];
  for (const kind of ['privacy', 'news', 'sensitive'] as const) {
    const given = request.notices[kind];
    if (given !== undefined && given !== series.notices[kind]?.version) {
      faults.push({ pointer: `/notices/${kind}`, code: 'noticeVersionUnknown' });
    }
  }
  return faults;
}

function planPart(part: SignUpPart, facts: SignUpFacts, locale: Locale): PartPlan {
  const { request, now } = facts;
  const { event, counters, existing } = part;
  const { eventId } = event;
  const at = `/eventIds/${request.eventIds.indexOf(eventId)}`;
  const wish = request.workingGroups[eventId];
  const hasConsent = request.notices.sensitive !== undefined;
  const { answers, faults } = checkedAnswers(event, request.answers[eventId] ?? {}, hasConsent);
  const isFree = hasPlace(counters);
  const open = openness(event, now);
  if (open === 'closed') faults.push({ pointer: at, code: 'eventClosed' });
  if (open === 'notYetOpen') faults.push({ pointer: at, code: 'eventNotYetOpen' });
  if (open === 'cancelled') faults.push({ pointer: at, code: 'eventCancelled' });
  // Whether this address holds a place already makes no difference to the answer (promise 6).
  if (open === 'open' && !isFree && !(event.waitingList && isPromoting(event, now))) {
    faults.push({ pointer: at, code: 'eventFull' });
  }
  if (wish !== undefined) {
    const groupAt = pointer(['workingGroups', eventId]);
    if (!event.workingGroups.some((group) => group.workingGroupId === wish)) {
      faults.push({ pointer: groupAt, code: 'unknownWorkingGroup' });
    } else if (isFree && !hasGroupPlace(counters, wish)) {
      faults.push({ pointer: groupAt, code: 'workingGroupFull' });
    }
  }
  const isDirect = isDirectEntry(event, now) && isFree;
  const entry = { eventId, ...(wish === undefined ? {} : { workingGroupId: wish }), answers };
  const fresh: RegistrationItem = {
    type: 'registration',
    registrationId: part.registrationId,
    eventId,
    seriesId: event.seriesId,
    personHash: facts.personHash,
    state: isDirect ? 'confirmed' : 'pending',
    holdsPlace: isFree,
    ...(wish === undefined ? {} : { workingGroupId: wish }),
    answers,
    name: request.name.trim(),
    email: request.email,
    locale,
    signUpId: facts.signUpId,
    createdAt: now,
    ...(isDirect ? { confirmedAt: now, toldSequence: event.sequence } : {}),
    round: existing === undefined ? 0 : existing.round + 1,
    version: existing === undefined ? 0 : existing.version + 1,
    expiresAt: backstop(after(now, keepUnconfirmed)),
  };
  const changes = registrationChanges(part, fresh);
  const heldUntil = changes.holds && !isDirect ? earlier(after(now, holdFor), startsAt(event)) : undefined;
  return {
    changes: changes.steps,
    entry: { ...entry, ...(heldUntil === undefined ? {} : { heldUntil }) },
    isDirect,
    faults,
  };
}

/** The steps that bring one registration to where the sign-up wants it, and whether this sign-up now holds its place. */
function registrationChanges(part: SignUpPart, fresh: RegistrationItem): { steps: Change[]; holds: boolean } {
  const { existing, counters } = part;
  const wish = fresh.workingGroupId;
  const tally = new Tally(fresh.eventId);
  const put: Change =
    existing === undefined
      ? { change: 'put', item: fresh, when: 'absent' }
      : { change: 'put', item: fresh, when: { version: existing.version } };
  const isDirect = fresh.state === 'confirmed';
  switch (existing?.state) {
    case undefined:
    case 'expired':
    case 'cancelled':
      if (existing?.state === 'cancelled') tally.add('cancelled', -1);
      tally.add(isDirect ? 'confirmed' : 'pending', 1);
      if (fresh.holdsPlace) tally.takePlace(wish);
      return { steps: [put, tally.change], holds: fresh.holdsPlace };
    case 'pending':
      if (existing.holdsPlace && isDirect) {
        const confirmed = {
          state: 'confirmed',
          confirmedAt: fresh.createdAt,
          toldSequence: fresh.toldSequence,
        } as const;
        tally.add('pending', -1).add('confirmed', 1);
        return {
          steps: [replaced(existing, { ...confirmed, signUpId: fresh.signUpId }), tally.change],
          holds: false,
        };
      }
      if (existing.holdsPlace || !fresh.holdsPlace) break;
      // Its hold had ended: it is taken up again, by this sign-up.
      if (isDirect) tally.add('pending', -1).add('confirmed', 1);
      tally.takePlace(wish);
      return { steps: [{ ...put }, tally.change], holds: true };
    case 'waitlisted':
      if (!isDirect) break;
      tally.add('waitlisted', -1).add('confirmed', 1).takePlace(wish);
      return { steps: [put, tally.change, ...leaveWaitingList(existing)], holds: true };
    case 'confirmed':
      break;
  }
  if (hasPlace(counters)) return { steps: [tally.wouldNeed(wish).change], holds: false };
  return { steps: [], holds: false };
}

/** A person who enters directly has their page at once; what an attendee verified before is not overwritten. */
function attendeeOf(facts: SignUpFacts, eventIds: string[], locale: Locale, expiresAt: number): Change {
  const { attendee, now, request, series } = facts;
  if (attendee !== undefined) {
    const item: AttendeeItem = {
      ...attendee,
      eventIds: [...new Set([...attendee.eventIds, ...eventIds])],
      updatedAt: now,
      version: attendee.version + 1,
    };
    return { change: 'put', item, when: { version: attendee.version } };
  }
  const item: AttendeeItem = {
    type: 'attendee',
    seriesId: series.seriesId,
    personHash: facts.personHash,
    name: request.name.trim(),
    email: request.email,
    locale,
    eventIds,
    signUpId: facts.signUpId,
    linkGeneration: 0,
    createdAt: now,
    updatedAt: now,
    version: 0,
    expiresAt,
  };
  return { change: 'put', item, when: 'absent' };
}
