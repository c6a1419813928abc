import type { MailAllowance } from '../delivery/mail-allowance.ts';
import { markOf } from '../table/disclosure-item.ts';
import { closesAt, endsAt, isDirectEntry, openness, opensAt } from '../table/event.ts';
import type {
  AttendeeItem,
  CountersItem,
  EventItem,
  RegistrationItem,
  SeriesItem,
  SignUpItem,
} from '../table/items.ts';
import { linkGenerationOf } from '../table/links.ts';
import { provenNotice } from '../table/notices.ts';
import { addedUp, countSignUp } from '../table/numbers.ts';
import type { Step } from '../table/ports.ts';
import { backstop } from '../table/retention.ts';
import { noticeKinds } from '../table/series.ts';
import { type Fault, pointer } from '../values/faults.ts';
import type { Locale } from '../values/locale.ts';
import { after, dayOf, type Instant } from '../values/time.ts';
import { enteredAttendee } from './entered-attendee.ts';
import { fullFault } from './full-places.ts';
import { type Holder, wantedPlace } from './hold-shares.ts';
import { availabilityOf, hasGroupPlace, isPlaceFree, type Places, placesFor } from './places.ts';
import { registrationChanges } from './registration-changes.ts';
import {
  changed,
  holdEndsAt,
  isSentTwice,
  joined,
  newSignUp,
  saysTheSame,
  unconfirmedUntil,
} from './sign-up-item.ts';
import { signUpMails } from './sign-up-mails.ts';
import { type SignUpRequest, saidOf } from './sign-up-request.ts';

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
  /** Whose shares of the places it counts in; none where an organiser answers for it. */
  holders: readonly Holder[];
  signUpId: string;
  /** Where it comes from, as it is counted. */
  source: string;
  /** The sign-ups of the same address in the series whose verification waits to be sent: this one joins one that says the same. */
  waiting: readonly SignUpItem[];
  /** Its pending sign-ups of the last minutes by the same client: one that is the same in all is this one, sent twice. */
  recent: readonly SignUpItem[];
  clientHash: string | undefined;
  allowance: MailAllowance;
  /** For how many days after their last event the series keeps who signs up now. */
  retentionDays: number;
  now: Instant;
}

/** As a part is planned: with the sign-up that this one joins, if there is one. */
type PartFacts = SignUpFacts & { joins: SignUpItem | undefined };

/** What becomes of one part: the steps for it, and how the sign-up remembers it. */
interface PartPlan {
  steps: Step[];
  entry: SignUpItem['events'][number];
  isDirect: boolean;
  /** Whether it counts in its holders' shares from now on. */
  isHeld: boolean;
  faults: Fault[];
}

/** The whole transaction of a sign-up, or every fault that stands against it; nothing of one that is here already. */
export function planSignUp(facts: SignUpFacts): { faults: Fault[]; steps: Step[]; signUp: SignUpItem } {
  const { request, series, now } = facts;
  const locale = request.locale ?? series.defaultLocale;
  const said = {
    name: request.name,
    locale,
    events: facts.parts.map(({ event }) => saidOf(event, request).entry),
  };
  const shown = shownNotices(request, series, locale);
  const whole = { ...said, notices: shown.notices, formUrl: request.formUrl };
  const before = facts.recent.find((one) => isSentTwice(one, whole) && !hasGivenUp(one, facts.parts));
  if (before !== undefined && after(before.createdAt, pressedTwiceWithin) > now)
    return { faults: [], steps: [], signUp: before };
  const same = facts.waiting.find((one) => saysTheSame(one, said));
  // What is entered directly has a mail of its own, and a sign-up of its own with it.
  const entered = facts.parts.filter((part) => isDirect(part, { ...facts, joins: same }));
  const joins = entered.length > 0 ? undefined : same;
  const signUpId = joins?.signUpId ?? facts.signUpId;
  const deletedAt = unconfirmedUntil(
    entered.map(({ event }) => event),
    now,
  );
  const parts = facts.parts.map((part) => planPart(part, { ...facts, joins, signUpId, deletedAt }, locale));
  const faults = [...shown.faults, ...parts.flatMap((part) => part.faults)];
  // Later on it is told what anybody is: who knows a colleague's words would learn by it that they signed up.
  if (before !== undefined) return { faults, steps: [], signUp: before };
  const direct = parts.filter((part) => part.isDirect).map((part) => part.entry.eventId);
  const toConfirm = request.eventIds.filter((eventId) => !direct.includes(eventId));
  const isAllEntered = entered.length === parts.length;
  const fresh = newSignUp({
    ...facts,
    signUpId,
    entries: parts.map((part) => part.entry),
    notices: shown.notices,
    isToBeConfirmed: !isAllEntered,
    deletedAt,
    locale,
  });
  const signUp = joins === undefined ? fresh : joined(joins, fresh);
  const steps: Step[] = [
    joins === undefined ? { step: 'put', item: signUp, when: 'absent' } : changed(joins, signUp),
    ...parts.flatMap((part) => part.steps),
    ...held(parts, facts),
  ];
  if (direct.length > 0 || (entered.length > 0 && facts.attendee !== undefined))
    steps.push(enteredAttendee(facts, direct, locale, backstop(deletedAt)));
  const { allowance } = facts;
  const isJoined = joins !== undefined;
  const looksEntered = entered.length === 0 ? 'none' : isAllEntered ? 'all' : 'some';
  if (facts.clientHash !== undefined) allowance.noteSignUp(signUpId, facts.clientHash);
  steps.push(...signUpMails({ signUp, series, direct, toConfirm, looksEntered, isJoined, allowance, now }));
  // An entry that is taken over may end a share of the holders that count another.
  return { faults, steps: addedUp(steps), signUp };
}

