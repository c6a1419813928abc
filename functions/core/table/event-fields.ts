import * as z from 'zod';
import { instantOf } from '../values/time.ts';
import { Event } from './event.ts';
import { type FieldWith, fieldsWith, maskOf } from './field-table.ts';

/** What is decided of each field of an event, beside what it may hold. */
interface EventField {
  /** In what the API tells anybody: as it stands, as a part of something else, or not at all. */
  public: 'asIs' | 'inPart' | 'no';
  /** In pages and mails: to anybody, to those alone who have a place, or to nobody. */
  told: 'anybody' | 'placed' | 'no';
  /** In calendar files: when it changes, so does SEQUENCE (RFC 5545 section 3.8.7.4). */
  inCalendar: boolean;
  /** In an event's copy: the same, moved as far as the start (wall-clock times, and no others), or made anew. */
  inClone: 'same' | 'moved' | 'anew';
  /** Whether an organiser who changes it is asked if people are told. */
  asksToTell: boolean;
  /** On the event's screen in the console. */
  onScreen: boolean;
}

/**
 * The one place that decides what becomes of a field. Whoever adds one adds its row: public view, SEQUENCE, clone and the
 * question whether people are told follow from it, and test/views/event-fields.test.ts names what does not show it yet.
 */
// biome-ignore format: a table is read by its columns.
export const eventFields = {
  eventId:                  { public: 'asIs',   told: 'anybody', inCalendar: true,  inClone: 'anew',  asksToTell: false, onScreen: true },
  seriesId:                 { public: 'asIs',   told: 'no',      inCalendar: false, inClone: 'same',  asksToTell: false, onScreen: true },
  title:                    { public: 'asIs',   told: 'anybody', inCalendar: true,  inClone: 'same',  asksToTell: false, onScreen: true },
  summary:                  { public: 'asIs',   told: 'anybody', inCalendar: false, inClone: 'same',  asksToTell: false, onScreen: true },
  startsAtLocal:            { public: 'asIs',   told: 'anybody', inCalendar: true,  inClone: 'moved', asksToTell: true,  onScreen: true },
  endsAtLocal:              { public: 'asIs',   told: 'anybody', inCalendar: true,  inClone: 'moved', asksToTell: true,  onScreen: true },
  // Where a zone moves the event, its start and end ask.
  timeZone:                 { public: 'asIs',   told: 'anybody', inCalendar: true,  inClone: 'same',  asksToTell: false, onScreen: true },
  capacity:                 { public: 'inPart', told: 'no',      inCalendar: false, inClone: 'same',  asksToTell: false, onScreen: true },
  waitingList:              { public: 'inPart', told: 'no',      inCalendar: false, inClone: 'same',  asksToTell: false, onScreen: true },
  ways:                     { public: 'no',     told: 'no',      inCalendar: false, inClone: 'same',  asksToTell: false, onScreen: true },
  attendanceMode:           { public: 'asIs',   told: 'anybody', inCalendar: true,  inClone: 'same',  asksToTell: true,  onScreen: true },
  place:                    { public: 'asIs',   told: 'anybody', inCalendar: true,  inClone: 'same',  asksToTell: true,  onScreen: true },
  joinUrl:                  { public: 'no',     told: 'placed',  inCalendar: false, inClone: 'same',  asksToTell: false, onScreen: true },
  joinInfo:                 { public: 'no',     told: 'placed',  inCalendar: false, inClone: 'same',  asksToTell: false, onScreen: true },
  joinUrlForOnsite:         { public: 'no',     told: 'placed',  inCalendar: false, inClone: 'same',  asksToTell: false, onScreen: true },
  registrationOpensAtLocal: { public: 'inPart', told: 'no',      inCalendar: false, inClone: 'moved', asksToTell: false, onScreen: true },
  registrationClosesAtLocal:{ public: 'inPart', told: 'no',      inCalendar: false, inClone: 'moved', asksToTell: false, onScreen: true },
  reminders:                { public: 'no',     told: 'no',      inCalendar: false, inClone: 'same',  asksToTell: false, onScreen: true },
  workingGroups:            { public: 'inPart', told: 'placed',  inCalendar: false, inClone: 'same',  asksToTell: false, onScreen: true },
  questions:                { public: 'asIs',   told: 'no',      inCalendar: false, inClone: 'same',  asksToTell: false, onScreen: true },
  seatsPerAddress:          { public: 'asIs',   told: 'no',      inCalendar: false, inClone: 'same',  asksToTell: false, onScreen: true },
  promoteUntil:             { public: 'inPart', told: 'no',      inCalendar: false, inClone: 'same',  asksToTell: false, onScreen: true },
  directEntry:              { public: 'no',     told: 'no',      inCalendar: false, inClone: 'same',  asksToTell: false, onScreen: false },
  status:                   { public: 'asIs',   told: 'placed',  inCalendar: true,  inClone: 'anew',  asksToTell: false, onScreen: true },
  formerlySensitive:        { public: 'no',     told: 'no',      inCalendar: false, inClone: 'anew',  asksToTell: false, onScreen: false },
  formerFacts:              { public: 'no',     told: 'no',      inCalendar: false, inClone: 'anew',  asksToTell: false, onScreen: false },
  formerWay:                { public: 'no',     told: 'no',      inCalendar: false, inClone: 'anew',  asksToTell: false, onScreen: false },
  cancelledAt:              { public: 'no',     told: 'no',      inCalendar: false, inClone: 'anew',  asksToTell: false, onScreen: false },
  sequence:                 { public: 'no',     told: 'no',      inCalendar: false, inClone: 'anew',  asksToTell: false, onScreen: false },
  version:                  { public: 'no',     told: 'no',      inCalendar: false, inClone: 'anew',  asksToTell: false, onScreen: false },
  createdAt:                { public: 'no',     told: 'no',      inCalendar: false, inClone: 'anew',  asksToTell: false, onScreen: false },
  updatedAt:                { public: 'no',     told: 'no',      inCalendar: false, inClone: 'anew',  asksToTell: false, onScreen: false },
} as const satisfies Record<keyof Event, EventField>;

