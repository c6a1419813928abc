import type { Context } from '../table/context.ts';
import type { AuditItem } from '../table/organiser-items.ts';
import { everyPage } from '../table/pages.ts';
import type { Page, Step, Store } from '../table/ports.ts';
import { collections, refs } from '../table/refs.ts';
import { randomId } from '../values/keys.ts';
import { after, epochSeconds } from '../values/time.ts';
import type { Organiser } from './organiser.ts';
import { allow } from './organiser.ts';
import { hasRight, shownText } from './rights.ts';

/** How long what was done can be told: claims against it are barred after three years at most. */
const keptFor = 'P4Y';

const readAtOnce = 1000;

/** What was done, and to which item. */
export interface Deed {
  /** Such as `event.publish`. */
  action: string;
  /** The item's path in the API, such as `events/part-1`. */
  item: string;
  seriesId?: string;
  details?: AuditItem['details'];
}

/** The audit's step of a commit: it is written with the change that it tells of, or neither is. */
export function audited(
  organiser: Organiser,
  { action, item, seriesId, details }: Deed,
  { now }: Pick<Context, 'now'>,
): Step {
  const { tokenHash, organiserId } = organiser;
  const entry: AuditItem = {
    type: 'audit',
    auditId: randomId(),
    at: now,
    who: { tokenId: tokenHash, organiserId, name: scriptName(organiser) },
    action,
    item,
    seriesId,
    details,
    expiresAt: epochSeconds(after(now, keptFor)),
  };
  return { step: 'put', item: entry, when: 'absent' };
}

/**
 * The audit, newest first. An owner of some series sees the entries of those alone, so that a page of theirs may
 * hold fewer than its limit. @throws Problem 403 for any other role
 */
export async function listAudit(
  organiser: Organiser,
  page: { after?: string; limit: number },
  { store, now }: Context,
): Promise<Page<AuditItem>> {
  allow(organiser, 'owner');
  const found = await store.list(collections.audit(), page);
  const { seriesIds } = organiser;
  // TTL may be days late: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/TTL.html
  const kept = found.items.filter((entry) => epochSeconds(now) < (entry.expiresAt ?? Infinity));
  const seen =
    seriesIds === undefined
      ? kept
      : kept.filter((entry) => entry.seriesId !== undefined && seriesIds.includes(entry.seriesId));
  return { ...found, items: await withNames(seen, organiser, store) };
}

/**
 * What an organiser did, and what was done with their access, newest first: their own, of which they are told (Art. 15
 * GDPR). Who else did it, and what else it was about, is others'.
 * @param tokenIds of their tokens and sessions
 */
export async function deedsOf(
  organiserId: string,
  tokenIds: readonly string[],
  { store, now }: Pick<Context, 'store' | 'now'>,
): Promise<Pick<AuditItem, 'at' | 'action' | 'item' | 'seriesId'>[]> {
  const own = new Set(tokenIds);
  const deeds: AuditItem[] = [];
  for await (const some of everyPage((from) => store.list(collections.audit(), from), readAtOnce))
    deeds.push(
      ...some.filter(
        ({ who, item, expiresAt }) =>
          epochSeconds(now) < (expiresAt ?? Infinity) &&
          (who.organiserId === organiserId || own.has(who.tokenId) || item === `organisers/${organiserId}`),
      ),
    );
  return deeds.map(({ at, action, item, seriesId }) => ({ at, action, item, seriesId }));
}

/** Who changed an item last, if that was among the last hundred deeds, for whoever works at the same item. */
export async function lastWho(
  item: string,
  organiser: Organiser,
  { store }: Context,
): Promise<string | undefined> {
  const { items } = await store.list(collections.audit(), { limit: 100 });
  // A test mail saves nothing.
  const found = items.find((entry) => entry.item === item && entry.action !== 'announcement.test');
  if (found === undefined) return undefined;
  const [named] = await withNames([found], organiser, store);
  return named?.who.name;
}

/** The addresses of organisers by their ids, as long as these are there: for a year after they left. */
export async function namesOf(
  organiserIds: readonly string[],
  store: Pick<Store, 'getMany'>,
): Promise<Map<string, string | undefined>> {
  const ids = [...new Set(organiserIds)];
  const [present, former] = await Promise.all([
    store.getMany(ids.map(refs.organiser)),
    store.getMany(ids.map(refs.formerOrganiser)),
  ]);
  return new Map(ids.map((id, index) => [id, (present[index] ?? former[index])?.email]));
}

/** Entries with the addresses of those who did it, as long as these are there, for whom they may be shown to. */
async function withNames(
  entries: readonly AuditItem[],
  organiser: Organiser,
  store: Pick<Store, 'getMany'>,
): Promise<AuditItem[]> {
  const emails = await namesOf(
    entries.flatMap(({ who }) => who.organiserId ?? []),
    store,
  );
  return entries.map(({ who, details, expiresAt, ...entry }) => {
    const name = who.name ?? emails.get(who.organiserId ?? '');
    return {
      ...withoutWhose(entry, organiser),
      who: { ...who, name: name && shownText(name, organiser) },
      details: details && withShownTexts(details, organiser),
    };
  });
}

/** Whose sensitive answers were read says who gave some: that is told by the right to see them. */
function withoutWhose<Entry extends Pick<AuditItem, 'action' | 'item'>>(entry: Entry, organiser: Organiser) {
  if (entry.action !== 'sensitive.read' || hasRight(organiser, 'sensitive')) return entry;
  return { ...entry, item: entry.item.replace(/(\/registrations)\/.*$/, '$1') };
}

/** What was typed, such as whom an export was for. */
function withShownTexts(details: NonNullable<AuditItem['details']>, organiser: Organiser) {
  const shown = Object.entries(details).map(([key, value]) => [
    key,
    typeof value === 'string' ? shownText(value, organiser) : value,
  ]);
  return Object.fromEntries(shown);
}

/** By what an item says who changed it: a script's name; a person is in the audit alone. */
export const scriptName = ({ organiserId, name }: Organiser) =>
  organiserId === undefined ? name : undefined;

/** An entry as owners see it. */
export function auditView({ type, ...entry }: AuditItem) {
  return entry;
}