/** Within this a button was pressed twice, and what its first press took is not told as taken by somebody else. */
const pressedTwiceWithin = 'PT1M';

/** Whether who sent it has cancelled since: then they mean it. */
const hasGivenUp = ({ signUpId }: SignUpItem, parts: readonly SignUpPart[]) =>
  parts.some(({ existing }) => existing?.state === 'cancelled' && existing.signUpId === signUpId);

/** What the form showed, by what it says of it (promise 12). */
function shownNotices({ notices: said }: SignUpRequest, series: SeriesItem, locale: Locale) {
  const notices: SignUpItem['notices'] = {};
  const faults: Fault[] = [];
  for (const kind of noticeKinds) {
    const reference = said[kind];
    if (reference === undefined) continue;
    const proven = provenNotice(reference, series.notices[kind], locale);
    if ('proof' in proven) notices[kind] = proven.proof;
    else faults.push({ pointer: `/notices/${kind}`, ...proven.fault });
  }
  const { news } = series.notices;
  if (notices.news && news) notices.news.givenTo = { senderId: news.senderId, sender: news.sender };
  return { notices, faults };
}

/** What holders hold from now on, counted in one step each; it is written for everybody, also for whom nothing changes. */
function held(plans: readonly PartPlan[], facts: SignUpFacts): Step[] {
  const { holders, series, parts, now } = facts;
  const counted = parts.map((part, index) => ({
    ...wanted(part, facts),
    holds: plans[index]?.isHeld ?? false,
  }));
  return holders.map((holder) => holder.step(series.seriesId, counted, now));
}

/** Among which places the one that a sign-up asks for is. */
function placesOf({ event, counters }: SignUpPart, { request }: SignUpFacts): Places {
  return placesFor(event, counters, saidOf(event, request).entry);
}

function wanted(part: SignUpPart, facts: SignUpFacts) {
  const { event, counters } = part;
  return wantedPlace(placesOf(part, facts), facts.request.workingGroups[event.eventId], counters);
}

/**
 * Whether this sign-up gets a place before anybody confirmed it, whosever address it names: while one is free, and its
 * client and its mail domain do not hold their shares already. One that it joins has its place.
 */
function isHolding(part: SignUpPart, facts: PartFacts): boolean {
  const { joins, now } = facts;
  const { event, existing } = part;
  const before = joins?.events.find((entry) => entry.eventId === event.eventId);
  const isHeldBefore = existing?.holdsPlace && existing.signUpId === joins?.signUpId;
  if (before?.decoy !== undefined || isHeldBefore) return false;
  const isFree = isPlaceFree(event, placesOf(part, facts), now);
  return isFree && facts.holders.every((one) => one.hasRoom(wanted(part, facts)));
}

/**
 * Whether it is kept beside what is verified of its address, and takes effect by its button alone: who cancelled is not
 * registered again, and who waits doesn't get past the others, because somebody typed their address. An organiser answers
 * for whom they enter.
 */
function isBeside({ event, existing }: SignUpPart, { attendee, holders, now }: SignUpFacts): boolean {
  if (existing === undefined || holders.length === 0) return false;
  const { state } = existing;
  if (state === 'waitlisted') return isDirectEntry(event, now);
  return (state === 'cancelled' || state === 'expired') && attendee !== undefined && !attendee.isUnverified;
}

/** The working group that somebody gets: who waits, and an organiser enters them, the one that they verified, while it lasts. */
function groupOf(
  { event, counters, existing }: SignUpPart,
  { request, holders }: SignUpFacts,
): string | undefined {
  const { state, workingGroupId } = existing ?? {};
  const isEntered = holders.length === 0 && state === 'waitlisted';
  const isKept = isEntered && workingGroupId !== undefined && hasGroupPlace(counters, workingGroupId);
  return isKept ? workingGroupId : request.workingGroups[event.eventId];
}

