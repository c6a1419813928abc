import * as z from 'zod';
import type { Context } from '../table/context.ts';
import { ended } from '../table/ledger-items.ts';
import { lists } from '../table/lists.ts';
import { type OrganiserItem, type Right, Rights, Role } from '../table/organiser-items.ts';
import { everything, pageOf, readList } from '../table/pages.ts';
import type { Page, Step, Store } from '../table/ports.ts';
import { refs } from '../table/refs.ts';
import { Email } from '../values/email.ts';
import type { KeyRing } from '../values/key-ring.ts';
import { hashVersions, keyedHash, normaliseEmail } from '../values/keys.ts';
import { Locale } from '../values/locale.ts';
import { Problem } from '../values/problem.ts';
import { audited } from './audit.ts';
import { allow, allowEverywhere, covers, type Organiser } from './organiser.ts';
import { givenRights, hasRight, rightsOf } from './rights.ts';
import { requireWithinScope, Scope } from './tokens.ts';

/** An organiser who logs in by a link to their address. */
export const OrganiserInput = z.strictObject({
  email: Email,
  role: Role,
  seriesIds: Scope,
  rights: Rights,
  locale: Locale.optional(),
});
export type OrganiserInput = z.infer<typeof OrganiserInput>;
export const OrganiserChange = OrganiserInput.omit({ email: true });
export type OrganiserChange = z.infer<typeof OrganiserChange>;

/** The ids of an address under every version of the key, the current first. */
export function organiserIds(keys: KeyRing, email: string): string[] {
  const normal = normaliseEmail(email);
  return hashVersions(keys).map((version) => keyedHash(keys, 'organiser', normal, version));
}

export async function organiserByEmail(
  email: string,
  { store, keys }: Pick<Context, 'store' | 'keys'>,
): Promise<OrganiserItem | undefined> {
  const found = await store.getMany(organiserIds(keys, email).map(refs.organiser));
  return found.find((one) => one !== undefined);
}

/**
 * Makes owners of the addresses in the stage's configuration, as long as nobody ever was one: whom they hand
 * ownership to, and when they leave, is theirs from then on.
 */
export async function ensureFirstOwners(
  emails: readonly string[],
  { store, keys, stage, now }: Context,
): Promise<void> {
  if ((await store.get(refs.owners())) !== undefined) return;
  const organisers = new Map(
    emails.map((email) => {
      const [organiserId = ''] = organiserIds(keys, email);
      const item: OrganiserItem = {
        type: 'organiser',
        organiserId,
        email,
        locale: stage.defaultLocale,
        role: 'owner',
        createdAt: now,
        updatedAt: now,
        version: 0,
      };
      return [organiserId, item];
    }),
  );
  await store.commit([
    { step: 'put', item: { type: 'owners', count: organisers.size, version: 0 }, when: 'absent' },
    ...[...organisers.values()].map((item): Step => ({ step: 'put', item, when: 'any' })),
  ]);
}

/** Owners of everything: of them there is always one. */
export function isOwnerOfAll({
  role,
  seriesIds,
}: Pick<OrganiserItem | Organiser, 'role' | 'seriesIds'>): boolean {
  return role === 'owner' && seriesIds === undefined;
}

const counts = (organiser: OrganiserItem) => (isOwnerOfAll(organiser) ? 1 : 0);

/** The step that counts owners, when one who leaves is no longer among them; @throws Problem 409 for the last */
export const withoutOwner = (organiser: OrganiserItem, store: Store) =>
  countOwners(-counts(organiser), store);

/** The step that counts owners; @throws Problem 409 when none would be left */
async function countOwners(by: number, store: Store): Promise<Step[]> {
  if (by === 0) return [];
  const current = await store.get(refs.owners());
  const count = (current?.count ?? 0) + by;
  if (count < 1) throw new Problem('not-possible-now', { detail: { code: 'lastOwner' } });
  const version = (current?.version ?? -1) + 1;
  const when = current === undefined ? ('absent' as const) : { version: current.version };
  return [{ step: 'put', item: { type: 'owners', count, version }, when }];
}

/**
 * Adds an organiser of all series or of named ones. That is for owners of all: whether an address is an organiser's
 * already is not to be told to those of single series. @throws Problem 403; 409 for an address that is an organiser's already
 */
