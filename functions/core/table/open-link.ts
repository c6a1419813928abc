import { claimedLink, isGenuine, isOfRetiredKey, type LinkPurpose } from '../values/link-token.ts';
import { type LinkRequest, Problem } from '../values/problem.ts';
import type { Instant } from '../values/time.ts';
import type { Context } from './context.ts';
import type { AttendeeItem, RegistrationItem, SignUpItem } from './items.ts';
import { isOfLeftAddress } from './left-address.ts';
import { goGeneration } from './links.ts';
import type { LoginItem } from './organiser-items.ts';
import { refs } from './refs.ts';
import { isGone, present } from './retention.ts';

/** What a link is of, by its purpose. */
export interface Opened {
  confirm: SignUpItem;
  registration: AttendeeItem;
  data: AttendeeItem;
  go: RegistrationItem;
  /** Whose subscription, to whose news; the link lives as long as mails with it may be opened. */
  unsubscribe: { personHash: string; senderId: string };
  /** Used or too old, it is for `loginByLink` to refuse. */
  login: LoginItem;
}

type Finding = Pick<Context, 'store' | 'now'>;

/** How links of one purpose are opened; `Links` says what their ids are made of. */
interface Kind<T> {
  parts: number;
  /** What its id names, in whose page one asks for a fresh link. */
  of?: (id: readonly string[]) => LinkRequest;
  find(id: readonly string[], context: Finding): Promise<T | undefined>;
  /** What the token was made with; undefined where nothing is left to check it against. */
  generation(found: T | undefined): number | undefined;
  isOver?(found: T, id: readonly string[], now: Instant): boolean;
  /** Its person has another address since: the one that it was mailed to is out. */
  isMoved?(found: T, context: Finding): boolean | Promise<boolean>;
}

async function attendeeOf([seriesId = '', personHash = '']: readonly string[], { store, now }: Finding) {
  return present(await store.get(refs.attendee(personHash, seriesId)), now);
}

/** Whether a registration's attendee is another one than when it got its place. */
async function isOfFormerAttendee(
  { personHash, seriesId, linkGeneration }: RegistrationItem,
  { store }: Finding,
): Promise<boolean> {
  if (linkGeneration === undefined) return false;
  return (await store.get(refs.attendee(personHash, seriesId)))?.linkGeneration !== linkGeneration;
}

const kinds: { [P in LinkPurpose]: Kind<Opened[P]> } = {
  confirm: {
    parts: 1,
    find: async ([signUpId = ''], { store, now }) => {
      const found = present(await store.get(refs.signUp(signUpId)), now);
      return found?.state === 'deleted' ? undefined : found;
    },
    generation: () => 0,
    isMoved: async (signUp, context) => signUp.isMoved === true || (await isOfLeftAddress(signUp, context)),
  },
  registration: {
    parts: 2,
    of: ([seriesId]) => ({ seriesId }),
    find: attendeeOf,
    generation: (found) => found?.linkGeneration,
  },
  data: {
    parts: 3,
    of: ([seriesId]) => ({ seriesId }),
    find: attendeeOf,
    generation: (found) => found?.linkGeneration,
    isOver: (_, [, , minutes = ''], now) => Date.parse(now) >= (Number(minutes) + 1) * 60_000,
  },
  go: {
    parts: 2,
    of: ([eventId]) => ({ eventId }),
    find: ([eventId = '', registrationId = ''], { store }) =>
      store.get(refs.registration(eventId, registrationId)),
    generation: (found) => found && goGeneration(found),
    isOver: (found, _, now) => isGone(found, now),
    isMoved: isOfFormerAttendee,
  },
  unsubscribe: {
    parts: 2,
    find: async ([personHash = '', senderId = '']) => ({ personHash, senderId }),
    generation: () => 0,
    isMoved: async ({ personHash, senderId }, { store }) =>
      (await store.get(refs.subscription(personHash, senderId)))?.movedTo !== undefined,
  },
  login: {
    parts: 1,
    find: ([loginId = ''], { store }) => store.get(refs.login(loginId)),
    generation: () => 0,
  },
};

/**
 * Opens a link's token for one purpose: what it is of.
 * @throws Problem 404 when it was not made for this, or was revoked; 410 when its time is over, what it leads to gone, the
 * address that it was mailed to not its person's any more, or the key that it was made with retired
 */
export async function openLink<P extends LinkPurpose>(
  token: string,
  purpose: P,
  context: Pick<Context, 'store' | 'keys' | 'now'>,
): Promise<Opened[P]> {
  const { keys, now } = context;
  const kind: Kind<Opened[P]> = kinds[purpose];
  const link = claimedLink(token);
  const id = link?.id.split('~');
  if (link === undefined || id?.length !== kind.parts) throw new Problem('link-invalid');
  const isRetired = isOfRetiredKey(keys, link);
  const retired = () => new Problem('link-retired', { linkRequest: kind.of?.(id) });
  // Nothing is looked up for what the version alone refuses: whoever makes such a token up learns nothing.
  if (isRetired && link.version !== undefined) throw retired();
  const found = await kind.find(id, context);
  const generation = kind.generation(found);
  if (generation !== undefined && !isGenuine(keys, link, purpose, generation))
    throw isRetired ? retired() : new Problem('link-invalid');
  if (found === undefined || kind.isOver?.(found, id, now)) throw new Problem('link-expired');
  if (await kind.isMoved?.(found, context)) throw new Problem('address-changed');
  return found;
}
