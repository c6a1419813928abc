import type { Runner } from '../../../local/index.ts';

/** What opening one of the console's screens took. */
export interface Screen {
  path: string;
  medianMilliseconds: number;
  slowestMilliseconds: number;
  /** Of HTML. */
  bytes: number;
}

/** Often enough for a median. */
const times = 15;

/** Opens screens of the console one at a time, each some times, and says what it took. @throws when one isn't there */
export async function lookAtConsole(
  runner: Pick<Runner, 'url'>,
  token: string,
  paths: readonly string[],
): Promise<Screen[]> {
  const screens: Screen[] = [];
  for (const path of paths) {
    const took: number[] = [];
    let bytes = 0;
    for (let time = 0; time < times; time++) {
      const began = performance.now();
      // The console's session is a token in a cookie; this one is a script's.
      const answer = await fetch(`${runner.url}${path}`, {
        redirect: 'manual',
        headers: { accept: 'text/html', cookie: `__Host-session=${token}` },
      });
      const html = await answer.text();
      took.push(performance.now() - began);
      if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${html.slice(0, 300)}`);
      bytes = Math.max(bytes, Buffer.byteLength(html));
    }
    took.sort((a, b) => a - b);
    screens.push({
      path,
      medianMilliseconds: Math.round(took[Math.floor(times / 2)] ?? 0),
      slowestMilliseconds: Math.round(took.at(-1) ?? 0),
      bytes,
    });
  }
  return screens;
}

/** The screens of a series and of one of its events, and those of none. */
export function screensOf(seriesId: string, eventId: string, registrationId: string): string[] {
  const series = `/console/series/${seriesId}`;
  const event = `/console/events/${eventId}`;
  return [
    '/console',
    '/console/series',
    series,
    `${series}/edit`,
    `${series}/announcements`,
    `${series}/new-announcement`,
    `${series}/numbers`,
    `${series}/texts`,
    `${series}/embed`,
    event,
    `${event}/edit`,
    `${event}/cancel`,
    `${event}/registrations`,
    `${event}/registrations?state=confirmed`,
    `${event}/registrations?q=gast4`,
    `${event}/registrations/${registrationId}`,
    `${event}/attendance`,
    `${event}/documentation`,
    `${event}/deliveries`,
    '/console/people',
    '/console/organisers',
    '/console/tokens',
    '/console/suppressions',
    '/console/audit',
  ];
}
