import * as z from 'zod';
import {
  AttendanceInput,
  AttendanceMarks,
  addAttendance,
  markAttendance,
  takeBackAttendance,
} from '../core/participants/attendance.ts';
import { Column } from '../core/participants/attendance-columns.ts';
import { importAttendance } from '../core/participants/attendance-import.ts';
import { listRegistrations, registrationsById } from '../core/participants/registrations.ts';
import { parsed } from '../core/values/parsed.ts';
import { problemOf } from '../core/values/problem.ts';
import { query } from '../http/http.ts';
import { cursorText } from '../http/paging.ts';
import { AttendanceScreen } from '../views/console/attendance.tsx';
import { AttendanceReportScreen } from '../views/console/attendance-report.tsx';
import type { Filled } from '../views/console/form.tsx';
import { editableEvent, eventOverviewOf, pageAsked } from './event-overview.ts';
import { type Routes, seeOther, sentBy, show, submit, type Visit } from './visit.ts';

/** What a page shows of a report; the rest is counted. */
const mostShown = 200;
/** As many ids fit into the form that takes a report over. */
const mostCarried = 2000;

const place = z.int().min(1).max(100).optional();

/** What is asked beside the file. Columns are counted from 1, as spreadsheets do. */
const ReportSettings = z.object({
  atLeastMinutes: z.int().min(1).max(10_000).optional(),
  nameColumn: place,
  firstNameColumn: place,
  emailColumn: place,
  attendedColumn: place,
});
export type ReportSettings = z.infer<typeof ReportSettings>;

/** Which column holds what, where somebody said so. */
function columnsOf(settings: ReportSettings) {
  const {
    nameColumn: name,
    firstNameColumn: firstName,
    emailColumn: email,
    attendedColumn: attended,
  } = settings;
  const told = { name, firstName, email, attended };
  const columns: (Column | '-')[] = [];
  for (const [column, at] of Object.entries(told)) {
    if (at !== undefined) columns[at - 1] = Column.parse(column);
  }
  return columns.length === 0 ? undefined : Array.from(columns, (column) => column ?? '-');
}

const pathOf = ({ params }: Visit) => `/console/events/${params.eventId}/attendance`;

async function attendanceForm(visit: Visit, filled?: Filled) {
  const { request, params, who, at } = visit;
  const text = query(request).get('q')?.trim() || undefined;
  const wanted = { state: 'confirmed' as const, text, ...pageAsked(visit) };
  const { items, next } = await listRegistrations(params.eventId, wanted, who, at);
  return show(visit, AttendanceScreen, {
    ...(await eventOverviewOf(visit)),
    text,
    registrations: items,
    next: cursorText(next),
    now: at.now,
    faults: filled?.faults ?? [],
  });
}

/** A report is looked at first; one that is too long for that is taken over when it is sent once more. */
async function showReport(visit: Visit) {
  const { params, upload, who, at } = visit;
  const file = upload?.get('/report');
  if (!(file instanceof File) || file.name === '')
    throw problemOf([{ pointer: '/report', code: 'required' }]);
  const isRecorded = upload?.get('record') === 'true';
  const bytes = new Uint8Array(await file.arrayBuffer());
  const settings = { isDryRun: !isRecorded, ...parsed(ReportSettings, sentBy(visit).body) };
  const report = await importAttendance(
    params.eventId,
    bytes,
    { ...settings, columns: columnsOf(settings) },
    who,
    at,
  );
  const shown = report.unmatched.slice(0, mostShown);
  const suggestions = shown.flatMap((line) => line.suggestions.map((one) => one.registrationId));
  return show(visit, AttendanceReportScreen, {
    ...(await eventOverviewOf(visit)),
    report,
    shown,
    suggested: await registrationsById(params.eventId, suggestions, who, at),
    isRecorded,
    isTooLong: report.matched.length > mostCarried,
    settings,
  });
}

export const prefixes = ['/events/{eventId}/attendance'] as const;

export const routes: Routes<typeof prefixes> = {
  'GET /events/{eventId}/attendance': attendanceForm,
  'POST /events/{eventId}/attendance/report': submit(showReport, attendanceForm),
  'POST /events/{eventId}/attendance/undo': submit(async (visit) => {
    await takeBackAttendance(visit.params.eventId, visit.who, visit.at);
    return seeOther(pathOf(visit), 'attendanceTakenBack');
  }, attendanceForm),
  'POST /events/{eventId}/attendance/people': submit(async (visit, { form }) => {
    const matched = form.get('matched')?.split(' ') ?? [];
    const unclear = form.get('unclear')?.split(' ') ?? [];
    const registrationIds = [...matched, ...form.getAll('accepted')].filter((id) => id !== '');
    await addAttendance(
      visit.params.eventId,
      parsed(AttendanceInput, { registrationIds }),
      visit.who,
      visit.at,
      new Set(unclear),
    );
    return seeOther(pathOf(visit), 'attendanceSaved');
  }, attendanceForm),
  'POST /events/{eventId}/attendance': async (visit) => {
    await editableEvent(visit);
    const { form } = sentBy(visit);
    const attended = form.getAll('attended');
    const absent = form.getAll('shown').filter((id) => !attended.includes(id));
    await markAttendance(
      visit.params.eventId,
      parsed(AttendanceMarks, { attended, absent }),
      visit.who,
      visit.at,
    );
    const asked = query(visit.request);
    asked.delete('done');
    return seeOther(asked.size === 0 ? pathOf(visit) : `${pathOf(visit)}?${asked}`, 'attendanceSaved');
  },
};
