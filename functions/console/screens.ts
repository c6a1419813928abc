import { eventsRoutes } from './events.ts';
import { homeRoutes } from './home.ts';
import type { Part, Routes } from './routed.ts';
import { seriesRoutes } from './series.ts';
import { sessionRoutes } from './session.ts';

/** The screens that are there from the beginning. */
export const screens: Routes = {
  ...homeRoutes,
  ...seriesRoutes,
  ...eventsRoutes,
  ...sessionRoutes,
};

/** The others, each loaded when one of its screens is first opened: the function begins sooner without them. */
export const parts: Part[] = [
  {
    paths: /^\/events\/[^/]+\/(new-)?registration/,
    load: async () => (await import('./registrations.ts')).registrationsRoutes,
  },
  {
    paths: /^\/events\/[^/]+\/attendance/,
    load: async () => (await import('./attendance.ts')).attendanceRoutes,
  },
  {
    paths: /^\/events\/[^/]+\/documentation/,
    load: async () => (await import('./documentation.ts')).documentationRoutes,
  },
  {
    paths: /^\/(events\/[^/]+\/)?deliveries/,
    load: async () => (await import('./deliveries.ts')).deliveriesRoutes,
  },
  { paths: /^\/(organisers|tokens)/, load: async () => (await import('./access.ts')).accessRoutes },
  { paths: /^\/audit/, load: async () => (await import('./audit.ts')).auditRoutes },
  { paths: /^\/suppressions/, load: async () => (await import('./suppressions.ts')).suppressionsRoutes },
  {
    paths: /^\/series\/[^/]+\/(numbers|report)/,
    load: async () => (await import('./numbers.ts')).numbersRoutes,
  },
  { paths: /^\/help/, load: async () => (await import('./help.ts')).helpRoutes },
  { paths: /^\/people/, load: async () => (await import('./people.ts')).peopleRoutes },
  {
    paths: /^\/(series\/[^/]+\/(new-)?)?announcement/,
    load: async () => (await import('./announcements.ts')).announcementsRoutes,
  },
  {
    paths: /^\/series\/[^/]+\/(texts|look)/,
    load: async () => (await import('./mail-texts.ts')).mailTextsRoutes,
  },
  {
    paths: /^\/series\/[^/]+\/(embed|qr\.svg)/,
    load: async () => (await import('./embed.ts')).embedRoutes,
  },
  {
    paths: /^\/(events|series)\/[^/]+\/form$/,
    load: async () => (await import('./form-preview.ts')).formPreviewRoutes,
  },
];
