import * as z from 'zod';
import { breaks } from '../values/faults.ts';
import { Localised, LocalisedLines } from '../values/locale.ts';
import { TimeZone } from '../values/stage.ts';
import { isOpenUrl } from '../values/text.ts';
import { before, Duration, hoursOf, Instant, instantOf, LocalTime } from '../values/time.ts';
import { AttendanceMode, Place } from './place.ts';
import { Slug, WebUrl } from './series.ts';
import { Way } from './way.ts';

/** The most people that one address may sign up for an event. */
export const mostSeats = 10;

/** The longest before an event's start that a place is had without a confirmation: who is typed in gets its mail. */
const mostDirectHours = 6;

const Label = Localised(300);

export const Question = z
  .strictObject({
    questionId: Slug,
    kind: z.enum(['text', 'longText', 'choice', 'multipleChoice', 'yesNo']),
    required: z.boolean().default(false),
    maxLength: z.int().min(1).max(5000).optional(),
    label: Label,
    options: z
      .array(z.strictObject({ value: Slug, label: Label }))
      .min(2)
      .max(50)
      .optional(),
    /** Needs the consent of the notice "sensitive". */
    sensitive: z.boolean().default(false),
  })
  .refine(
    (question) => question.kind.toLowerCase().includes('choice') === (question.options !== undefined),
    breaks({ code: 'optionsOfChoice' }, { path: ['options'] }),
  );
export type Question = z.infer<typeof Question>;

export const WorkingGroup = z.strictObject({
  workingGroupId: Slug,
  title: Localised(150),
  capacity: z.int().min(1).max(100_000).optional(),
});
export type WorkingGroup = z.infer<typeof WorkingGroup>;

function unique(values: readonly string[]): boolean {
  return new Set(values).size === values.length;
}

/** The places of one way to take part. */
const WayPlaces = z.strictObject({
  /** Absent: no limit. */
  capacity: z.int().min(1).max(100_000).optional(),
  waitingList: z.boolean().default(false),
});

/** An event as organisers hand it in; the wall-clock times are in its zone, else in its series'. */
export const EventFields = z.strictObject({
  eventId: Slug,
  seriesId: Slug,
  title: Localised(150),
  summary: LocalisedLines(2000).optional(),
  startsAtLocal: LocalTime,
  endsAtLocal: LocalTime,
  timeZone: TimeZone.optional(),
  /** Absent: no limit. */
  capacity: z.int().min(1).max(100_000).optional(),
  waitingList: z.boolean().default(false),
  /** Of a hybrid event each way of which has places of its own, in the stead of `capacity` and `waitingList`. */
  ways: z.strictObject({ onsite: WayPlaces, online: WayPlaces }).optional(),
  attendanceMode: AttendanceMode.default('online'),
  /** Where people come to who don't take part online. */
  place: Place.optional(),
  joinUrl: WebUrl.optional(),
  joinInfo: LocalisedLines(2000).optional(),
  /** Of a hybrid event: whether who takes part on site has the join link, too, to fall back on. */
  joinUrlForOnsite: z.boolean().default(false),
  registrationOpensAtLocal: LocalTime.optional(),
  registrationClosesAtLocal: LocalTime.optional(),
  reminders: z.array(Duration).max(5).default([]),
  workingGroups: z.array(WorkingGroup).max(30).default([]),
  questions: z.array(Question).max(30).default([]),
  /** How many people one address may sign up, each by name with a place of their own. */
  seatsPerAddress: z.int().min(1).max(mostSeats).default(1),
  promoteUntil: Duration.default('PT2H'),
  directEntry: Duration.refine(
    (duration) => !(hoursOf(duration) > mostDirectHours),
    breaks({ code: 'directEntryTooLong', params: { hours: mostDirectHours } }),
  ).default('PT60M'),
});

export const EventInput = EventFields.refine(
  (event) => event.startsAtLocal < event.endsAtLocal,
  breaks({ code: 'endsBeforeStart' }, { path: ['endsAtLocal'] }),
)
  .refine(
    (event) => unique(event.workingGroups.map((group) => group.workingGroupId)),
    breaks({ code: 'sameWorkingGroup' }, { path: ['workingGroups'] }),
  )
  .refine(
    (event) => unique(event.questions.map((question) => question.questionId)),
    breaks({ code: 'sameQuestion' }, { path: ['questions'] }),
  )
  .refine((event) => unique(event.reminders), breaks({ code: 'sameReminder' }, { path: ['reminders'] }))
  .refine(
    ({ attendanceMode, place }) => attendanceMode === 'online' || place !== undefined,
    breaks({ code: 'placeMissing' }, { path: ['place'] }),
  )
  .refine(
    ({ attendanceMode, place }) => attendanceMode !== 'online' || place === undefined,
    breaks({ code: 'placeOfOnlineEvent' }, { path: ['place'] }),
  )
  .refine(
    ({ attendanceMode, joinUrl }) => attendanceMode !== 'onsite' || joinUrl === undefined,
    breaks({ code: 'joinUrlOfOnsiteEvent' }, { path: ['joinUrl'] }),
  )
  .refine(
    ({ attendanceMode, joinUrlForOnsite }) => attendanceMode === 'hybrid' || !joinUrlForOnsite,
    breaks({ code: 'ofHybridEvents' }, { path: ['joinUrlForOnsite'] }),
  )
  .refine(
    ({ attendanceMode, ways }) => attendanceMode === 'hybrid' || ways === undefined,
    breaks({ code: 'ofHybridEvents' }, { path: ['ways'] }),
  )
  .refine(
    ({ capacity, ways }) => capacity === undefined || ways === undefined,
    breaks({ code: 'capacityBesideWays' }, { path: ['capacity'] }),
  )
  .refine((event) => isOpenUrl(event.joinUrl ?? ''), breaks({ code: 'invalidUrl' }, { path: ['joinUrl'] }));
