import { readFileSync } from 'node:fs';
import * as z from 'zod';
import type { Clock } from './clock/clock.ts';
import type { Functions } from './functions/functions.ts';
import type { Store } from './state/store.ts';

const DemoFile = z.object({
  series: z.looseObject({ seriesId: z.string() }),
  events: z.array(z.looseObject({ eventId: z.string(), startsAtLocal: z.string() })).min(1),
});
const Issued = z.looseObject({ token: z.string() });

const day = 24 * 3_600_000;
const lead = 56 * day;

/** The demo series and the organiser's token, put into an empty table through the API's own doors. */
export class Demo {
  readonly #file = DemoFile.parse(
    JSON.parse(readFileSync(new URL('./demo/series.json', import.meta.url), 'utf8')),
  );
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  get seriesId(): string {
    return this.#file.series.seriesId;
  }

  /** The demo organiser's token; undefined until the series has been seeded. */
  get token(): string | undefined {
    return this.#store.get('demo.token', z.string());
  }

  /**
   * Seeds once per folder: a token from the function that issues them, then the series and its events by HTTP.
   * @throws when the API refuses; the next start tries again
   */
  async seed({
    functions,
    clock,
    baseUrl,
  }: {
    functions: Functions;
    clock: Clock;
    baseUrl: string;
  }): Promise<void> {
    if (this.#store.get('demo.seeded', z.boolean())) return;
    const token = this.token ?? (await this.#issueToken(functions));
    const post = async (path: string, body: object) => {
      const response = await fetch(baseUrl + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify(body),
      });
      // What an interrupted start has posted already is there.
      if (response.ok || response.status === 409) return;
      throw new Error(
        `the demo series was not seeded: POST ${path} answered ${response.status}: ${await response.text()}`,
      );
    };
    const { series } = this.#file;
    await post('/v1/organiser/series', series);
    for (const event of shiftToLead(this.#file.events, clock.now())) {
      await post('/v1/organiser/events', { ...event, seriesId: series.seriesId });
      await post(`/v1/organiser/events/${event.eventId}/publish`, {});
    }
    this.#store.set('demo.seeded', true);
  }

  async #issueToken(functions: Functions): Promise<string> {
    const issuer = functions.find('IssueToken');
    if (!issuer)
      throw new Error('the demo series was not seeded: the template has no function named IssueToken');
    const result = await functions.invoke(issuer, { name: 'demo', role: 'owner' });
    if (!result.ok)
      throw new Error(`the demo series was not seeded: ${issuer}: ${result.error.errorMessage}`);
    const { token } = Issued.parse(result.payload);
    this.#store.set('demo.token', token);
    return token;
  }
}

/**
 * Moves every wall-clock time by the same whole weeks, so that the first event lies at least eight weeks ahead;
 * weekdays and times of day stay.
 */
export function shiftToLead<T extends { startsAtLocal: string }>(events: readonly T[], now: number): T[] {
  const first = Math.min(...events.map(({ startsAtLocal }) => Date.parse(`${startsAtLocal}Z`)));
  const weeks = Math.ceil((now + lead - first) / (7 * day));
  return events.map((event) => {
    const moved: T = { ...event };
    for (const [name, value] of Object.entries(event)) {
      if (!name.endsWith('AtLocal') || typeof value !== 'string') continue;
      const shifted = new Date(Date.parse(`${value}Z`) + weeks * 7 * day)
        .toISOString()
        .slice(0, value.length);
      Object.assign(moved, { [name]: shifted });
    }
    return moved;
  });
}
