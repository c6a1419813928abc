import type { ConsolePath, Route, Routes } from './visit.ts';

/** Screens that are loaded when one of them is first asked for: the function begins sooner without them. */
export interface Part {
  prefixes: readonly ConsolePath[];
  load(): Promise<{ routes: Record<string, Route> }>;
}

/** What a part's file says of itself must be what is said of it here, or it doesn't compile. */
function part<const P extends readonly ConsolePath[]>(
  load: () => Promise<{ prefixes: P; routes: Routes<P> }>,
  ...prefixes: NoInfer<P>
): Part {
  return { prefixes, load };
}

export const parts: Part[] = [
  part(() => import('./series-edit.ts'), '/new-series', '/series/{seriesId}/edit'),
  part(() => import('./events.ts'), '/series/{seriesId}/new-event', '/events/{eventId}/edit'),
  part(
    () => import('./registrations.ts'),
    '/events/{eventId}/registrations',
    '/events/{eventId}/new-registration',
  ),
  part(() => import('./attendance.ts'), '/events/{eventId}/attendance'),
  part(() => import('./documentation.ts'), '/events/{eventId}/documentation'),
  part(() => import('./deliveries.ts'), '/events/{eventId}/deliveries', '/deliveries'),
  part(() => import('./access.ts'), '/organisers', '/tokens'),
  part(() => import('./audit.ts'), '/audit'),
  part(() => import('./senders.ts'), '/senders'),
  part(() => import('./webhooks.ts'), '/webhooks'),
  part(() => import('./suppressions.ts'), '/suppressions'),
  part(() => import('./numbers.ts'), '/series/{seriesId}/numbers', '/series/{seriesId}/report'),
  part(() => import('./help.ts'), '/help'),
  part(() => import('./people.ts'), '/people'),
  part(
    () => import('./announcements.ts'),
    '/announcements',
    '/series/{seriesId}/announcements',
    '/series/{seriesId}/new-announcement',
    '/series/{seriesId}/announcement-preview',
  ),
  part(() => import('./mail-texts.ts'), '/series/{seriesId}/texts', '/series/{seriesId}/look'),
  part(() => import('./embed.ts'), '/series/{seriesId}/embed', '/series/{seriesId}/qr.svg'),
  part(() => import('./form-preview.ts'), '/events/{eventId}/form', '/series/{seriesId}/form'),
];

/** The part that a path belongs to; none for the screens that are there from the beginning. */
export function partOf(path: string): Part | undefined {
  return parts.find(({ prefixes }) => prefixes.some((prefix) => isBelow(path, prefix)));
}

function isBelow(path: string, prefix: string): boolean {
  const steps = path.split('/');
  return prefix.split('/').every((step, index) => step.startsWith('{') || step === steps[index]);
}
