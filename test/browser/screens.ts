import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Every screen that can be opened without an id that only a test run knows, on the demo series. */
const series = '/console/series/gemeinsam-stark';
const event = '/console/events/sichtbar-machen';
export const demoScreens = [
  '/console',
  '/console/nowhere',
  '/console/help',
  '/console/series',
  '/console/new-series',
  series,
  `${series}/edit`,
  `${series}/delete`,
  `${series}/new-event`,
  `${series}/texts`,
  `${series}/texts/reminder`,
  `${series}/look`,
  `${series}/embed`,
  event,
  `${event}/edit`,
  `${event}/cancel`,
  `${event}/clone`,
  `${event}/delete`,
  `${series}/numbers`,
  `${series}/report`,
  '/console/events/sichtbar-machen/registrations',
  '/console/events/sichtbar-machen/registrations?q=nobody&state=confirmed',
  '/console/events/sichtbar-machen/new-registration',
  '/console/events/sichtbar-machen/deliveries',
  `${series}/announcements`,
  `${series}/new-announcement`,
  '/console/events/sichtbar-machen/attendance',
  '/console/organisers',
  '/console/organisers/new',
  '/console/organisers/hand-over',
  '/console/tokens',
  '/console/tokens/new',
  '/console/webhooks',
  '/console/webhooks/new',
  '/console/suppressions',
  '/console/suppressions/due',
  '/console/audit',
  '/console/events/sichtbar-machen/documentation',
  '/console/people',
];

/** Screens that axe-core walks where a test has made what they show, by their routes. */
export const screensOfMails = [
  '/announcements/{announcementId}',
  '/announcements/{announcementId}/cancel',
  '/announcements/{announcementId}/resend',
  '/announcements/{announcementId}/send',
  '/announcements/{announcementId}/unknown',
  '/organisers/{organiserId}',
  '/organisers/{organiserId}/remove',
  '/series/{seriesId}/announcements',
  '/series/{seriesId}/numbers',
  '/series/{seriesId}/report',
  '/tokens/{tokenId}/revoke',
  '/webhooks/{webhookId}',
  '/webhooks/{webhookId}/edit',
];
export const screensOfPeople = [
  '/deliveries/{deliveryId}',
  '/events/{eventId}/attendance',
  '/events/{eventId}/deliveries',
  '/events/{eventId}/documentation',
  '/events/{eventId}/documentation/release',
  '/events/{eventId}/registrations',
  '/events/{eventId}/registrations/{registrationId}',
  '/events/{eventId}/registrations/{registrationId}/cancel',
  '/people',
  '/people/requests',
  '/people/requests/{requestId}',
];

const folder = path.resolve(import.meta.dirname, '../../functions/console');

/** Each screen of the console, by its route; pictures and previews of mails are no screens. */
export const consoleRoutes = globSync('*.ts', { cwd: folder })
  .flatMap((file) => [...readFileSync(path.join(folder, file), 'utf8').matchAll(/'GET (\/[^']*)'/g)])
  .map(([, route = '']) => route)
  .filter((route) => !/qr\.svg|preview|\/mail$|\/form$/.test(route))
  .toSorted();

/** The routes that these addresses of the console are answered by, each once; of several, the one that names more. */
export function routesOf(urls: readonly string[]): string[] {
  const routes = urls.flatMap((url) => {
    const own = new URL(url, 'http://console.invalid').pathname.replace(/^\/console(?=\/|$)/, '') || '/';
    const fitting = consoleRoutes.filter((route) =>
      new RegExp(`^${route.replace(/\{[^}]+\}/g, '[^/]+')}$`).test(own),
    );
    return fitting.toSorted((one, other) => one.split('{').length - other.split('{').length).slice(0, 1);
  });
  return [...new Set(routes)].toSorted();
}
