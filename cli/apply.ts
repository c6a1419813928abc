import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import { EventFields, EventInput } from '../functions/core/table/event.ts';
import { SeriesInput } from '../functions/core/table/series.ts';
import { type Fault, faultsOf } from '../functions/core/values/faults.ts';
import { faultMessage } from '../functions/views/faults.ts';
import type { Json } from './api.ts';
import { type Command, segment, type World } from './command.ts';
import { Failure } from './failure.ts';
import { faultLine } from './faults.ts';
import { jsonOf } from './files.ts';

/** A file as `scenario/series.json`: one series, and its events without their `seriesId`. */
const File = z.strictObject({
  series: z.looseObject({ seriesId: z.string() }),
  events: z.array(z.looseObject({ eventId: z.string() })).default([]),
});

type Desired = {
  path: string;
  collection: string;
  name: string;
  id: string;
  json: Json;
  fields: readonly string[];
};

/** What the file does not say about these stays: it depends on the stage or on the series. */
const staying = ['timeZone', 'defaultLocale', 'retentionDays'];

export const apply: Command = {
  words: ['FILE'],
  summary: 'Makes a series and its events be what FILE says; what is so already is left alone',
  options: {
    'dry-run': { type: 'boolean', help: 'says what would change, and changes nothing' },
    publish: { type: 'boolean', help: 'publishes events that are drafts' },
    notice: {
      type: 'string',
      help: 'when an event moves: now, none, or when (an instant) its attendees are told',
    },
  },
  async run({ words: [file = ''], has, text }, world) {
    const { series, events } = wanted(await jsonOf(file), file, world.language);
    const isDryRun = has('dry-run');
    const does = isDryRun ? 'would ' : '';
    let changes = 0;
    for (const one of [series, ...events]) {
      const isEvent = one !== series;
      const current = await world.api.find(one.path);
      const json = withSender(current, { ...kept(current, one.json), ...one.json });
      const differences = current === undefined ? [] : differing(current, json, one.fields);
      if (current === undefined) {
        world.say(`${does}create ${one.name}`);
        if (!isDryRun) noteWarnings(await world.api.json('POST', one.collection, { json }), one, world);
      } else if (differences.length > 0) {
        world.say(`${does}change ${one.name}`);
        for (const line of differences) world.say(`  ${line}`);
        if (!isDryRun) await replace(world, one, json, current.etag, isEvent ? text('notice') : undefined);
      } else world.say(`unchanged ${one.name}`);
      if (current === undefined || differences.length > 0) changes += 1;
      if (isEvent && has('publish') && (current?.status ?? 'draft') === 'draft') {
        changes += 1;
        world.say(`${does}publish ${one.name}`);
        if (!isDryRun) await world.api.json('POST', `${one.path}/publish`);
      }
    }
    await nameOthers(series, events, world);
    world.note(isDryRun ? `${changes} changes, none was made` : `${changes} changes`);
  },
};

/** Reads the file, and says every fault in it before anything is sent. */
function wanted(content: unknown, file: string, language: World['language']) {
  const parsed = File.safeParse(content);
  if (!parsed.success) throw faulty(file, faultsOf(parsed.error), language);
  const { seriesId } = parsed.data.series;
  const faults: Fault[] = [];
  const checked = (schema: z.ZodType, value: unknown, at: string) => {
    const result = schema.safeParse(value, { reportInput: true });
    if (result.success) return z.record(z.string(), z.unknown()).parse(result.data);
    faults.push(...faultsOf(result.error).map((fault) => ({ ...fault, pointer: `${at}${fault.pointer}` })));
    return {};
  };
  const series: Desired = {
    ...{
      path: `/series/${segment(seriesId)}`,
      collection: '/series',
      name: `series ${seriesId}`,
      id: seriesId,
    },
    ...{ json: checked(SeriesInput, parsed.data.series, '/series'), fields: Object.keys(SeriesInput.shape) },
  };
  const events = parsed.data.events.map((event, index): Desired => {
    const { eventId } = event;
    return {
      ...{
        path: `/events/${segment(eventId)}`,
        collection: '/events',
        name: `event ${eventId}`,
        id: eventId,
      },
      ...{
        json: checked(EventInput, { ...event, seriesId }, `/events/${index}`),
        fields: Object.keys(EventFields.shape),
      },
    };
  });
  const twice = events.findIndex(({ id }, index) => events.findIndex((one) => one.id === id) < index);
  if (twice >= 0) faults.push({ pointer: `/events/${twice}/eventId`, code: 'duplicate' });
  if (faults.length > 0) throw faulty(file, faults, language);
  return { series, events };
}

