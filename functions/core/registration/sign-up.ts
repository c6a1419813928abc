import * as z from 'zod';
import { MailAllowance } from '../delivery/mail-allowance.ts';
import { mailboxHash } from '../delivery/mailbox.ts';
import type { Context } from '../table/context.ts';
import type { EventItem, SeriesItem, SignUpItem } from '../table/items.ts';
import { sumOf } from '../table/numbers.ts';
import { chosenIdentity, identities } from '../table/person.ts';
import type { Step } from '../table/ports.ts';
import { refs } from '../table/refs.ts';
import { retentionDaysOf } from '../table/retention.ts';
import { retrying } from '../table/retrying.ts';
import type { Fault } from '../values/faults.ts';
import { faultsOf } from '../values/faults.ts';
import { keyedHash, randomId } from '../values/keys.ts';
import { Problem, problemOf } from '../values/problem.ts';
import { after } from '../values/time.ts';
import { countedByWay } from './begin-ways.ts';
import { Holder, holderHashes } from './hold-shares.ts';
import { planSignUp, type SignUpPart } from './sign-up-plan.ts';
import { RequestByHand, SignUpRequest } from './sign-up-request.ts';

/** What the answer to an accepted sign-up may show; nothing in it tells whether the address is known. */
export interface SignedUp {
  signUp: SignUpItem;
  series: SeriesItem;
  events: EventItem[];
}

/**
 * Takes a sign-up in: places held, registrations pending and the verification mail in the outbox, in one
 * transaction (promise 1). Within `directEntry` before its start an event's place is taken at once.
 * @throws Problem with every fault of the request, or the refusal; Busy
 */
export async function signUp(
  body: unknown,
  context: Context,
  circumstances: Circumstances = {},
): Promise<SignedUp> {
  try {
    return await takeIn(body, context, circumstances);
  } finally {
    // Nothing may be under way when a function answers, also when nobody needed to know.
    await circumstances.refusal?.catch(() => {});
  }
}

/** What is said of a sign-up beside what it says itself. */
interface Circumstances {
  /** Why it isn't taken, although nothing is wrong with it; looked up meanwhile. */
  refusal?: Promise<Problem | undefined>;
  /** Which client sends it; undefined where none can be told apart. */
  client?: string | undefined;
  /** An organiser enters it for somebody, who saw no form: whose mail it counts as (`makersOf`). */
  byHand?: string[];
  /** Steps of the same transaction: an organiser's audit entry. */
  alongside?: readonly Step[];
}

async function takeIn(
  body: unknown,
  context: Context,
  { refusal, client, byHand, alongside = [] }: Circumstances,
): Promise<SignedUp> {
  const parsed = (byHand ? RequestByHand : SignUpRequest).safeParse(body, { reportInput: true });
  if (!parsed.success) {
    throw problemOf([...faultsOf(parsed.error), ...(await otherFaults(body, context))]);
  }
  const request: SignUpRequest = parsed.data;
  const origins = originFaults(request, context);
  const source = sourceOf(request, context);
  return retrying('event', async () => {
    const { series, faults, ...loaded } = await load(request, context, { client, byHand });
    const { parts, allowance } = loaded;
    if (series === undefined) throw problemOf([...origins, ...faults]);
    const retentionDays = retentionDaysOf(series, context.stage);
    const said = { request, series, source, retentionDays, signUpId: randomId(), now: context.now };
    const plan = planSignUp({ ...loaded, ...said });
    const all = [...origins, ...faults, ...plan.faults];
    if (all.length > 0) throw problemOf(all);
    const refused = await refusal;
    if (refused !== undefined) throw refused;
    const isNew = plan.steps.length > 0;
    if (isNew && allowance.isUsedUp) {
      throw new Problem('too-many-requests', { retryAt: allowance.retryAt });
    }
    const steps = [...plan.steps, ...alongside];
    const isCommitted = steps.length === 0 || (await context.store.commit(steps)).committed;
    return isCommitted ? { signUp: plan.signUp, series, events: parts.map((part) => part.event) } : 'again';
  });
}

/**
 * What else is wrong with a request that its schema refuses, so that a form can show everything at once: fields
 * that don't parse are stood in for by ones that do, and are not mentioned.
 */