export type EventInput = z.infer<typeof EventInput>;

/** A stored event as it would be handed in again. */
export function eventInputOf(event: EventInput): EventInput {
  return z.object(EventFields.shape).parse(event);
}

export const EventStatus = z.enum(['draft', 'published', 'cancelled']);
export type EventStatus = z.infer<typeof EventStatus>;

/** What calendars showed of an event under an earlier sequence: it may be what somebody was told last. */
const FormerFacts = z.strictObject({
  sequence: z.int(),
  title: Localised(150),
  startsAt: Instant,
  endsAt: Instant,
  timeZone: TimeZone,
  attendanceMode: EventFields.shape.attendanceMode,
  place: Place.optional(),
});
export type FormerFacts = z.infer<typeof FormerFacts>;

/** What its people are told of an event. */
export const ToldFacts = FormerFacts.omit({ sequence: true }).extend({
  summary: LocalisedLines(2000).optional(),
  joinUrl: WebUrl.optional(),
  joinInfo: LocalisedLines(2000).optional(),
  joinUrlForOnsite: z.boolean().optional(),
  workingGroups: z.array(WorkingGroup),
});
export type ToldFacts = z.infer<typeof ToldFacts>;

/** Facts that an event may be without: where a row doesn't name one of them, there was none. */
export const withoutOptional = {
  ...{ place: undefined, summary: undefined },
  ...{ joinUrl: undefined, joinInfo: undefined },
} satisfies Partial<ToldFacts>;

/** An event as it is kept: with its zone, its status and the sequence of its calendar file (RFC 5545 section 3.8.7.4). */
export const Event = EventFields.extend({
  timeZone: TimeZone,
  status: EventStatus,
  /** Questions that were sensitive once: their answers are kept, and erased with the event's end like the others. */
  formerlySensitive: z.array(Slug).optional(),
  /** Of its latest sequences, as long as it is published. */
  formerFacts: z.array(FormerFacts).optional(),
  /** How those take part who registered before its registrations said it, of one that was held otherwise than it is. */
  formerWay: Way.optional(),
  /** When it was called off: it wants nobody's data longer, whatever is corrected afterwards. */
  cancelledAt: Instant.optional(),
  sequence: z.int(),
  version: z.int(),
  createdAt: Instant,
  updatedAt: Instant,
});
export type Event = z.infer<typeof Event>;

export function startsAt(event: Event): Instant {
  return instantOf(event.startsAtLocal, event.timeZone);
}

export function endsAt(event: Event): Instant {
  return instantOf(event.endsAtLocal, event.timeZone);
}

/** What calendars show of an event. */
export function calendarFacts(event: Event): Omit<FormerFacts, 'sequence'> {
  const { title, timeZone, attendanceMode, place } = event;
  return { title, startsAt: startsAt(event), endsAt: endsAt(event), timeZone, attendanceMode, place };
}

export function toldFacts(event: Event): ToldFacts {
  const { summary, joinUrl, joinInfo, joinUrlForOnsite, workingGroups } = event;
  return { ...calendarFacts(event), summary, joinUrl, joinInfo, joinUrlForOnsite, workingGroups };
}

/** Where sign-up for an event stands: what the public page, the form and the sign-up itself go by. */
export type Openness = 'draft' | 'cancelled' | 'notYetOpen' | 'open' | 'closed';

export function openness(event: Event, now: Instant): Openness {
  if (event.status !== 'published') return event.status;
  if (event.registrationOpensAtLocal && now < instantOf(event.registrationOpensAtLocal, event.timeZone)) {
    return 'notYetOpen';
  }
  return now < closesAt(event) ? 'open' : 'closed';
}

/** When sign-up opens, for an event that says so. */
export function opensAt(event: Event): Instant | undefined {
  return event.registrationOpensAtLocal && instantOf(event.registrationOpensAtLocal, event.timeZone);
}

/** When sign-up ends: the closing time, else the event's start. */
export function closesAt(event: Event): Instant {
  return event.registrationClosesAtLocal
    ? instantOf(event.registrationClosesAtLocal, event.timeZone)
    : startsAt(event);
}

/** Whether taking part asks for more than a button: a required answer, or the choice of a way or a working group. */
export function isAsking(event: Event): boolean {
  if (event.attendanceMode === 'hybrid') return true;
  return event.workingGroups.length > 0 || event.questions.some((question) => question.required);
}

/** Whether a sign-up takes its place at once, before its address is verified. */
export function isDirectEntry(event: Event, now: Instant): boolean {
  return now >= before(event.startsAtLocal, event.timeZone, event.directEntry);
}

/** Whether a freed place still goes to the waiting list. */
export function isPromoting(event: Event, now: Instant): boolean {
  return now < before(event.startsAtLocal, event.timeZone, event.promoteUntil);
}
