import * as z from 'zod';
import type { Api } from '../../cli/api.ts';
import { answers } from '../../functions/api/answers.ts';
import { Instant } from '../../functions/core/values/time.ts';

const lacking = z.looseObject({});
const { Series, Event, Organiser, Token, Sender, Lane } = answers;

/** What a dossier says of what is stored in a stage: who sees it, what is asked, what is shown, until when it is kept. */
export const Stored = z.strictObject({
  /** When it was read. */
  readAt: Instant,
  series: z.array(
    lacking.extend(
      Series.pick({
        seriesId: true,
        title: true,
        organisers: true,
        partners: true,
        retentionDays: true,
        notices: true,
      }).shape,
    ),
  ),
  events: z.array(
    lacking.extend(
      Event.pick({
        ...{
          eventId: true,
          seriesId: true,
          title: true,
          status: true,
          questions: true,
          formerlySensitive: true,
        },
      }).shape,
    ),
  ),
  organisers: z.array(
    lacking.extend(Organiser.pick({ email: true, role: true, rights: true, seriesIds: true }).shape),
  ),
  tokens: z.array(
    lacking.extend(
      Token.pick({ tokenId: true, name: true, kind: true, role: true, rights: true, seriesIds: true }).shape,
    ),
  ),
  senders: z.array(lacking.extend(Sender.pick({ senderId: true, name: true }).shape)),
  lane: lacking.extend(Lane.pick({ state: true, lastRunAt: true }).shape),
});
export type Stored = z.infer<typeof Stored>;

/** Reads it over the API, with the token of an owner of all series. @param readAt now */
export async function readStored(api: Api, readAt: string): Promise<Stored> {
  const all = async (path: string, query: Record<string, string> = {}) => {
    const found: unknown[] = [];
    for await (const one of api.all(path, query)) found.push(one);
    return found;
  };
  const series = Stored.shape.series.parse(await all('/series'));
  const events: unknown[] = [];
  for (const { seriesId } of series) events.push(...(await all('/events', { seriesId })));
  return Stored.parse({
    readAt,
    series,
    events,
    organisers: await all('/organisers'),
    // Sessions end within the day: who has one stands among the organisers.
    tokens: (await all('/tokens')).filter((one) => lacking.parse(one).kind === 'token'),
    senders: await all('/senders'),
    lane: await api.json('GET', '/lane'),
  });
}
