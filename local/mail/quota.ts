import type { Clock } from '../clock/clock.ts';
import type { FaultBox } from '../state/faults.ts';
import type { Mailbox } from './mailbox.ts';

const generous = { maxSendRate: 500, max24HourSend: 50_000 };

/** A second, and the millisecond that may pass until a mail bears its time. */
const windowMilliseconds = 1001;

/** GetSendQuota is allowed once a second. */
const tellingMilliseconds = 1000;

/**
 * SES's sending quotas: mails in any second of real time, and mails in 24 hours of the runner's clock.
 * @see https://docs.aws.amazon.com/ses/latest/dg/manage-sending-quotas-errors.html
 * @see https://docs.aws.amazon.com/ses/latest/APIReference/API_GetSendQuota.html
 */
export class Quota {
  readonly #mailbox: Mailbox;
  readonly #faults: FaultBox;
  readonly #clock: Clock;
  #toldAt = Number.NEGATIVE_INFINITY;
  /** When recipients of the last second were taken, oldest first. */
  #lastSecond: number[] = [];

  constructor(mailbox: Mailbox, faults: FaultBox, clock: Clock) {
    this.#mailbox = mailbox;
    this.#faults = faults;
    this.#clock = clock;
  }

  /** Whether the limits may be told once more: a second of the runner's clock has passed, which a jump lets pass too. */
  mayTell(): boolean {
    const now = this.#clock.now();
    if (now - this.#toldAt < tellingMilliseconds) return false;
    this.#toldAt = now;
    return true;
  }

  get limits(): { maxSendRate: number; max24HourSend: number; sentLast24Hours: number } {
    const { maxSendRate, max24HourSend } = this.#faults.current.ses ?? {};
    return {
      maxSendRate: maxSendRate ?? generous.maxSendRate,
      max24HourSend: max24HourSend ?? generous.max24HourSend,
      sentLast24Hours: this.#mailbox.acceptedWithinDay(),
    };
  }

  /** Takes room for one mail to that many recipients, or says as SES does why there is none. */
  take(recipients: number): string | undefined {
    const { maxSendRate, max24HourSend, sentLast24Hours } = this.limits;
    // By real time, which passes even while the runner's clock jumps.
    const now = Date.now();
    while ((this.#lastSecond[0] ?? now) <= now - windowMilliseconds) this.#lastSecond.shift();
    if (sentLast24Hours + recipients > max24HourSend) return 'Daily message quota exceeded.';
    if (this.#lastSecond.length + recipients > maxSendRate) return 'Maximum sending rate exceeded.';
    for (let one = 0; one < recipients; one++) this.#lastSecond.push(now);
    return undefined;
  }
}