async function otherFaults(body: unknown, context: Context): Promise<Fault[]> {
  const given = z.record(z.string(), z.unknown()).safeParse(body);
  const eventIds = SignUpRequest.shape.eventIds.safeParse(given.data?.eventIds);
  if (!given.success || !eventIds.success) return [];
  const standIn = {
    name: '-',
    email: 'nobody@eventbote.example',
    notices: { privacy: '-' },
    formUrl: context.publicUrl,
  };
  const fields = Object.entries(SignUpRequest.shape).map(([name, schema]) => ({
    name,
    parsed: schema.safeParse(given.data[name]),
  }));
  const readable = fields.flatMap(({ name, parsed }) => (parsed.success ? [[name, parsed.data]] : []));
  const request = SignUpRequest.safeParse({ ...standIn, ...Object.fromEntries(readable) });
  if (!request.success) return [];
  const unread = new Set(fields.filter(({ parsed }) => !parsed.success).map(({ name }) => name));
  const { series, faults, ...loaded } = await load(request.data, context);
  const { now, stage } = context;
  const facts = { ...loaded, request: request.data, source: '', signUpId: randomId(), now };
  const plan =
    series === undefined
      ? []
      : planSignUp({ ...facts, series, retentionDays: retentionDaysOf(series, stage) }).faults;
  return [...originFaults(request.data, context), ...faults, ...plan].filter((fault) => {
    const [, field = ''] = fault.pointer.split('/');
    // Without readable notices it isn't known whether consent was given.
    return !unread.has(field) && !(fault.code === 'consentRequired' && unread.has('notices'));
  });
}

/** Everything that the plan stands on, read anew each round. */
async function load(
  request: SignUpRequest,
  { store, keys, now, seriesSeen }: Context,
  /** Who sends it; an organiser who enters it answers for it. Undefined where it is only looked at. */
  sender?: { client: string | undefined; byHand: string[] | undefined },
) {
  const everyone = identities(keys, request.email);
  const mailbox = mailboxHash(keys, request.email);
  const byHand = sender?.byHand;
  const clientHash =
    byHand !== undefined || sender?.client === undefined
      ? undefined
      : keyedHash(keys, 'client', `signUp|${sender.client}`);
  // An event's series is read with it where the last sign-up saw it: one round trip, not two.
  const guessed = everyone.length === 1 ? seriesSeen?.get(request.eventIds[0] ?? '') : undefined;
  const ofSeries = (id: string, { personHash }: { personHash: string }) =>
    store.load({ series: refs.series(id), attendee: refs.attendee(personHash, id) });
  const holdersIn = async (seriesId: string) =>
    sender === undefined || byHand !== undefined
      ? []
      : holdersOf({ seriesId, email: request.email, client: sender.client }, { store, keys });
  const [{ counted: mails }, early, earlyHolders, events, counters, ...registrations] = await Promise.all([
    store.load({ counted: refs.mailAllowance(mailbox) }),
    guessed === undefined || everyone[0] === undefined ? undefined : ofSeries(guessed, everyone[0]),
    guessed === undefined ? undefined : holdersIn(guessed),
    store.getMany(request.eventIds.map(refs.event)),
    store.getMany(request.eventIds.map(refs.counters)),
    ...everyone.map((identity) =>
      store.getMany(request.eventIds.map((id) => refs.registration(id, identity.registrationId(id)))),
    ),
  ]);
  // After a key was rotated, somebody may be known by the older one without a registration in these events.
  const first = events.find((event) => event !== undefined);
  const attendees =
    everyone.length === 1
      ? []
      : await store.getMany(everyone.map((one) => refs.attendee(one.personHash, first?.seriesId ?? '-')));
  const identity = chosenIdentity(everyone, (one) => {
    const at = everyone.indexOf(one);
    return [attendees[at], ...(registrations[at] ?? [])].some((known) => known !== undefined);
  });
  const existing = registrations[everyone.indexOf(identity)] ?? [];
  const faults: Fault[] = [];
  const parts: SignUpPart[] = [];
  for (const [index, eventId] of request.eventIds.entries()) {
    const event = events[index];
    const counted = counters[index];
    if (event === undefined || counted === undefined || event.status === 'draft') {
      faults.push({ pointer: `/eventIds/${index}`, code: 'unknownEvent' });
    } else {
      const registrationId = identity.registrationId(eventId);
      const byWay =
        event.attendanceMode === 'hybrid' ? await countedByWay(event, counted, { store }) : counted;
      parts.push({ event, counters: byWay, existing: existing[index], registrationId });
    }
  }
  const { personHash } = identity;
  const allowance = new MailAllowance(mailbox, mails, now, byHand);
  const seriesId = parts[0]?.event.seriesId;
  if (parts.some((part) => part.event.seriesId !== seriesId)) {
    faults.push({ pointer: '/eventIds', code: 'severalSeries' });
  }
  for (const area of ['ways', 'workingGroups', 'answers'] as const) {
    for (const eventId of Object.keys(request[area])) {
      if (!request.eventIds.includes(eventId))
        faults.push({ pointer: `/${area}/${eventId}`, code: 'unknownField' });
    }
  }
  if (seriesId === undefined) {
    const nothing = { series: undefined, attendee: undefined, waiting: [], recent: [] };
    return { ...nothing, holders: [], allowance, clientHash, parts, personHash, faults };
  }
  for (const { event } of parts) seriesSeen?.set(event.eventId, event.seriesId);
  const [{ series, attendee }, pending, holders] = await Promise.all([
    early !== undefined && guessed === seriesId ? early : ofSeries(seriesId, identity),
    pendingSignUps(allowance, { personHash, seriesId, clientHash }, { store, now }),
    earlyHolders !== undefined && guessed === seriesId ? earlyHolders : holdersIn(seriesId),
  ]);
  // A consent is proved by what its version shows: the sender's name as the series was saved with it.
  return { series, attendee, ...pending, holders, allowance, clientHash, parts, personHash, faults };
}

