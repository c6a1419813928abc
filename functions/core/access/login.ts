import * as z from 'zod';
import { mailWhenAllowed } from '../delivery/allowed-mail.ts';
import type { Cause } from '../delivery/outbox.ts';
import type { Context } from '../table/context.ts';
import { openLink } from '../table/open-link.ts';
import {
  type LoginAskedItem,
  type LoginItem,
  noSeries,
  type OrganiserItem,
  type TokenItem,
} from '../table/organiser-items.ts';
import type { Step } from '../table/ports.ts';
import { refs } from '../table/refs.ts';
import { retrying } from '../table/retrying.ts';
import { Email } from '../values/email.ts';
import { keyedHash, normaliseEmail, personHash, randomId } from '../values/keys.ts';
import { Problem } from '../values/problem.ts';
import { OneLine } from '../values/text.ts';
import { after, epochSeconds, type Instant } from '../values/time.ts';
import { audited } from './audit.ts';
import { issueToken } from './organiser.ts';
import { ensureFirstOwners, organiserByEmail, organiserIds } from './organisers.ts';

/** How long the link in the mail logs in, once. */
export const loginFor = 'PT15M';
const sessionFor = 'PT12H';
/** An address gets one mail within this many minutes, however often somebody asks. */
const onceInMinutes = 5;

export const LoginInput = z.strictObject({ email: Email });
type LoginInput = z.infer<typeof LoginInput>;
export const SessionInput = z.strictObject({ token: OneLine(300).min(1) });

/**
 * Mails an organiser the link that logs in. Whoever asks learns nothing: an address that is nobody's gets the same
 * answer, after the same transaction. Its minutes run from when the mail may go out. @throws Problem 429, Busy
 */
export async function askLogin(
  { email }: LoginInput,
  owners: readonly string[],
  context: Context,
): Promise<void> {
  const { keys, now } = context;
  await ensureFirstOwners(owners, context);
  // Nobody's address gets the same items; the mail is skipped when it comes to sending it.
  const organiser = await organiserByEmail(email, context);
  const [ownId = ''] = organiserIds(keys, email);
  const organiserId = organiser?.organiserId ?? ownId;
  const slot = Math.floor(Date.parse(now) / (onceInMinutes * 60_000));
  const expiresAt = epochSeconds(after(now, 'P2D'));
  const asked: LoginAskedItem = {
    type: 'loginAsked',
    askedHash: keyedHash(keys, 'login', `${normaliseEmail(email)}|${slot}`),
    expiresAt,
  };
  const login: LoginItem = {
    type: 'login',
    loginId: randomId(),
    organiserId,
    state: 'open',
    createdAt: now,
    expiresAt,
  };
  const alongside = (at: Instant): Step[] => [
    { step: 'put', item: asked, when: 'absent' },
    { step: 'put', item: at > now ? { ...login, allowedAt: at } : login, when: 'absent' },
  ];
  const about = `login|${personHash(keys, email)}`;
  const causes = [loginCause(login, email, context)];
  // Asked for again within minutes: the mail of the first time is on its way.
  const once = refs.loginAsked(asked.askedHash);
  const whose = organiser === undefined ? 'nobody' : 'mailed';
  await mailWhenAllowed({ email, about, causes, once, login: whose }, context, alongside);
}

function loginCause({ loginId, organiserId }: LoginItem, email: string, context: Context): Cause {
  const { keys, now } = context;
  return {
    notificationId: `login-${loginId}`,
    recipientId: organiserId,
    template: 'login',
    seriesId: noSeries,
    personHash: personHash(keys, email),
    eventIds: [],
    loginId,
    expiresAt: epochSeconds(after(now, 'P1D')),
  };
}

/** Whether a login's link still logs in: not one that was asked for before its organiser was made, or made anew. */
export function isLoginOpen(
  { state, createdAt, allowedAt = createdAt }: LoginItem,
  organiser: OrganiserItem | undefined,
  now: Instant,
): organiser is OrganiserItem {
  return (
    organiser !== undefined &&
    createdAt >= organiser.createdAt &&
    state === 'open' &&
    now < after(allowedAt, loginFor)
  );
}

/** @throws Problem 404 for a link that is not one of ours, 410 when it was used or its time is over */
export async function loginByLink(
  link: string,
  context: Context,
): Promise<{ login: LoginItem; organiser: OrganiserItem }> {
  const login = await openLink(link, 'login', context);
  const organiser = await context.store.get(refs.organiser(login.organiserId));
  if (!isLoginOpen(login, organiser, context.now)) throw new Problem('link-expired');
  return { login, organiser };
}

/** Uses a link up: a session of 12 hours, whose token the answer alone shows. The first shows whose the address is. */
export async function openSession(
  link: string,
  context: Context,
): Promise<{ token: string; item: TokenItem }> {
  const { store, now } = context;
  return retrying('item', async () => {
    const { login, organiser } = await loginByLink(link, context);
    const { organiserId, email, role, seriesIds, version } = organiser;
    const expiresAt = epochSeconds(after(now, sessionFor));
    const issued = issueToken({ name: email, role, seriesIds, organiserId, expiresAt }, now);
    const { tokenHash } = issued.item;
    const shown: Step =
      organiser.loggedInAt === undefined
        ? { step: 'put', item: { ...organiser, loggedInAt: now, version: version + 1 }, when: { version } }
        : { step: 'check', ref: refs.organiser(organiserId) };
    const { committed } = await store.commit([
      { step: 'put', item: { ...login, state: 'used' }, when: { state: 'open' } },
      { step: 'put', item: issued.item, when: 'absent' },
      shown,
      audited(
        { tokenHash, name: email, role, seriesIds, organiserId },
        { action: 'session.open', item: `tokens/${tokenHash}` },
        context,
      ),
    ]);
    return committed ? issued : 'again';
  });
}
