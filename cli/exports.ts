import * as z from 'zod';
import { EventFields } from '../functions/core/table/event.ts';
import { SeriesInput } from '../functions/core/table/series.ts';
import type { Json } from './api.ts';
import { type Command, segment, type World } from './command.ts';
import { Failure } from './failure.ts';
import { bytesOf, writeWhole } from './files.ts';

const output = { type: 'string', help: 'into this file; else to standard output' } as const;

const Named = z.object({ line: z.number(), name: z.string() });
const Attendance = z.object({
  kind: z.string(),
  attended: z.number(),
  absent: z.array(
    Named.extend({
      reason: z.string(),
      minutes: z.number().optional(),
      staysAttended: z.literal(true).optional(),
    }),
  ),
  unclear: z.array(Named.extend({ reason: z.string() })),
  changes: z.array(z.object({ name: z.string(), from: z.string(), to: z.string() })),
  unmatched: z.array(
    Named.extend({ suggestions: z.array(z.object({ registrationId: z.string(), reason: z.string() })) }),
  ),
  skipped: z.array(z.object({ line: z.number(), text: z.string() })),
});
const TakenBack = z.object({ recordedAt: z.string(), changed: z.number(), attended: z.number() });

export const exports: Record<string, Command> = {
  'export registrations': {
    words: ['EVENT'],
    summary: "An event's registrations as one CSV file",
    options: {
      output,
      profile: { type: 'string', help: 'full, or partner without addresses and sensitive answers' },
      recipient: {
        type: 'string',
        help: "who gets it (in the audit, and told to those in it); of a partner's copy required",
      },
      purpose: { type: 'string', help: 'what for (it stands in the audit; without it there is no file)' },
      limit: { type: 'string', help: 'rows a request, 1 to 5000; else 5000' },
    },
    async run({ words: [eventId = ''], text }, world) {
      const query = {
        ...{ profile: text('profile'), recipient: text('recipient'), purpose: text('purpose') },
        ...{ limit: text('limit') ?? '5000', lang: world.language },
      };
      await put(pages(`/events/${segment(eventId)}/registrations.csv`, query, world), text('output'), world);
    },
  },
  'export series': {
    words: ['SERIES'],
    summary: 'A series and its events as one file, which `apply` takes back unchanged',
    options: { output },
    async run({ words: [seriesId = ''], text }, world) {
      const series = handedIn(await world.api.json('GET', `/series/${segment(seriesId)}`), SeriesInput.shape);
      const events: Json[] = [];
      for await (const one of world.api.all('/events', { seriesId })) {
        const { seriesId: _, ...event } = handedIn(one, EventFields.shape);
        events.push(event);
      }
      const file = `${JSON.stringify({ series, events }, null, 2)}\n`;
      const to = text('output');
      if (to === undefined) return world.write(file);
      await writeWhole(to, once(file));
      world.note(`written to ${to}`);
    },
  },
  'export audit': {
    words: [],
    summary: 'Who did what, newest first, one JSON object a line',
    options: { output },
    async run({ text }, world) {
      await put(linesOf(world.api.all('/audit')), text('output'), world);
    },
  },
  attendance: {
    words: ['EVENT', 'FILE'],
    summary: "Takes over a meeting service's report (CSV)",
    options: {
      'dry-run': { type: 'boolean', help: 'says what it would record, and records nothing' },
      'at-least-minutes': { type: 'string', help: 'who was there for fewer did not attend' },
      'at-least-percent': { type: 'string', help: "the same as a share of the event's length" },
      accept: { type: 'string', help: 'ids that were suggested, and came, joined by commas' },
      columns: { type: 'string', help: 'of a file that is not recognised: -,name,email' },
    },
    async run({ words: [eventId = '', file = ''], has, text }, { api, tell }) {
      const answer = await api.json('POST', `/events/${segment(eventId)}/attendance`, {
        body: await bytesOf(file),
        // As it is: what is called text arrives as UTF-8.
        headers: { 'content-type': 'application/octet-stream' },
        query: {
          dryRun: has('dry-run') ? 'true' : undefined,
          ...{ atLeastMinutes: text('at-least-minutes'), atLeastPercent: text('at-least-percent') },
          ...{ columns: text('columns'), accept: text('accept') },
        },
      });
      const { kind, attended, absent, unclear, unmatched, changes, skipped } = Attendance.parse(answer);
      const unknown = unmatched.map(({ line, name, suggestions }) => {
        const likely = suggestions.map(({ registrationId, reason }) => `${registrationId} (${reason})`);
        const whom = likely.length === 0 ? 'nobody of that name' : `perhaps ${likely.join(' or ')}`;
        return `line ${line}: ${name}: ${whom}`;
      });
      const away = absent.map(({ line, name, reason, minutes, staysAttended }) => {
        const why = reason === 'tooShort' ? `only ${minutes} minutes` : 'not there, as the report says';
        return `line ${line}: ${name}: ${why}${staysAttended ? '; stays recorded as having come' : ''}`;
      });
      const open = unclear.map(({ line, name, reason }) => `line ${line}: ${name}: not recorded, ${reason}`);
      const moves = has('dry-run') ? changes.map(({ name, from, to }) => `${name}: ${from} → ${to}`) : [];
      const nobody = skipped.map(({ line, text: said }) => `line ${line}: nobody: ${said}`);
      const came = `${attended} came${has('dry-run') ? ' (nothing was recorded)' : ''}`;
      tell(answer, came, `read as ${kind}`, ...moves, ...unknown, ...away, ...open, ...nobody);
    },
  },
  'undo attendance': {
    words: ['EVENT'],
    summary: 'Takes the last recording of attendance back; once more the one before',
    options: {},
    async run({ words: [eventId = ''] }, { api, tell }) {
      const answer = await api.json('POST', `/events/${segment(eventId)}/attendance/undo`);
      const { recordedAt, changed, attended } = TakenBack.parse(answer);
      tell(answer, `what was recorded at ${recordedAt} is taken back for ${changed}; ${attended} came`);
    },
  },
};

/** What organisers hand in of what they are shown. */
const handedIn = (shown: Json, fields: object): Json =>
  Object.fromEntries(Object.keys(fields).flatMap((name) => (name in shown ? [[name, shown[name]]] : [])));

async function* once(text: string) {
  yield text;
}

/** Pages behind the first have no heading, so that one behind the other is the whole file. */
async function* pages(path: string, query: Record<string, string | undefined>, { api, progress }: World) {
  let cursor: string | undefined;
  let bytes = 0;
  do {
    const answer = await api.must('GET', path, { query: { ...query, cursor } });
    yield answer.bytes;
    bytes += answer.bytes.length;
    progress(`${Math.ceil(bytes / 1024)} KiB so far`);
    cursor = answer.headers.get('x-next-cursor') ?? undefined;
  } while (cursor !== undefined);
}

async function* linesOf(items: AsyncIterable<unknown>) {
  for await (const item of items) yield `${JSON.stringify(item)}\n`;
}

async function put(
  pieces: AsyncGenerator<string | Uint8Array>,
  file: string | undefined,
  world: World,
): Promise<void> {
  if (file !== undefined) {
    await writeWhole(file, pieces);
    world.note(`written to ${file}`);
    return;
  }
  if (process.stdout.isTTY)
    throw new Failure('usage', 'personal data on the screen? Say where to: --output FILE');
  for await (const piece of pieces) world.write(piece);
}
