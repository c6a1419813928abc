import type { MailAllowanceItem } from '../table/abuse-items.ts';
import type { Context } from '../table/context.ts';
import type { DeliveryItem } from '../table/items.ts';
import type { Step } from '../table/ports.ts';
import { refs } from '../table/refs.ts';
import { after, epochSeconds, type Instant } from '../values/time.ts';
import { afterAll, firstGap, hasRoom, longestWindow, mostLogins, mostMails } from './mail-windows.ts';
import { mailboxHash } from './mailbox.ts';

/** So late after its time a mail leaves as it was planned. */
const leavesWithin = 'PT1M';
/**
 * A mail that would have to wait for longer isn't accepted: by then the places that wait for it are given back. What is typed
 * into public forms goes by its like alone; what organisers and a page's person add makes it wait for two days more at most.
 */
const longestWaits = { typed: longestWindow, organiser: 'PT48H2M', anybody: 'PT72H3M' } as const;
/** Mails to one mailbox within a day that one organiser causes, and all those of a series. */
const mostOfMaker = 3;
/** After this one more is taken, where nobody else asks meanwhile. */
const roomWithin = longestWindow;
/** A put-off mail takes nothing more in when it is as close as this to being sent. */
const closedBefore = 'PT1M';

/** What the notice to an old address is about: the question to the new one is planned behind it, so it keeps its time. */
export const addressNotice = 'addressNotice';

/** For so long the same sign-up once more is a button that was pressed twice. */
const repeatedWithin = 'PT10M';
/** Sign-ups that are kept in mind for that: whoever sends the same from many clients makes the item no larger. */
const mostRepeated = 20;

type WaitingMail = MailAllowanceItem['mails'][number];
type LeavingMail = Pick<
  DeliveryItem,
  'allowedAt' | 'createdAt' | 'attempts' | 'signUpId' | 'loginId' | 'notificationId' | 'recipientId'
>;
/** Whose login it is: an organiser's, whom it is mailed to, or nobody's. */
export type Login = NonNullable<WaitingMail['login']>;
/** Whose doing a mail is: its person's on their own page, or an organiser's (`makersOf`). */
export type CausedBy = NonNullable<WaitingMail['by']>;

/** Whether a mail leaves as it was planned: what has left by now was known then. */
export function leavesAsPlanned({ allowedAt, createdAt, attempts }: LeavingMail, now: Instant): boolean {
  const isAtOnce = allowedAt !== undefined && allowedAt <= createdAt && attempts === 0;
  return isAtOnce && leavesInTime(allowedAt, now);
}

const later = (one: Instant, other: Instant) => (one > other ? one : other);
const limitsOf = (login: Login | undefined) => (login === undefined ? mostMails : mostLogins);
const timesOf = (all: readonly Pick<WaitingMail, 'at'>[]) => all.map(({ at }) => at);

const leavesInTime = (allowedAt: Instant, now: Instant) => now < after(allowedAt, leavesWithin);

/** When the next mails to one mailbox may go out; its step of the transaction keeps the count. */
export class MailAllowance {
  readonly #hash: string;
  readonly #was: MailAllowanceItem | undefined;
  #mails: WaitingMail[];
  #signUps: NonNullable<MailAllowanceItem['signUps']>;
  readonly #now: Instant;
  readonly #by: CausedBy | undefined;

  /** As the table holds it. */
  static async of(
    email: string,
    { store, keys, now }: Pick<Context, 'store' | 'keys' | 'now'>,
    by?: CausedBy,
  ): Promise<MailAllowance> {
    const hash = mailboxHash(keys, email);
    return new MailAllowance(hash, await store.get(refs.mailAllowance(hash)), now, by);
  }

  /** @param by whose doing is what is taken; undefined of what anybody can type into a public form */
  constructor(mailboxHash: string, was: MailAllowanceItem | undefined, now: Instant, by?: CausedBy) {
    this.#by = by;
    this.#hash = mailboxHash;
    this.#was = was;
    this.#now = now;
    this.#mails = (was?.mails ?? []).filter(({ at }) => after(at, longestWindow) > now);
    this.#signUps = (was?.signUps ?? []).filter(({ at }) => after(at, repeatedWithin) > now);
  }

  /** When the next mail may go out: now, or when the hour of the third before it and the day of the tenth are over. */
  get nextAt(): Instant {
    return this.#afterAll(undefined);
  }