export async function createOrganiser(
  { email, role, seriesIds, rights, locale: wanted }: OrganiserInput,
  organiser: Organiser,
  context: Context,
): Promise<OrganiserItem> {
  const { store, keys, stage, now } = context;
  allowEverywhere(organiser, 'owner');
  const locale = wanted ?? stage.defaultLocale;
  if ((await organiserByEmail(email, context)) !== undefined) throw new Problem('already-exists');
  const [organiserId = ''] = organiserIds(keys, email);
  const item: OrganiserItem = {
    type: 'organiser',
    organiserId,
    email,
    locale,
    role,
    seriesIds,
    rights: givenRights({ role, rights }, organiser),
    createdAt: now,
    updatedAt: now,
    version: 0,
  };
  const { committed } = await store.commit([
    { step: 'put', item, when: 'absent' },
    ...(await countOwners(counts(item), store)),
    audited(organiser, organiserDeed('organiser.create', item), context),
  ]);
  if (!committed) throw new Problem('already-exists');
  return item;
}

/**
 * Changes role, series, rights or language; sessions go by it with their next call. Without rights those that were named
 * stay, and where none were they are those that the role brings. @throws Problem 404, 409, 412, 422
 */
export async function changeOrganiser(
  organiserId: string,
  { role, seriesIds, rights: wantedRights, locale: wanted }: OrganiserChange,
  version: number | undefined,
  organiser: Organiser,
  context: Context,
): Promise<OrganiserItem> {
  const { store, now } = context;
  const current = await readOrganiser(organiserId, organiser, context);
  const locale = wanted ?? current.locale;
  requireWithinScope(organiser, seriesIds);
  if (version !== undefined && version !== current.version) throw new Problem('version-mismatch');
  const rights = wantedRights ?? namedRights(current, role);
  const { seriesIds: former, rights: before, ...rest } = current;
  const item: OrganiserItem = {
    ...rest,
    role,
    locale,
    seriesIds,
    rights: givenRights({ role, rights }, organiser, rightsOf(current)),
    updatedAt: now,
    version: current.version + 1,
  };
  const { committed } = await store.commit([
    { step: 'put', item, when: { version: current.version } },
    ...(await countOwners(counts(item) - counts(current), store)),
    ended({ what: 'access', organiserId, role, seriesIds, rights: item.rights }, now),
    audited(organiser, organiserDeed('organiser.change', item), context),
  ]);
  if (!committed) throw new Problem('version-mismatch');
  return item;
}

/**
 * The rights that were named of somebody, as another role leaves them. Those that were named as the former role's own
 * go with it; none are won.
 */
function namedRights(former: Pick<OrganiserItem, 'role' | 'rights'>, role: Role): Right[] | undefined {
  const isRolesOwn = former.rights?.length === rightsOf({ role: former.role }).length;
  return isRolesOwn ? former.rights?.filter((right) => hasRight({ role }, right)) : former.rights;
}

/** @throws Problem 403, 404, also for one who has more series than the owner who asks */
export async function readOrganiser(
  organiserId: string,
  organiser: Organiser,
  { store }: Context,
): Promise<OrganiserItem> {
  allow(organiser, 'owner');
  const found = await store.get(refs.organiser(organiserId));
  if (found === undefined || !covers(organiser.seriesIds, found.seriesIds)) throw new Problem('not-found');
  return found;
}

export async function listOrganisers(
  organiser: Organiser,
  page: { after?: string; limit: number },
  { store }: Context,
): Promise<Page<OrganiserItem>> {
  allow(organiser, 'owner');
  if (organiser.seriesIds === undefined) return readList(lists.organisers(), page, store);
  // Neither how full a page is nor where it goes on tells of others.
  const all = await everything((from) => readList(lists.organisers(), from, store));
  const own = all.filter((one) => covers(organiser.seriesIds, one.seriesIds));
  return pageOf(own, page, ({ organiserId }) => organiserId);
}

export function organiserDeed(action: string, { organiserId, role, seriesIds, rights }: OrganiserItem) {
  const details = {
    role,
    series: seriesIds?.join(' ') ?? 'all',
    rights: rightsOf({ role, rights }).join(' '),
  };
  return { action, item: `organisers/${organiserId}`, details };
}

export function organiserView({ type, loggedInAt, ...fields }: OrganiserItem) {
  return { ...fields, rights: [...rightsOf(fields)] };
}
