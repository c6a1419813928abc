import * as z from 'zod';
import { audited } from '../access/audit.ts';
import { allowEverywhere, type Organiser } from '../access/organiser.ts';
import type { Context } from '../table/context.ts';
import type { SeriesItem } from '../table/items.ts';
import { lists } from '../table/lists.ts';
import type { SenderItem } from '../table/organiser-items.ts';
import { everything, pageOf, readList } from '../table/pages.ts';
import type { Page, Step } from '../table/ports.ts';
import { collections, refs } from '../table/refs.ts';
import { type NamedSender, senderOf } from '../table/senders.ts';
import { SenderName, type SeriesInput } from '../table/series.ts';
import { randomId } from '../values/keys.ts';
import { Problem, problemOf } from '../values/problem.ts';

export const SenderInput = z.strictObject({ name: SenderName });
type SenderInput = z.infer<typeof SenderInput>;

type Table = Pick<Context, 'store'>;

/** A sender; `isUnsaved` as long as nothing but its series says its name. */
type Known = SenderItem & { isUnsaved?: true };

/**
 * All senders of the stage by name; there are few. One that series name by a text from before senders were items is one
 * of them, and becomes an item when it is first renamed.
 */
async function allSenders({ store }: Table): Promise<Known[]> {
  const [saved, series] = await Promise.all([
    everything((from) => store.list(collections.senders(), from)),
    everything((from) => readList(lists.series(), from, store)),
  ]);
  const known = new Map<string, Known>(saved.map((one) => [one.senderId, one]));
  for (const { notices, createdAt, updatedAt } of series) {
    const { senderId, sender: name } = notices.news ?? {};
    if (senderId === undefined || name === undefined || known.has(senderId)) continue;
    const times = { createdAt, updatedAt, version: 0 };
    known.set(senderId, { type: 'sender', senderId, name, ...times, isUnsaved: true });
  }
  return [...known.values()].toSorted((a, b) => a.name.localeCompare(b.name));
}

const folded = (name: string) => name.trim().toLowerCase();

const named = (senders: readonly Known[], name: string) =>
  senders.find((one) => folded(one.name) === folded(name));

/** @throws Problem 403 to whom not all series are */
export async function listSenders(
  organiser: Organiser,
  page: { after?: string; limit: number },
  context: Table,
): Promise<Page<SenderItem>> {
  allowEverywhere(organiser, 'viewer');
  const all = await allSenders(context);
  return pageOf(all, page, ({ senderId }) => senderId);
}

/** @throws Problem 403, 404 */
export async function readSender(
  senderId: string,
  organiser: Organiser,
  context: Table,
): Promise<SenderItem> {
  allowEverywhere(organiser, 'viewer');
  const found = (await allSenders(context)).find((one) => one.senderId === senderId);
  if (found === undefined) throw new Problem('not-found');
  return found;
}

/** @throws Problem 403; 409 when another has the name */
export async function createSender(
  { name }: SenderInput,
  organiser: Organiser,
  context: Context,
): Promise<SenderItem> {
  allowEverywhere(organiser, 'editor');
  if (named(await allSenders(context), name) !== undefined) throw new Problem('already-exists');
  const item = newSender(name, context);
  await context.store.commit([
    { step: 'put', item, when: 'absent' },
    audited(organiser, senderDeed('sender.create', item.senderId), context),
  ]);
  return item;
}

/** Another name; consents to its news stay, each with the name that it was given to. @throws Problem 403, 404, 409, 412 */
export async function renameSender(
  senderId: string,
  { name }: SenderInput,
  version: number | undefined,
  organiser: Organiser,
  context: Context,
): Promise<SenderItem> {
  const { store, now } = context;
  allowEverywhere(organiser, 'editor');
  const all = await allSenders(context);
  const { isUnsaved, ...current } = seen(all, senderId, version);
  const other = named(all, name);
  if (other !== undefined && other.senderId !== senderId) throw new Problem('already-exists');
  const item: SenderItem = { ...current, name, updatedAt: now, version: current.version + 1 };
  const { committed } = await store.commit([
    { step: 'put', item, when: isUnsaved ? 'absent' : { version: current.version } },
    audited(organiser, senderDeed('sender.change', senderId), context),
  ]);
  if (!committed) throw new Problem('version-mismatch');
  return item;
}

