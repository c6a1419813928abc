import { accessRoutes } from './access.ts';
import { announcementsRoutes } from './announcements.ts';
import { attendanceRoutes } from './attendance.ts';
import { auditRoutes } from './audit.ts';
import { deliveriesRoutes } from './deliveries.ts';
import { documentationRoutes } from './documentation.ts';
import { embedRoutes } from './embed.ts';
import { eventsRoutes } from './events.ts';
import { homeRoutes } from './home.ts';
import { mailTextsRoutes } from './mail-texts.ts';
import { numbersRoutes } from './numbers.ts';
import { peopleRoutes } from './people.ts';
import { registrationsRoutes } from './registrations.ts';
import type { Routes } from './routed.ts';
import { seriesRoutes } from './series.ts';
import { sessionRoutes } from './session.ts';
import { suppressionsRoutes } from './suppressions.ts';

/** Every screen and form of the console. */
export const screens: Routes = {
  ...homeRoutes,
  ...seriesRoutes,
  ...eventsRoutes,
  ...registrationsRoutes,
  ...attendanceRoutes,
  ...documentationRoutes,
  ...deliveriesRoutes,
  ...peopleRoutes,
  ...announcementsRoutes,
  ...accessRoutes,
  ...suppressionsRoutes,
  ...auditRoutes,
  ...numbersRoutes,
  ...mailTextsRoutes,
  ...embedRoutes,
  ...sessionRoutes,
};
