import type { MailAllowanceItem } from '../table/abuse-items.ts';
import type { Context } from '../table/context.ts';
import type { DeliveryItem } from '../table/items.ts';
import type { Step } from '../table/ports.ts';
import { refs } from '../table/refs.ts';
import { after, epochSeconds, type Instant } from '../values/time.ts';
import { mailboxHash } from './mailbox.ts';

/**
 * Mails that a mailbox gets within any hour and any day because somebody typed its address into a form or pressed a
 * button of a public page: whatever the cause, and over all series (promise 10). Logins alone have an hour of their own
 * (docs/decisions/103). Each window is longer by the minute that a mail may be on its way to SES: so what leaves keeps to
 * the hour, not only what is planned.
 */
const longestWindow = 'PT24H1M';
const hour = { mails: 3, within: 'PT1H1M' } as const;
const mostMails = [hour, { mails: 10, within: longestWindow }] as const;
/** Logins beside the hour's: twelve, then one more with every two hours that pass, 23 within any day. */
const loginsAtOnce = 12;
const loginEveryMinutes = 120;
const mostLogins = [
  hour,
  ...Array.from({ length: loginsAtOnce }, (_, spent) => ({
    mails: loginsAtOnce + spent,
    within: `PT${(spent + 1) * loginEveryMinutes}M`,
  })),
];
/** So late after its time a mail leaves as it was planned. */
const leavesWithin = 'PT1M';
/** A mail that would have to wait for longer isn't accepted: by then the places that wait for it are given back. */
const longestWaits = { anybody: longestWindow, organiser: 'PT48H2M' } as const;
/** A put-off mail takes nothing more in when it is as close as this to being sent. */
const closedBefore = 'PT1M';

/** For so long the same sign-up once more is a button that was pressed twice. */
const repeatedWithin = 'PT10M';

type WaitingMail = MailAllowanceItem['mails'][number];
type LeavingMail = Pick<
  DeliveryItem,
  'allowedAt' | 'createdAt' | 'attempts' | 'signUpId' | 'loginId' | 'notificationId' | 'recipientId'
>;
/** Whose login it is: an organiser's, whom it is mailed to, or nobody's. */
export type Login = NonNullable<WaitingMail['login']>;

/** Whether a mail leaves as it was planned: what has left by now was known then. */
export function leavesAsPlanned({ allowedAt, createdAt, attempts }: LeavingMail, now: Instant): boolean {
  const isAtOnce = allowedAt !== undefined && allowedAt <= createdAt && attempts === 0;
  return isAtOnce && leavesInTime(allowedAt, now);
}

const leavesInTime = (allowedAt: Instant, now: Instant) => now < after(allowedAt, leavesWithin);

/** When the next mails to one mailbox may go out; its step of the transaction keeps the count. */
export class MailAllowance {
  readonly #hash: string;
  readonly #was: MailAllowanceItem | undefined;
  #mails: WaitingMail[];
  #signUps: NonNullable<MailAllowanceItem['signUps']>;
  readonly #now: Instant;

  /** As the table holds it. */
  static async of(
    email: string,
    { store, keys, now }: Pick<Context, 'store' | 'keys' | 'now'>,
  ): Promise<MailAllowance> {
    const hash = mailboxHash(keys, email);
    return new MailAllowance(hash, await store.get(refs.mailAllowance(hash)), now);
  }