async function holdersOf(
  who: { seriesId: string; email: string; client: string | undefined },
  { store, keys }: Pick<Context, 'store' | 'keys'>,
): Promise<Holder[]> {
  const all = holderHashes(keys, who);
  const counted = await store.getMany(all.map(({ hash }) => refs.holds(who.seriesId, hash)));
  return all.map(({ hash, kind }, index) => {
    const found = counted[index];
    return new Holder(hash, kind, found === undefined ? {} : sumOf([found]));
  });
}

/** A sign-up's own next step has to be as far away as this for another to join it: they don't meet. */
const stepsNotBefore = 'PT1M';

/**
 * The pending sign-ups of this address in this series: those whose verification waits to be sent, and that have time to take
 * another in, and those that the same client sent in the last minutes.
 */
async function pendingSignUps(
  allowance: MailAllowance,
  of: { personHash: string; seriesId: string; clientHash: string | undefined },
  { store, now }: Pick<Context, 'store' | 'now'>,
): Promise<{ waiting: SignUpItem[]; recent: SignUpItem[] }> {
  const waiting = new Set(allowance.waiting.map(({ signUpId }) => signUpId));
  const recent = new Set(allowance.recentSignUps(of.clientHash));
  const found = await store.getMany([...new Set([...waiting, ...recent])].map(refs.signUp));
  const pending = found.filter(
    (one): one is SignUpItem =>
      one?.state === 'pending' && one.personHash === of.personHash && one.seriesId === of.seriesId,
  );
  return {
    waiting: pending.filter(
      ({ signUpId, dueAt = now }) => waiting.has(signUpId) && dueAt > after(now, stepsNotBefore),
    ),
    recent: pending.filter(({ signUpId }) => recent.has(signUpId)),
  };
}

/** Which website a sign-up comes from, one of those that the stage allows. */
function sourceOf({ formUrl }: SignUpRequest, { publicUrl }: Context): string {
  if (formUrl === undefined) return 'organiser';
  const form = URL.parse(formUrl);
  return form === null || form.origin === URL.parse(publicUrl)?.origin ? 'hosted form' : form.host;
}

/** The form and the way back lie on the stage's websites, or on its own pages. */
function originFaults(request: SignUpRequest, { stage, publicUrl }: Context): Fault[] {
  const allowed = new Set([...stage.allowedOrigins, URL.parse(publicUrl)?.origin]);
  return (['formUrl', 'returnUrl'] as const).flatMap((field): Fault[] => {
    const url = request[field];
    if (url === undefined || allowed.has(URL.parse(url)?.origin)) return [];
    return [{ pointer: `/${field}`, code: 'originNotAllowed' }];
  });
}
