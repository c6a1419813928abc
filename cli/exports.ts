import * as z from 'zod';
import { type Command, segment, type World } from './command.ts';
import { Failure } from './failure.ts';
import { bytesOf, writeWhole } from './files.ts';

const output = { type: 'string', help: 'into this file; else to standard output' } as const;

const Attendance = z.object({
  attended: z.number(),
  unmatched: z.array(z.object({ line: z.number(), name: z.string(), suggestions: z.array(z.string()) })),
});

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
    options: { 'dry-run': { type: 'boolean', help: 'says what it would record, and records nothing' } },
    async run({ words: [eventId = '', file = ''], has }, { api, say }) {
      const answer = await api.json('POST', `/events/${segment(eventId)}/attendance`, {
        body: await bytesOf(file),
        // As it is: what is called text arrives as UTF-8.
        headers: { 'content-type': 'application/octet-stream' },
        query: { dryRun: has('dry-run') ? 'true' : undefined },
      });
      const { attended, unmatched } = Attendance.parse(answer);
      say(`${attended} came${has('dry-run') ? ' (nothing was recorded)' : ''}`);
      for (const { line, name, suggestions } of unmatched) {
        const whom = suggestions.length === 0 ? 'nobody of that name' : `perhaps ${suggestions.join(' or ')}`;
        say(`line ${line}: ${name}: ${whom}`);
      }
    },
  },
};

/** Pages behind the first have no heading, so that one behind the other is the whole file. */
async function* pages(path: string, query: Record<string, string | undefined>, { api }: World) {
  let cursor: string | undefined;
  do {
    const answer = await api.must('GET', path, { query: { ...query, cursor } });
    yield answer.bytes;
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
