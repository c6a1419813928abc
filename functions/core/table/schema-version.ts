import * as z from 'zod';
import { textHash } from '../values/keys.ts';
import { withoutControls } from '../values/text.ts';
import { hoursOf, instant } from '../values/time.ts';
import { markOf } from './disclosure-item.ts';

/**
 * The version of the form in which items are stored; each carries it. It rises with a row in `upgrades`, together with
 * a file of rows as the version before wrote them (`scripts/keep-version.ts`).
 */
export const schemaVersion = 10;

type Row = Readonly<Record<string, unknown>>;

/** By the version that wrote a row: what it is in the next one. Items from before versions were kept are of the first. */
const upgrades: readonly ((row: Row) => Row)[] = [
  ({ type, ...row }) => {
    if (type === 'token') return { type, version: 0, ...row };
    if (type === 'erasure') return { type, step: 'all', ...row };
    return { type, ...row };
  },
  // Notifications and deliveries got `walk` and `countedAs`: without them every step counted by itself.
  (row) => row,
  // A delivery that moves with its person's address leaves a `movedDelivery` behind, a subscription `movedTo`.
  (row) => row,
  // Mails to organisers say what they are about: it stood in the notification's id alone. The quota's reason is a code.
  (row) => {
    if (row.type !== 'delivery') return row;
    const waits = row.state === 'queued' && row.reason === 'the daily quota is used up';
    return { ...row, ...(waits ? { reason: 'quotaUsedUp' } : {}), ...aboutOf(String(row.notificationId)) };
  },
  (row) => {
    if (row.type === 'registration') return gaveUpPlace(row) ? { ...row, hadPlace: true } : row;
    if (row.type === 'audit') return { ...row, who: withoutAddress(Object(row.who)) };
    if (row.type === 'suppression') return without(row, 'liftedBy');
    if (row.type === 'guard') return without(row, 'resumedBy');
    // What organisers write in one line held any character.
    return written.has(String(row.type)) ? cleaned(row) : row;
  },
  // A series' sender was a text; its id was made of that wherever it was asked for. A direct entry had no end.
  (row) => {
    if (row.type === 'series') return withSenderId(row);
    return row.type === 'event' && hoursOf(String(row.directEntry)) > 6
      ? { ...row, directEntry: 'PT6H' }
      : row;
  },
  // Documentation was out as a whole, at the time of its latest release.
  (row) => (row.type === 'documentation' ? withReleases(row) : row),
  // A registration's mark in lists that were handed out was made of its sign-up wherever it was asked for. When an event
  // was called off stood in its last change. Soft bounces had no times, only the term of the last. A subscription that was
  // first ticked on the confirm page had the whole notice in it.
  (row) => {
    if (row.type === 'registration') return withMark(row);
    if (row.type === 'softBounces') return withTimes(row);
    if (row.type === 'subscription') return without(without(row, 'version'), 'text');
    return row.type === 'event' && row.status === 'cancelled' ? { ...row, cancelledAt: row.updatedAt } : row;
  },
  // A registration that ended before anybody at its address answered for it kept what somebody had typed.
  // Who was restricted was told that all of it stays, sensitive answers among it.
  (row) => {
    if (row.type === 'registration') return isEndedTyped(row) ? withoutTyped(row) : row;
    if (row.type === 'attendee') return withSensitiveKept(row);
    return row.type === 'ended' ? { ...row, of: withSensitiveKept(Object(row.of)) } : row;
  },
];

/** Lists of many read some fields alone: of those it isn't known. */
function isEndedTyped({ state, createdAt, confirmedAt, isUnverified }: Row): boolean {
  const isEnded = state === 'cancelled' || state === 'expired';
  return isEnded && createdAt !== undefined && (confirmedAt === undefined || isUnverified === true);
}

function withSensitiveKept(restricted: Row): Row {
  const { restriction } = restricted;
  if (restriction === undefined) return restricted;
  return { ...restricted, restriction: { ...Object(restriction), keepsSensitive: true } };
}

/** By no name: which one its address has verified in the series, its row can't tell. */
function withoutTyped(registration: Row): Row {
  const typed = ['way', 'isToldBothWays', 'workingGroupId', 'sensitiveConsent'];
  return { ...typed.reduce(without, registration), name: '', answers: {} };
}

/** Lists of many read some fields alone (`Collection.fields`), and the mark is none of theirs. */
function withMark(registration: Row): Row {
  const { signUpId, eventId, seat = 1 } = registration;
  if (signUpId === undefined) return registration;
  const mark = markOf({ signUpId: String(signUpId), eventId: String(eventId), seat: Number(seat) });
  return { marks: [mark], ...registration };
}