function planPart(part: SignUpPart, facts: PartFacts & { deletedAt: Instant }, locale: Locale): PartPlan {
  const { request, deletedAt, now } = facts;
  const { event, counters, existing } = part;
  const { eventId } = event;
  const at = `/eventIds/${request.eventIds.indexOf(eventId)}`;
  const wish = request.workingGroups[eventId];
  const { entry, faults } = saidOf(event, request);
  const { answers } = entry;
  const places = placesOf(part, facts);
  const isFree = isPlaceFree(event, places, now);
  const open = openness(event, now);
  const { timeZone } = event;
  if (open === 'closed')
    faults.push({ pointer: at, code: 'eventClosed', params: { at: closesAt(event), timeZone } });
  if (open === 'notYetOpen')
    faults.push({ pointer: at, code: 'eventNotYetOpen', params: { at: opensAt(event) ?? now, timeZone } });
  if (open === 'cancelled') faults.push({ pointer: at, code: 'eventCancelled' });
  // Whether this address holds a place already makes no difference to the answer (promise 6).
  if (open === 'open' && availabilityOf(event, places, now) === 'full')
    faults.push(fullFault({ event, counters, places }, at, now));
  if (wish !== undefined) {
    const groupAt = pointer(['workingGroups', eventId]);
    if (!event.workingGroups.some((group) => group.workingGroupId === wish)) {
      faults.push({ pointer: groupAt, code: 'unknownWorkingGroup' });
    } else if (open === 'open' && isFree && !hasGroupPlace(counters, wish)) {
      faults.push({ pointer: groupAt, code: 'workingGroupFull' });
    }
  }
  const holds = isHolding(part, facts);
  const isEntered = isDirect(part, facts);
  const isKeptBeside = isBeside(part, facts);
  const heldBy = holds ? facts.holders.map(({ hash }) => hash) : [];
  const share = heldBy.length > 0 ? wanted(part, facts) : undefined;
  const heldWay = share?.way?.way;
  const heldGroupId = share?.group?.workingGroupId;
  const fresh: RegistrationItem = {
    type: 'registration',
    registrationId: part.registrationId,
    eventId,
    seriesId: event.seriesId,
    personHash: facts.personHash,
    state: isEntered ? 'confirmed' : 'pending',
    holdsPlace: holds,
    heldBy: heldBy.length > 0 ? heldBy : undefined,
    heldWay,
    heldGroupId,
    way: entry.way,
    workingGroupId: groupOf(part, facts),
    answers,
    name: request.name,
    email: request.email,
    locale,
    signUpId: facts.signUpId,
    marks: existing?.marks ?? [markOf({ signUpId: facts.signUpId, eventId })],
    createdAt: now,
    isUnverified: isEntered ? true : undefined,
    confirmedAt: isEntered ? now : undefined,
    // The form showed it.
    toldSequence: event.sequence,
    linkGeneration: isEntered ? linkGenerationOf(facts) : undefined,
    hadPlace: existing?.hadPlace,
    round: existing === undefined ? 0 : existing.round + 1,
    version: existing === undefined ? 0 : existing.version + 1,
    expiresAt: backstop(deletedAt),
  };
  const isByHand = facts.holders.length === 0;
  const changes = registrationChanges(existing, fresh, {
    ...{ of: { event, counters }, isByHand, isBeside: isKeptBeside, now },
  });
  const counted = countSignUp(eventId, dayOf(now, event.timeZone), facts.source, changes.counts);
  const heldUntil = holdEndsAt(event, now);
  const decoy = { way: entry.way, workingGroupId: wish, heldBy, heldWay, heldGroupId };
  // Who enters directly has the place for good.
  const decoyUntil = isEntered ? endsAt(event) : heldUntil;
  return {
    steps: [...changes.steps, counted],
    entry: {
      ...entry,
      ...(changes.takes === 'decoy' ? { heldUntil: decoyUntil, decoy, ...changes.beside } : {}),
      ...(changes.takes === 'place' && !isEntered ? { heldUntil } : {}),
      ...(isKeptBeside && existing !== undefined && existing.state !== 'waitlisted'
        ? { takesUp: { state: existing.state, round: existing.round } }
        : {}),
    },
    isDirect: isEntered && !isKeptBeside,
    isHeld: changes.takes !== 'nothing' && heldBy.length > 0,
    faults,
  };
}

/**
 * Whether a part is entered at once, without a confirmation: shortly before its start, while a place is free. One that is
 * kept beside what is verified looks as if it were.
 */
function isDirect(part: SignUpPart, facts: PartFacts): boolean {
  return isDirectEntry(part.event, facts.now) && isHolding(part, facts);
}