type EventFieldWith<C extends keyof EventField, V> = FieldWith<typeof eventFields, C, V>;

/** What anybody is told of an event as it stands; the rest is left out. */
export const PublicEventFields = z.object(
  Event.pick(maskOf(fieldsWith(eventFields, 'public', 'asIs'))).shape,
);

/** What of an event its copy has too; the rest is left out. */
export const ClonedEventFields = z.object(
  Event.pick(maskOf(fieldsWith(eventFields, 'inClone', 'same'))).shape,
);

/** The wall-clock times of an event. */
export type EventTime = EventFieldWith<'inClone', 'moved'>;
export const eventTimes = fieldsWith(eventFields, 'inClone', 'moved');

/** What an organiser who changes it is asked about. */
export type AskingField = EventFieldWith<'asksToTell', true>;

/** What of an event changed: of wall-clock times the moment counts, whose zone may have changed too. */
function changed<Name extends keyof Event>(names: readonly Name[], before: Event, after: Event): Name[] {
  const times: readonly string[] = eventTimes;
  const read = (event: Event, name: Name) => {
    const value = event[name];
    return typeof value === 'string' && times.includes(name) ? instantOf(value, event.timeZone) : value;
  };
  return names.filter((name) => JSON.stringify(read(before, name)) !== JSON.stringify(read(after, name)));
}

/** Whether calendars have to take note: SEQUENCE rises. */
export function changesCalendar(before: Event, after: Event): boolean {
  return changed(fieldsWith(eventFields, 'inCalendar', true), before, after).length > 0;
}

/** What changed that is a reason to ask the organiser whether people are told. */
export function askingChanges(before: Event, after: Event): AskingField[] {
  return changed(fieldsWith(eventFields, 'asksToTell', true), before, after);
}
