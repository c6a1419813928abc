import type { MailAllowanceItem } from '../table/abuse-items.ts';
import type { Context } from '../table/context.ts';
import type { Step } from '../table/ports.ts';
import { refs } from '../table/refs.ts';
import type { KeyRing } from '../values/key-ring.ts';
import { keyedHash, normaliseEmail } from '../values/keys.ts';
import { after, epochSeconds, type Instant } from '../values/time.ts';

/**
 * Mails that a mailbox gets within any hour and any day because somebody typed its address into a form or pressed a
 * button of a public page: whatever the cause, and over all series (promise 10).
 */
const hour = { mails: 3, within: 'PT1H' } as const;
const longestWindow = 'P1D';
const mostMails = [hour, { mails: 10, within: longestWindow }] as const;
/** A mail that would have to wait for longer isn't accepted: by then the places that wait for it are given back. */
const longestWait = 'PT24H';
/** A put-off mail takes nothing more in when it is as close as this to being sent. */
const closedBefore = 'PT1M';

/** Providers that deliver an address with and without its dots to one mailbox, under these names. */
const dotless: ReadonlySet<string> = new Set(['gmail.com', 'googlemail.com']);

/**
 * The mailbox that an address most likely leads to: without the part after `+` (RFC 5233), and without dots where
 * the provider ignores them. It only counts mails; who somebody is, and where mail goes, is told by the address.
 */
export function mailboxOf(email: string): string {
  const normal = normaliseEmail(email);
  const at = normal.lastIndexOf('@');
  const [local = ''] = normal.slice(0, at).split('+');
  const domain = normal.slice(at + 1);
  // `+a@…` is an address of its own: nothing is left of it before the sign.
  if (local === '') return normal;
  return dotless.has(domain) ? `${local.replaceAll('.', '')}@gmail.com` : `${local}@${domain}`;
}

export function mailboxHash(keys: KeyRing, email: string): string {
  return keyedHash(keys, 'mailbox', mailboxOf(email));
}

type WaitingMail = MailAllowanceItem['mails'][number];
/** Whose login it is: an organiser's, whom it is mailed to, or nobody's. */
export type Login = NonNullable<WaitingMail['login']>;

/** When the next mails to one mailbox may go out; its step of the transaction keeps the count. */
export class MailAllowance {
  readonly #hash: string;
  readonly #was: MailAllowanceItem | undefined;
  #mails: WaitingMail[];
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
  }

  /** When the next mail may go out: now, or when the hour of the third before it and the day of the tenth are over. */
  get nextAt(): Instant {
    const free = mostMails.map(({ mails, within }) => {
      const before = (within === longestWindow ? this.#ofDay : this.#mailed).at(-mails);
      return before === undefined ? this.#now : after(before.at, within);
    });
    return free.reduce((one, other) => (one > other ? one : other), this.#now);
  }

  /**
   * When a login's mail may go out: an hour alone limits it. What others type must not keep an organiser out for a
   * day. An address that is nobody's has an hour of its own, as it is nobody's mail.
   */
  nextLoginAt(login: Login): Instant {
    const limiting = login === 'mailed' ? this.#mailed : this.#mails.filter((one) => one.login === login);
    const tries = [this.#now, ...limiting.map(({ at }) => after(at, hour.within))].toSorted();
    const near = (time: Instant) =>
      limiting.filter(({ at }) => after(at, hour.within) > time && at < after(time, hour.within));
    return tries.find((time) => time >= this.#now && near(time).length < hour.mails) ?? this.nextAt;
  }

  /** Takes the next time; one that lies ahead is kept under the sign-up that it is for, or what it is about. */
  take(of: { signUpId?: string; about?: string; delivery?: WaitingMail['delivery'] } = {}): Instant {
    return this.#takeAt(this.nextAt, of);
  }

  /** Takes a login's time, which counts in the hour where it is mailed, and never in the day. */
  takeLogin(login: Login, about: string): Instant {
    return this.#takeAt(this.nextLoginAt(login), { about }, login);
  }

  #takeAt(at: Instant, of: Omit<WaitingMail, 'at' | 'login'>, login?: Login): Instant {
    this.#mails.push({ at, ...(at > this.#now ? of : {}), ...(login === undefined ? {} : { login }) });
    this.#mails = this.#mails.toSorted((one, other) => one.at.localeCompare(other.at));
    return at;
  }

  /** What counts in the hour. */
  get #mailed(): WaitingMail[] {
    return this.#mails.filter((one) => one.login !== 'nobody');
  }

  /** What counts in the day. */
  get #ofDay(): WaitingMail[] {
    return this.#mails.filter((one) => one.login === undefined);
  }

  /** The mail about the same that is still to be sent; of several the last. */
  waitingAbout(about: string): WaitingMail | undefined {
    return this.#waiting.findLast((one) => one.about === about);
  }

  /** Another mail goes out at the time of one that waits. */
  exchange(waiting: WaitingMail, delivery: WaitingMail['delivery']): void {
    this.#mails = this.#mails.map((one) => (one === waiting ? { ...one, delivery } : one));
  }

  /** Whether the last one taken would come too late for what it is about. */
  get isUsedUp(): boolean {
    return (this.#ofDay.at(-1)?.at ?? this.#now) > after(this.#now, longestWait);
  }

  /** When the first of what waits goes out. */
  get firstAt(): Instant {
    return this.#mailed.find(({ at }) => at > this.#now)?.at ?? this.#now;
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
