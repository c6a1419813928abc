import type { Context } from '../table/context.ts';
import { refs } from '../table/refs.ts';
import { keyedHash, normaliseEmail } from '../values/keys.ts';
import { Problem } from '../values/problem.ts';
import { after, epochSeconds, type Instant } from '../values/time.ts';

/**
 * What one client sends without being asked for more, each kind by itself; an office behind one address stays below.
 * Logins are few: whoever sends many is guessing who is an organiser.
 */
const mostOf = {
  signUps: { hour: 20, day: 100 },
  /** Sign-ups that have taken the extra step: beyond these a client is refused. */
  steps: { hour: 20, day: 100 },
  links: { hour: 20, day: 100 },
  logins: { hour: 10, day: 50 },
} as const;

/**
 * What counts as one client: an address of IPv4, a network of 64 bits of IPv6 (RFC 6177: what one household or office
 * has at least). Undefined for loopback, which on AWS nobody calls from, and on one machine everybody does.
 */
export function clientOf(sourceIp: string): string | undefined {
  const text = sourceIp.replace(/^::ffff:(?=\d+\.)/i, '');
  const host = URL.parse(`http://${text.includes(':') ? `[${text}]` : text}`)?.hostname;
  // Whatever isn't an address counts as one client.
  if (host === undefined) return 'unknown';
  if (!host.startsWith('[')) return host.startsWith('127.') ? undefined : host;
  const [head = '', tail] = host.slice(1, -1).split('::');
  const groups = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const missing = tail === undefined ? 0 : 8 - groups.length - after.length;
  const all = [...groups, ...Array.from({ length: missing }, () => '0'), ...after];
  if (all.slice(0, 7).every((group) => group === '0') && all[7] === '1') return undefined;
  return `${all.slice(0, 4).join(':')}/64`;
}

/**
 * Counts what a client sent, and answers when the client may send the next one if this is one too many. The
 * client's address is kept as a keyed hash of its day, so that two days can't be told to be the same client's.
 */
export async function countSubmission(
  sourceIp: string,
  { store, keys, now }: Context,
  kind: keyof typeof mostOf = 'signUps',
): Promise<{ retryAt: Instant } | undefined> {
  const client = clientOf(sourceIp);
  if (client === undefined) return undefined;
  const [day, hour] = [now.slice(0, 10), now.slice(0, 13)];
  const hash = keyedHash(keys, 'client', `${day}|${client}`);
  const own = kind === 'signUps' ? '' : kind;
  const names = { hour: `${own}hour${hour.slice(-2)}`, day: `${own}day` } as const;
  const expiresAt = epochSeconds(after(now, 'P2D'));
  const counted = await store.countUp(refs.client(hash), Object.values(names), expiresAt);
  if ((counted[names.day] ?? 0) > mostOf[kind].day) return { retryAt: after(`${day}T00:00:00.000Z`, 'P1D') };
  if ((counted[names.hour] ?? 0) > mostOf[kind].hour) return { retryAt: after(`${hour}:00:00.000Z`, 'PT1H') };
  return undefined;
}

/** While sign-ups are slowed down: what one client, and what all with addresses of one mail domain, send within an hour. */
const mostWhileSlow = { client: 5, domain: 20 };

/** Counts a sign-up while sign-ups are slowed down, and answers when the next one may come if this is one too many. */
export async function countSlowly(
  sourceIp: string,
  email: string,
  { store, keys, now }: Context,
): Promise<{ retryAt: Instant } | undefined> {
  const hour = `${now.slice(0, 13)}:00:00.000Z`;
  const domain = normaliseEmail(email).split('@').at(-1) ?? '';
  const client = clientOf(sourceIp);
  const counted = await Promise.all(
    Object.entries({ client, domain }).map(async ([kind, value]) => {
      if (value === undefined || value === '') return false;
      const counter = refs.client(keyedHash(keys, 'slow', `${hour}|${kind}|${value}`));
      const { slow = 0 } = await store.countUp(counter, ['slow'], epochSeconds(after(hour, 'PT2H')));
      return slow > (kind === 'client' ? mostWhileSlow.client : mostWhileSlow.domain);
    }),
  );
  return counted.includes(true) ? { retryAt: after(hour, 'PT1H') } : undefined;
}

/** @throws Problem 429 when this client asked for too many mails with links */
export async function limitLinks(sourceIp: string, context: Context): Promise<void> {
  const tooMany = await countSubmission(sourceIp, context, 'links');
  if (tooMany !== undefined) throw new Problem('too-many-requests', tooMany);
}
