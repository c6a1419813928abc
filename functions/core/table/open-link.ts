import { claimedId, isGenuine, type LinkPurpose } from '../values/keys.ts';
import { Problem } from '../values/problem.ts';
import type { Instant } from '../values/time.ts';
import type { Context } from './context.ts';
import type { AttendeeItem, RegistrationItem, SignUpItem } from './items.ts';
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
  find(id: readonly string[], context: Finding): Promise<T | undefined>;
  /** What the token was made with; undefined where nothing is left to check it against. */
  generation(found: T | undefined): number | undefined;
  isOver?(found: T, id: readonly string[], now: Instant): boolean;
}

async function attendeeOf([seriesId = '', personHash = '']: readonly string[], { store, now }: Finding) {
  return present(await store.get(refs.attendee(personHash, seriesId)), now);
}

const kinds: { [P in LinkPurpose]: Kind<Opened[P]> } = {
  confirm: {
    parts: 1,
    find: async ([signUpId = ''], { store, now }) => {
      const found = present(await store.get(refs.signUp(signUpId)), now);
      return found?.state === 'deleted' ? undefined : found;
    },
    generation: () => 0,
  },
  registration: { parts: 2, find: attendeeOf, generation: (found) => found?.linkGeneration },
  data: {
    parts: 3,
    find: attendeeOf,
    generation: (found) => found?.linkGeneration,
    isOver: (_, [, , minutes = ''], now) => Date.parse(now) >= (Number(minutes) + 1) * 60_000,
  },
  go: {
    parts: 2,
    find: ([eventId = '', registrationId = ''], { store }) =>
      store.get(refs.registration(eventId, registrationId)),
    generation: (found) => found?.round ?? 0,
    isOver: (found, _, now) => isGone(found, now),
  },
  unsubscribe: {
    parts: 2,
    find: async ([personHash = '', senderId = '']) => ({ personHash, senderId }),
    generation: () => 0,
  },
  login: {
    parts: 1,
    find: ([loginId = ''], { store }) => store.get(refs.login(loginId)),
    generation: () => 0,
  },
};

/**
 * Opens a link's token for one purpose: what it is of.
 * @throws Problem 404 when it was not made for this, or was revoked; 410 when its time is over, or what it leads to gone
 */
export async function openLink<P extends LinkPurpose>(
  token: string,
  purpose: P,
  context: Pick<Context, 'store' | 'keys' | 'now'>,
): Promise<Opened[P]> {
  const kind: Kind<Opened[P]> = kinds[purpose];
  const id = claimedId(token)?.split('~');
  if (id?.length !== kind.parts) throw new Problem('link-invalid');
  const found = await kind.find(id, context);
  const generation = kind.generation(found);
  if (generation !== undefined && !isGenuine(context.keys, token, purpose, generation))
    throw new Problem('link-invalid');
  if (found === undefined || kind.isOver?.(found, id, context.now)) throw new Problem('link-expired');
  return found;
}