/** Deletes a sender whom nobody needs. @throws Problem 403, 404, 412; 409 as long as a series names it or it has subscribers */
export async function deleteSender(
  senderId: string,
  version: number | undefined,
  organiser: Organiser,
  context: Context,
): Promise<void> {
  const { store } = context;
  allowEverywhere(organiser, 'editor');
  const current = seen(await allSenders(context), senderId, version);
  const series = await everything((from) => readList(lists.series(), from, store));
  const isNamed = series.some(({ notices }) => notices.news?.senderId === senderId);
  if (isNamed) throw new Problem('not-possible-now', { detail: { code: 'senderNamed' } });
  const subscribers = await store.listed(lists.subscribers(senderId), { limit: 1 });
  if (subscribers.items.length > 0)
    throw new Problem('not-possible-now', { detail: { code: 'senderHasSubscribers' } });
  const { committed } = await store.commit([
    { step: 'removeVersion', ref: refs.sender(senderId), version: current.version },
    audited(organiser, senderDeed('sender.delete', senderId), context),
  ]);
  if (!committed) throw new Problem('version-mismatch');
}

function seen(senders: readonly Known[], senderId: string, version: number | undefined): Known {
  const found = senders.find((one) => one.senderId === senderId);
  if (found === undefined) throw new Problem('not-found');
  if (version !== undefined && version !== found.version) throw new Problem('version-mismatch');
  return found;
}

/**
 * The sender that a series' notice names, by its id or by its name. Those of all series may name any, and one that there
 * is not yet; everybody else the one that the series has: consents to its news were given in whichever series.
 * @throws Problem 422
 */
export async function senderNamedBy(
  news: NonNullable<SeriesInput['notices']['news']>,
  current: SeriesItem | undefined,
  organiser: Organiser,
  context: Context,
): Promise<{ sender: NamedSender; steps: Step[] }> {
  const { senderId, sender: name } = news;
  const isById = senderId !== undefined || name === undefined;
  const pointer = isById ? '/notices/news/senderId' : '/notices/news/sender';
  if (senderId === undefined && name === undefined) throw problemOf([{ pointer, code: 'required' }]);
  const isMeant = (one: NamedSender) =>
    senderId === undefined ? folded(name ?? '') === folded(one.sender) : senderId === one.senderId;
  const had = current?.notices.news && (await senderOf(current.notices.news, context.store));
  const found =
    had !== undefined && isMeant(had) ? had : await chosenSender(isMeant, pointer, organiser, context);
  if (found === undefined && senderId !== undefined) throw problemOf([{ pointer, code: 'unknownSender' }]);
  if (found === undefined) {
    const item = newSender(name ?? '', context);
    const sender = { senderId: item.senderId, sender: item.name };
    const deed = senderDeed('sender.create', item.senderId);
    return { sender, steps: [{ step: 'put', item, when: 'absent' }, audited(organiser, deed, context)] };
  }
  // Where another is named by its id, the name that was shown of the one before comes along with a merge patch.
  const isAsShown = had !== undefined && folded(name ?? '') === folded(had.sender);
  if (name !== undefined && !isAsShown && folded(name) !== folded(found.sender))
    throw problemOf([
      { pointer: '/notices/news/sender', code: 'senderNamedOtherwise', params: { name: found.sender } },
    ]);
  return { sender: found, steps: [] };
}

async function chosenSender(
  isMeant: (one: NamedSender) => boolean,
  pointer: string,
  { seriesIds }: Organiser,
  context: Context,
): Promise<NamedSender | undefined> {
  if (seriesIds !== undefined) throw problemOf([{ pointer, code: 'forAllSeriesOnly' }]);
  const all = await allSenders(context);
  return all.map(({ senderId, name }) => ({ senderId, sender: name })).find(isMeant);
}

function newSender(name: string, { now }: Context): SenderItem {
  return { type: 'sender', senderId: randomId(), name, createdAt: now, updatedAt: now, version: 0 };
}

const senderDeed = (action: string, senderId: string) => ({ action, item: `senders/${senderId}` });

export function senderView({ senderId, name, createdAt, updatedAt, version }: SenderItem) {
  return { senderId, name, createdAt, updatedAt, version };
}
