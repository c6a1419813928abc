import { accessRoutes } from './access.ts';
import { announcementRoutes } from './announcements.ts';
import { changeRoutes } from './changes.ts';
import { eventRoutes } from './events.ts';
import { numberRoutes } from './numbers.ts';
import { peopleRoutes } from './people.ts';
import { registrationRoutes } from './registrations.ts';
import { senderRoutes } from './senders.ts';
import { sendingRoutes } from './sending.ts';
import { seriesRoutes } from './series.ts';
import { webhookRoutes } from './webhooks.ts';

/** What organisers call; each subject is answered by the file of its name in functions/organiser/. */
export const organiserRoutes = {
  ...seriesRoutes,
  ...senderRoutes,
  ...eventRoutes,
  ...registrationRoutes,
  ...numberRoutes,
  ...peopleRoutes,
  ...sendingRoutes,
  ...announcementRoutes,
  ...changeRoutes,
  ...webhookRoutes,
  ...accessRoutes,
};
