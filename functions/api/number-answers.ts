import * as z from 'zod';
import { EventStatus } from '../core/table/event.ts';
import { NotificationKind } from '../core/table/mail-kinds.ts';
import { EventReport, ReportCount } from '../core/table/report-items.ts';
import { Partner, Slug } from '../core/table/series.ts';
import { Localised } from '../core/values/locale.ts';
import { Instant } from '../core/values/time.ts';

const Mails = z.strictObject({
  byState: z.record(z.string(), z.int()),
  reasons: z.array(z.strictObject({ state: z.string(), reason: z.string(), count: z.int() })),
});

/** Mails to many: all that were written, and those of them that are still on their way, too. */
export const ManyMails = Mails.extend({ total: z.int(), waiting: z.int() });

const registrations = z.strictObject({
  ...{ pending: z.int(), confirmed: z.int(), waitlisted: z.int(), cancelled: z.int(), taken: z.int() },
});
const OfWay = z.strictObject({ taken: z.int(), confirmed: z.int(), waitlisted: z.int() });
/** Of an event that is hybrid or was, as its places are counted. */
const ways = z.strictObject({ onsite: OfWay, online: OfWay }).optional();
const attendance = z.strictObject({ attended: z.int(), absent: z.int(), unrecorded: z.int() });
const SignUps = z.strictObject({ total: z.int(), bySource: z.record(z.string(), z.int()) });

/** What organisers' routes answer in numbers. */
export const numberAnswers = {
  EventNumbers: z.strictObject({
    eventId: Slug,
    ...{ registrations, ways, attendance },
    signUps: SignUps.extend({ byDay: z.array(SignUps.extend({ day: z.iso.date() })) }),
    mails: Mails,
    notifications: z.array(
      ManyMails.extend({ notificationId: z.string(), kind: NotificationKind, plannedAt: Instant }),
    ),
  }),
  SeriesNumbers: z.strictObject({
    seriesId: Slug,
    events: z.array(z.strictObject({ eventId: Slug, status: EventStatus, registrations, ways, attendance })),
    mails: Mails,
  }),
  Report: z.strictObject({
    seriesId: Slug,
    title: Localised(150),
    organisers: z.array(z.string()),
    partners: z.array(Partner.pick({ name: true, role: true })),
    /** Nothing is missing. */
    isComplete: z.boolean(),
    gaps: z.array(z.strictObject({ eventId: Slug, lacks: z.enum(['end', 'attendance', 'documentation']) })),
    /** How each number was made, in the reader's language. */
    howMade: z.array(z.strictObject({ of: z.string(), how: z.string() })),
    periods: z.array(
      z.strictObject({
        frozenAt: Instant.optional(),
        ...{ people: ReportCount, attendedPeople: ReportCount },
        events: z.array(EventReport),
      }),
    ),
  }),
};