  constructor(mailboxHash: string, was: MailAllowanceItem | undefined, now: Instant) {
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
   * Takes the next time; one that lies ahead is kept under the sign-up that it is for, or what it is about.
   * @param from when it may leave at the earliest
   */
  take(
    of: { signUpId?: string; about?: string; delivery?: WaitingMail['delivery'] } = {},
    from: Instant = this.#now,
  ): Instant {
    const { nextAt } = this;
    return this.#takeAt(nextAt > from ? nextAt : from, of);
  }

  /**
   * Takes a login's time: three an hour, after a dozen one in two, and nothing else keeps it waiting or waits for it. What others type must not keep
   * an organiser out, and how full a mailbox is must not tell who is one. An address that is nobody's has an hour of its own,
   * as it is nobody's mail.
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
    const { login } = found ?? first ?? {};
    this.#mails = this.#mails.filter((one) => one !== found);
    const isFree = this.#hasRoomNow(login);
    const isAsPlanned = found?.at === allowedAt && leavesInTime(allowedAt, this.#now);
    if (isFree && isAsPlanned) return undefined;
    const { signUpId, about } = attempts === 0 ? (found ?? {}) : { about: again };
    const delivery = { notificationId, recipientId };
    return this.#takeAt(isFree ? this.#now : this.#afterAll(login), { signUpId, about, delivery }, login);
  }

  /** Where a mail's first attempt is counted: under its name, or as it was planned. */
  #firstOf(
    { allowedAt = this.#now, signUpId, loginId, notificationId, recipientId }: LeavingMail,
    again: string,
  ): WaitingMail | undefined {
    const isNamed = ({ delivery, about }: WaitingMail) =>
      delivery?.notificationId === notificationId && delivery.recipientId === recipientId && about !== again;
    const planned = this.#mails.filter(
      ({ at, delivery, login }) =>
        at === allowedAt && delivery === undefined && (login === undefined) === (loginId === undefined),
    );
    const ofSignUp = planned.find((one) => one.signUpId !== undefined && one.signUpId === signUpId);
    return this.#mails.find(isNamed) ?? ofSignUp ?? planned[0];
  }

  #hasRoomNow(login: Login | undefined): boolean {
    return this.#limits(login).every(({ mails, within, of }) => {
      const before = of.filter(({ at }) => at <= this.#now && after(at, within) > this.#now);
      return before.length < mails;
    });
  }

  /** After all that is planned. */
  #afterAll(login: Login | undefined): Instant {
    const free = this.#limits(login).map(({ mails, within, of }) => {
      const before = of.at(-mails);
      return before === undefined ? this.#now : after(before.at, within);
    });
    return free.reduce((one, other) => (one > other ? one : other), this.#now);
  }

  #limits(login: Login | undefined) {
    const of = this.#lane(login);
    return (login === undefined ? mostMails : mostLogins).map((limit) => ({ ...limit, of }));
  }

  #takeAt(at: Instant, of: Omit<WaitingMail, 'at' | 'login'>, login?: Login): Instant {
    // Which mail it is makes it another than one that is counted at the same moment.
    const kept = at > this.#now || of.delivery !== undefined ? of : {};
    this.#mails.push({ at, ...kept, ...(login === undefined ? {} : { login }) });
    this.#mails = this.#mails.toSorted((one, other) => one.at.localeCompare(other.at));
    return at;
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

  /**
   * Whether the last one taken would come too late for what it is about. A day behind that of typed addresses and public
   * buttons is for what organisers cause: no stranger has it refused.
   */
  isUsedUpFor(by: 'organiser' | 'anybody' = 'anybody'): boolean {
    return (this.#lane(undefined).at(-1)?.at ?? this.#now) > after(this.#now, longestWaits[by]);
  }

  /** Keeps a sign-up in mind for as long as the same may be sent once more by mistake. */
  noteSignUp(signUpId: string, clientHash: string): void {
    this.#signUps.push({ at: this.#now, signUpId, clientHash });
  }

  /** The sign-ups that a client may send once more by mistake; what others sent would tell it who signs up. */
  recentSignUps(clientHash: string | undefined): string[] {
    return this.#signUps.filter((one) => one.clientHash === clientHash).map(({ signUpId }) => signUpId);
  }

  /** When the first of what waits goes out. */
  get firstAt(): Instant {
    return this.#lane(undefined).find(({ at }) => at > this.#now)?.at ?? this.#now;
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
