import * as z from 'zod';
import { Localised } from '../values/locale.ts';
import { Instant, LocalTime } from '../values/time.ts';
import { Slug } from './series.ts';

/** Fewer people than this are never told apart. */
export const fewest = 5;
/** A count as a report tells it. */
export const ReportCount = z.union([z.int(), z.literal(`<${fewest}`)]);
export type ReportCount = z.infer<typeof ReportCount>;

/** Whether a cell of a report is a count, as it is written. */
export const isCount = (cell: string) => /^<?\d+$/.test(cell);

const Label = Localised(300);

/** How people spread over the values of one thing; values with too few of them are one together. */
export const ReportTable = z.strictObject({
  what: z.enum(['attendance', 'way', 'workingGroup', 'question']),
  questionId: Slug.optional(),
  label: Label.optional(),
  cells: z.array(z.strictObject({ value: z.string(), label: Label.optional(), count: z.int() })),
  merged: z.strictObject({ values: z.int(), count: ReportCount }).optional(),
});
export type ReportTable = z.infer<typeof ReportTable>;

/** One event of a report. */
export const EventReport = z.strictObject({
  eventId: Slug,
  title: Localised(150),
  startsAtLocal: LocalTime,
  timeZone: z.string(),
  status: z.enum(['published', 'cancelled']),
  /** Sign-ups that were made for it, whatever became of them; absent in reports from before they were told. */
  signUps: ReportCount.optional(),
  confirmed: ReportCount,
  /** What of its documentation was out. */
  documentation: z.array(z.strictObject({ title: Localised(200), url: z.string() })).optional(),
  tables: z.array(ReportTable),
});
export type EventReport = z.infer<typeof EventReport>;

/** What of an event's report is kept once its attendees are erased. */
export const ReportPartItem = z.strictObject({
  type: z.literal('reportPart'),
  seriesId: Slug,
  reportId: z.string(),
  report: EventReport,
});
export type ReportPartItem = z.infer<typeof ReportPartItem>;

/** The reports of a series that were frozen, each over the events whose attendees were erased together. */
export const ReportsItem = z.strictObject({
  type: z.literal('reports'),
  seriesId: Slug,
  frozen: z.array(
    z.strictObject({
      reportId: z.string(),
      frozenAt: Instant,
      eventIds: z.array(Slug),
      people: ReportCount,
      attendedPeople: ReportCount,
    }),
  ),
  version: z.int(),
});
export type ReportsItem = z.infer<typeof ReportsItem>;