function faulty(file: string, faults: readonly Fault[], language: World['language']): Failure {
  const lines = faults.map((fault) => faultLine({ ...fault, message: faultMessage(fault, language) }));
  return new Failure('usage', [`${file} has faults, nothing was sent`, ...lines].join('\n'));
}

const kept = (current: Json | undefined, json: Json): Json =>
  Object.fromEntries(
    staying.flatMap((name) => (name in json || current?.[name] === undefined ? [] : [[name, current[name]]])),
  );

const News = z.looseObject({ senderId: z.string().optional(), sender: z.string().optional() });
const WithNews = z.looseObject({ notices: z.looseObject({ news: News }) });

/** A series' sender that the file says by its name or its id alone is the one that the series has, if it is that. */
function withSender(current: Json | undefined, json: Json): Json {
  const [had, wanted] = [WithNews.safeParse(current).data?.notices.news, WithNews.safeParse(json).data];
  if (had === undefined || wanted === undefined) return json;
  const { senderId, sender, ...news } = wanted.notices.news;
  const isSame =
    senderId === undefined ? sender === had.sender : senderId === had.senderId && sender === undefined;
  if (!isSame) return json;
  const named = { senderId: had.senderId, sender: had.sender };
  return { ...json, notices: { ...wanted.notices, news: { ...news, ...named } } };
}

/** `capacity: 30 → 40`, one line a field. */
function differing(current: Json, json: Json, fields: readonly string[]): string[] {
  return fields
    .filter((name) => !isDeepStrictEqual(current[name], json[name]))
    .map((name) => `${name}: ${short(current[name])} → ${short(json[name])}`);
}

function short(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 100 ? `${text.slice(0, 99)}…` : text;
}

const pointer = z.string();
/** What the API did as asked, and tells all the same. */
const Warnings = z
  .array(
    z.union([
      z
        .object({ pointer, code: z.literal('capacityBelowTaken'), capacity: z.number(), taken: z.number() })
        .transform(({ pointer, code, ...params }) => ({ pointer, breach: { code, params } })),
      z
        .object({ pointer, code: z.literal('timeSkipped'), readAs: z.string() })
        .transform(({ pointer, code, ...params }) => ({ pointer, breach: { code, params } })),
      z
        .object({ pointer, code: z.literal('timeTwice') })
        .transform(({ pointer, code }) => ({ pointer, breach: { code } })),
      z
        .object({
          ...{ pointer, code: z.literal('colourAdjusted') },
          ...{ contrast: z.number(), needed: z.number(), used: z.string() },
        })
        .transform(({ pointer, code, ...params }) => ({ pointer, breach: { code, params } })),
      z.object({ pointer, code: z.string() }),
    ]),
  )
  .default([]);

function noteWarnings({ warnings }: Json, { name }: Desired, { note, language }: World): void {
  for (const one of Warnings.parse(warnings))
    note(`${name}: ${one.pointer}: ${'breach' in one ? faultMessage(one.breach, language) : one.code}`);
}

async function replace(
  world: World,
  desired: Desired,
  json: Json,
  etag: string | undefined,
  notice: string | undefined,
): Promise<void> {
  const headers: Record<string, string> = etag === undefined ? {} : { 'if-match': etag };
  const answer = await world.api
    .json('PUT', desired.path, { json, headers, query: { notice } })
    .catch((error: unknown) => {
      if (!(error instanceof Failure) || !error.faultCodes.includes('changeUntold')) throw error;
      const hint = '  say --notice now, none or when (an instant) its attendees are told';
      throw new Failure('refused', `${error.message}\n${hint}`, { cause: error });
    });
  noteWarnings(answer, desired, world);
}

/** Events that the file does not have are nobody's fault: they are named and left alone. */
async function nameOthers(series: Desired, events: readonly Desired[], { api, note }: World): Promise<void> {
  if ((await api.find(series.path)) === undefined) return;
  for await (const { eventId } of api.all('/events', { seriesId: series.id })) {
    if (!events.some(({ id }) => id === eventId))
      note(`event ${eventId} is not in the file; it stays as it is`);
  }
}