function withTimes({ messageIds, ...counted }: Row): Row {
  const at = instant((Number(counted.expiresAt) - 180 * 86_400) * 1000);
  return {
    ...counted,
    bounces: Array.isArray(messageIds) ? messageIds.map((messageId) => ({ messageId, at })) : [],
  };
}

function withReleases(documentation: Row): Row {
  const { links, releaseAt } = documentation;
  if (releaseAt === undefined || !Array.isArray(links)) return documentation;
  return { ...documentation, links: links.map((link) => ({ releaseAt, ...link })) };
}

function withSenderId(series: Row): Row {
  const { news, ...notices }: Row = Object(series.notices);
  if (news === undefined) return series;
  const senderId = textHash(String(Object(news).sender).trim().toLowerCase()).slice(0, 16);
  return { ...series, notices: { ...notices, news: { ...Object(news), senderId } } };
}

/** Rather once too often: an entry that there never was is taken back in vain. */
function gaveUpPlace({ state, round, confirmedAt }: Row): boolean {
  return Number(round) > 0 || (state === 'cancelled' && confirmedAt !== undefined);
}

/** The audit names people by their ids, so that their addresses can end. */
function withoutAddress(who: Row): Row {
  return who.organiserId === undefined ? who : without(who, 'name');
}

/** Who did it is in the audit; here it may be an address. */
function without(row: Row, name: string): Row {
  return Object.fromEntries(Object.entries(row).filter(([one]) => one !== name));
}

/** Items with texts of organisers, and which of those have several lines. */
const written = new Set(['series', 'event', 'documentation', 'announcement', 'reports', 'reportPart']);
const longTexts = new Set(['summary', 'text', 'joinInfo', 'paragraphs', 'body']);

function cleaned(fields: object, isOneLine = true): Row {
  const entries = Object.entries(fields);
  return Object.fromEntries(
    entries.map(([name, value]) => [name, cleanedValue(value, isOneLine && !longTexts.has(name))]),
  );
}

function cleanedValue(value: unknown, isOneLine: boolean): unknown {
  if (typeof value === 'string') return withoutControls(value, { isOneLine });
  if (Array.isArray(value)) return value.map((one) => cleanedValue(one, isOneLine));
  return typeof value === 'object' && value !== null ? cleaned(value, isOneLine) : value;
}

function aboutOf(notificationId: string): Row {
  const [, locale, announcementId] = /^test-(de|en)-([0-9a-z]+)-/.exec(notificationId) ?? [];
  if (announcementId !== undefined) return { trial: { announcementId, locale } };
  const seconds = /^erasurenotice-.*-(\d+)$/.exec(notificationId)?.[1];
  if (seconds !== undefined) return { erasedAt: instant(Number(seconds) * 1000) };
  const loginId = /^login-(.+)$/.exec(notificationId)?.[1];
  return loginId === undefined ? {} : { loginId };
}

/** An item that a later version wrote in a way that this one can't read. */
export class NewerItem extends Error {
  override readonly name = 'NewerItem';
  constructor(version: number, cause: unknown) {
    super(`an item of schema version ${version}, and ${schemaVersion} is what is known here`, { cause });
  }
}

/** Whether reading failed because of what a row holds: trying again makes no difference. */
export function isUnreadable(error: unknown): boolean {
  return error instanceof NewerItem || error instanceof z.ZodError;
}

/**
 * An item as it is today, from a row without its keys, of whatever version. Of a later version's row it is what this
 * version knows of it, so that one can go back; what is written then is of this version again, without the rest.
 * @throws NewerItem when that is not enough; the schema's error for a row of any other version
 */
export function readItem<T>(schema: z.ZodType<T>, { schemaVersion: version = 1, ...row }: Row): T {
  const from = Number(version);
  if (from > schemaVersion) return known(schema, row, from);
  return schema.parse(upgraded(row, from));
}

/** A row of an earlier version, as this one would have written it. */
export function upgraded(row: Row, version: number): Row {
  return upgrades.slice(version - 1).reduce((item, upgrade) => upgrade(item), row);
}

/** Fields that the schema does not know are left out, at any depth, until nothing but others' faults are left. */
function known<T>(schema: z.ZodType<T>, row: Row, version: number): T {
  const parsed = schema.safeParse(row);
  if (parsed.success) return parsed.data;
  const strange = parsed.error.issues.filter((issue) => issue.code === 'unrecognized_keys');
  if (strange.length === 0) throw new NewerItem(version, parsed.error);
  const rest = structuredClone(row);
  for (const { path, keys } of strange) {
    const holder = path.reduce<unknown>((value, step) => Reflect.get(Object(value), step), rest);
    for (const key of keys) Reflect.deleteProperty(Object(holder), key);
  }
  return known(schema, rest, version);
}
