import type { Clock } from '../clock/clock.ts';
import type { FaultBox } from '../state/faults.ts';
import type { Mailbox } from './mailbox.ts';

const generous = { maxSendRate: 500, max24HourSend: 50_000 };

/**
 * SES's sending quotas: mails a second, counted in real seconds, and mails in 24 hours of the runner's clock.
 * @see https://docs.aws.amazon.com/ses/latest/dg/manage-sending-quotas-errors.html
 */
export class Quota {
  readonly #mailbox: Mailbox;
  readonly #clock: Clock;
  readonly #faults: FaultBox;
  #second = 0;
  #inSecond = 0;

  constructor(mailbox: Mailbox, clock: Clock, faults: FaultBox) {
    this.#mailbox = mailbox;
    this.#clock = clock;
    this.#faults = faults;
  }

  get limits(): { maxSendRate: number; max24HourSend: number; sentLast24Hours: number } {
    const { maxSendRate, max24HourSend } = this.#faults.current.ses ?? {};
    return {
      maxSendRate: maxSendRate ?? generous.maxSendRate,
      max24HourSend: max24HourSend ?? generous.max24HourSend,
      sentLast24Hours: this.#mailbox.acceptedWithinDay(),
    };
  }

  /** Takes room for one mail to so many recipients, or says as SES does why there is none. */
  take(recipients: number): string | undefined {
    const { maxSendRate, max24HourSend, sentLast24Hours } = this.limits;
    // The seconds begin where the runner's clock has them, and pass in real time even while that clock jumps.
    const second = Math.floor((Date.now() + (this.#clock.offset % 1000)) / 1000);
    if (second !== this.#second) {
      this.#second = second;
      this.#inSecond = 0;
    }
    if (sentLast24Hours + recipients > max24HourSend) return 'Daily message quota exceeded.';
    if (this.#inSecond + recipients > maxSendRate) return 'Maximum sending rate exceeded.';
    this.#inSecond += recipients;
    return undefined;
  }
}
