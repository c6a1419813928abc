import { addAttendance, importAttendance, markAttendance } from '../core/participants/attendance.ts';
import { findRegistrations } from '../core/participants/registrations.ts';
import type { RegistrationItem } from '../core/table/items.ts';
import { refs } from '../core/table/refs.ts';
import { problemOf } from '../core/values/problem.ts';
import { type HttpAnswer, query } from '../http/http.ts';
import { cursorText } from '../http/paging.ts';
import { AttendanceScreen } from '../views/console/attendance.tsx';
import { AttendanceReportScreen } from '../views/console/attendance-report.tsx';
import type { Filled } from '../views/console/form.tsx';
import type { Routes } from './routed.ts';
import { pageAsked, standingOf } from './standing.ts';
import { attempt, posted, seeOther, show, type Visit } from './visit.ts';

/** What a page shows of a report; the rest is counted. */
const mostShown = 200;
/** As many ids fit into the form that takes a report over. */
const mostCarried = 2000;

const pathOf = ({ params }: Visit) => `/console/events/${params.eventId}/attendance`;

async function showAttendance(visit: Visit, filled?: Filled, status?: number): Promise<HttpAnswer> {
  const { request, params, who, at } = visit;
  const asked = query(request);
  const text = asked.get('q')?.trim() || undefined;
  const wanted = { status: 'confirmed', text, ...pageAsked(visit) };
  const page = await findRegistrations(params.eventId ?? '', wanted, who, at);
  return show(
    visit,
    AttendanceScreen,
    {
      ...(await standingOf(visit)),
      text,
      registrations: page.items,
      cursor: asked.get('cursor') ?? undefined,
      next: page.next === undefined ? undefined : cursorText(page.next),
      now: at.now,
      filled,
    },
    status,
  );
}

/** A report is looked at first; one that is too long for that is taken over when it is sent once more. */
async function showReport(visit: Visit): Promise<HttpAnswer> {
  const { params, upload, who, at } = visit;
  const file = upload?.get('/report');
  if (!(file instanceof File) || file.size === 0) throw problemOf([{ pointer: '/report', code: 'required' }]);
  const isRecorded = upload?.get('record') === 'true';
  const bytes = new Uint8Array(await file.arrayBuffer());
  const report = await importAttendance(params.eventId ?? '', bytes, !isRecorded, who, at);
  const shown = report.unmatched.slice(0, mostShown);
  return show(visit, AttendanceReportScreen, {
    ...(await standingOf(visit)),
    report,
    shown,
    suggested: await suggested(
      params.eventId ?? '',
      shown.flatMap(({ suggestions }) => suggestions),
      visit,
    ),
    isRecorded,
    isTooLong: report.matched.length > mostCarried,
  });
}

async function suggested(
  eventId: string,
  ids: readonly string[],
  { at }: Visit,
): Promise<Map<string, RegistrationItem>> {
  const found = await at.store.getMany([...new Set(ids)].map((id) => refs.registration(eventId, id)));
  return new Map(found.flatMap((one) => (one === undefined ? [] : [[one.registrationId, one]])));
}

export const attendanceRoutes: Routes = {
  'GET /events/{eventId}/attendance': (visit) => showAttendance(visit),
  'POST /events/{eventId}/attendance/report': (visit) =>
    attempt(
      visit,
      {},
      () => showReport(visit),
      (filled, status) => showAttendance(visit, filled, status),
    ),
  'POST /events/{eventId}/attendance/people': (visit) => {
    const { form } = posted(visit);
    const matched = form.get('matched')?.split(' ') ?? [];
    const registrationIds = [...matched, ...form.getAll('accepted')].filter((id) => id !== '');
    return attempt(
      visit,
      {},
      async () => {
        await addAttendance(visit.params.eventId ?? '', { registrationIds }, visit.who, visit.at);
        return seeOther(pathOf(visit), 'attendanceSaved');
      },
      (filled, status) => showAttendance(visit, filled, status),
    );
  },
  'POST /events/{eventId}/attendance': async (visit) => {
    const { form } = posted(visit);
    const attended = form.getAll('attended');
    const absent = form.getAll('shown').filter((id) => !attended.includes(id));
    await markAttendance(visit.params.eventId ?? '', { attended, absent }, visit.who, visit.at);
    const { rawQueryString } = visit.request;
    const asked = new URLSearchParams(rawQueryString);
    asked.delete('done');
    return seeOther(asked.size === 0 ? pathOf(visit) : `${pathOf(visit)}?${asked}`, 'attendanceSaved');
  },
};