  /**
   * Takes the next time, a person's on their own page before what organisers planned; one that lies ahead is kept under the
   * sign-up that it is for, or what it is about.
   * @param from when it may leave at the earliest
   */
  take(
    of: { signUpId?: string; about?: string; delivery?: WaitingMail['delivery'] } = {},
    from: Instant = this.#now,
  ): Instant {
    const by = this.#by;
    if (by === 'person') return this.#overtake({ ...of, by }, from);
    const at = later(this.nextAt, from);
    if (by !== undefined) return this.#takeAt(at, { ...of, by });
    return this.#takeAt(at, { ...of, turn: later(this.#afterAll(undefined, this.#turns), from) });
  }

  /**
   * Takes the first time that what organisers planned doesn't count for. Of that, what has no room any more goes later: its
   * mail learns so when it comes due.
   */
  #overtake(of: Omit<WaitingMail, 'at' | 'login'>, from = this.#now): Instant {
    const planned = this.#waiting.filter(({ by, about }) => Array.isArray(by) && about !== addressNotice);
    this.#mails = this.#mails.filter((one) => !planned.includes(one));
    const at = this.#takeAt(this.#firstGap(from), of);
    for (const one of planned) {
      const next = this.#firstGap(one.at);
      this.#insert(next === one.at ? one : { ...one, at: next, dueAt: one.dueAt ?? one.at });
    }
    return at;
  }

  #firstGap(from: Instant): Instant {
    return firstGap(timesOf(this.#lane(undefined)), mostMails, from);
  }

  /**
   * Takes a login's time: three an hour, after a dozen one in two, and nothing else keeps it waiting or waits for it. What
   * others type must not keep an organiser out, and how full a mailbox is must not tell who is one. An address that is
   * nobody's has an hour of its own, as it is nobody's mail.
   */
  takeLogin(login: Login, of: { about: string; delivery: WaitingMail['delivery'] }): Instant {
    return this.#takeAt(this.#afterAll(login), of, login);
  }

  /**
   * When a mail may leave that is late, that waited, or that was tried before: now, where not too much has left or was to
   * leave by now, else after all that is planned. It is counted by when it leaves, and once for each attempt that may
   * have left, however often SES takes none of it.
   * @returns undefined where that is as it was planned
   */
  leaving(mail: LeavingMail): Instant | undefined {
    const { allowedAt = this.#now, attempts, notificationId, recipientId } = mail;
    const again = `again|${notificationId}|${recipientId}`;
    const first = this.#firstOf(mail, again);
    // What was tried before may have left: that stays counted, and this is one more.
    const found = attempts === 0 ? first : this.#mails.find(({ about }) => about === again);
    const { login, by } = found ?? first ?? {};
    this.#mails = this.#mails.filter((one) => one !== found);
    if (found?.dueAt !== undefined && found.at > this.#now) {
      const { dueAt, ...overtaken } = found;
      return this.#insert(overtaken);
    }
    const isFree = hasRoom(timesOf(this.#lane(login)), limitsOf(login), this.#now);
    const isAsPlanned = found?.at === allowedAt && leavesInTime(allowedAt, this.#now);
    if (isFree && isAsPlanned) return undefined;
    const { signUpId, about } = attempts === 0 ? (found ?? {}) : { about: again };
    const of = { signUpId, about, delivery: { notificationId, recipientId }, by };
    if (isFree) return this.#takeAt(this.#now, of, login);
    return by === 'person' ? this.#overtake(of) : this.#takeAt(this.#afterAll(login), of, login);
  }

  /** Where a mail's first attempt is counted: under its name, or as it was planned. */
  #firstOf(
    { allowedAt = this.#now, signUpId, loginId, notificationId, recipientId }: LeavingMail,
    again: string,
  ): WaitingMail | undefined {
    const isNamed = ({ delivery, about }: WaitingMail) =>
      delivery?.notificationId === notificationId && delivery.recipientId === recipientId && about !== again;
    const planned = this.#mails.filter(
      ({ at, dueAt, delivery, login }) =>
        (at === allowedAt || dueAt === allowedAt) &&
        delivery === undefined &&
        (login === undefined) === (loginId === undefined),
    );
    const ofSignUp = planned.find((one) => one.signUpId !== undefined && one.signUpId === signUpId);
    return this.#mails.find(isNamed) ?? ofSignUp ?? planned[0];
  }

  /** After all that is planned. */
  #afterAll(login: Login | undefined, all: readonly Pick<WaitingMail, 'at'>[] = this.#lane(login)): Instant {
    return afterAll(timesOf(all), limitsOf(login), this.#now);
  }

  #takeAt(at: Instant, of: Omit<WaitingMail, 'at' | 'login'>, login?: Login): Instant {
    const { by, turn = at, ...named } = of;
    // Which mail it is makes it another than one that is counted at the same moment.
    const kept = at > this.#now || of.delivery !== undefined ? named : {};
    return this.#insert({
      ...{ at, ...kept },
      ...(login === undefined ? {} : { login }),
      ...(by === undefined ? {} : { by }),
      ...(turn === at ? {} : { turn }),
    });
  }

  #insert(mail: WaitingMail): Instant {
    this.#mails = [...this.#mails, mail].toSorted((one, other) => one.at.localeCompare(other.at));
    return mail.at;
  }

  /** What counts together: an organiser's logins, those of nobody, and all else. */
  #lane(login: Login | undefined): WaitingMail[] {
    return this.#mails.filter((one) => one.login === login);
  }

  /** The mail about the same that is still to be sent; of several the last. */
  waitingAbout(about: string): WaitingMail | undefined {
    return this.#waiting.findLast((one) => one.about === about);
  }

  /** Another mail goes out at the time of one that waits. */
  exchange(waiting: WaitingMail, delivery: WaitingMail['delivery']): void {
    this.#mails = this.#mails.map((one) => (one === waiting ? { ...one, delivery } : one));
  }

  /** What is typed into public forms, each by when it would leave if there were nothing else. */
  get #turns(): Pick<WaitingMail, 'at'>[] {
    const typed = this.#lane(undefined).filter(({ by }) => by === undefined);
    return typed
      .map(({ at, turn = at }) => ({ at: turn }))
      .toSorted((one, other) => one.at.localeCompare(other.at));
  }

  /**
   * Whether the last one taken is too much: it would come too late for what it is about, or its organiser, or their
   * series, has caused its share. What is typed is refused for what is typed: neither what organisers plan nor what a page's
   * person did there has it refused, or shows by that. A day behind it is for what organisers cause: no stranger has it refused.
   */
  get isUsedUp(): boolean {
    const isLate = (at: Instant | undefined, most: string) => at !== undefined && at > after(this.#now, most);
    const last = this.#lane(undefined).at(-1)?.at;
    if (Array.isArray(this.#by)) return isLate(last, longestWaits.organiser) || this.#overShare !== undefined;
    return isLate(this.#turns.at(-1)?.at, longestWaits.typed) || isLate(last, longestWaits.anybody);
  }

  /** The mail that has to be a day old before this organiser, and their series, may cause the last one taken. */
  get #overShare(): WaitingMail | undefined {
    const makers = Array.isArray(this.#by) ? this.#by : [];
    const over = makers.map((maker) =>
      this.#mails.filter(({ by }) => by?.includes(maker)).at(-1 - mostOfMaker),
    );
    return over
      .filter((one) => one !== undefined)
      .toSorted((one, other) => one.at.localeCompare(other.at))
      .at(-1);
  }

  /**
   * When one that was too much is worth another try. Of an organiser's share that is when it is free; else it is the same for
   * every mailbox: by when what waits goes out anybody could see when somebody caused it.
   */
  get retryAt(): Instant {
    const over = this.#overShare;
    return over === undefined ? after(this.#now, roomWithin) : after(over.at, longestWindow);
  }

  /** Keeps a sign-up in mind for as long as the same may be sent once more by mistake. */
  noteSignUp(signUpId: string, clientHash: string): void {
    this.#signUps = [...this.#signUps, { at: this.#now, signUpId, clientHash }].slice(-mostRepeated);
  }

  /** The sign-ups that a client may send once more by mistake; what others sent would tell it who signs up. */
  recentSignUps(clientHash: string | undefined): string[] {
    return this.#signUps.filter((one) => one.clientHash === clientHash).map(({ signUpId }) => signUpId);
  }

  /** The sign-ups whose verification is still to be sent, each with its time. */
  get waiting(): { at: Instant; signUpId: string }[] {
    return this.#waiting.flatMap(({ at, signUpId }) => (signUpId === undefined ? [] : [{ at, signUpId }]));
  }

  get #waiting(): WaitingMail[] {
    const from = after(this.#now, closedBefore);
    return this.#mails.filter(({ at }) => at > from);
  }

  /** Fails when somebody else counted meanwhile. */
  get step(): Step {
    const item: MailAllowanceItem = {
      type: 'mailAllowance',
      mailboxHash: this.#hash,
      mails: this.#mails,
      signUps: this.#signUps.length === 0 ? undefined : this.#signUps,
      version: (this.#was?.version ?? -1) + 1,
      expiresAt: epochSeconds(after(this.#mails.at(-1)?.at ?? this.#now, longestWindow)),
    };
    return {
      step: 'put',
      item,
      when: this.#was === undefined ? 'absent' : { version: this.#was.version },
    };
  }
}
