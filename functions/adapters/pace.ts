import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Deadline, Mailer, Pace, SendOutcome, Turn } from '../core/table/ports.ts';
import { schemaVersion } from '../core/table/schema-version.ts';
import { dynamoDbClient } from './dynamodb-client.ts';
import { persistently } from './retry.ts';
import { SendWindow } from './send-window.ts';

type Quota = Awaited<ReturnType<Mailer['quota']>>;
type Lane = 'transactional' | 'bulk';

/** How old the quota may be. Bulk reads it again long before, while it sends. */
const quotaAgeMilliseconds: Record<Lane, number> = { bulk: 10_000, transactional: 30_000 };
const refreshMilliseconds = 3000;
/** After a throttle it is read again, but no more often than this. */
const quotaPauseMilliseconds = 1000;
/** How far ahead a lane may book: bulk keeps the line short, so that mail somebody waits for is next. */
const horizonMilliseconds: Record<Lane, number> = { bulk: 300, transactional: 5000 };
/** What bulk leaves of the day's quota at its beginning; the share falls to nothing until its end (UTC). */
const dayShare = 0.1;
/** Nothing is booked so far ahead: a date beyond is of a clock that was wrong. */
const implausibleMilliseconds = 120_000;
/** What a run keeps to finish. */
const reserveMilliseconds = 4000;

const pk = 'PACE';

/**
 * SES's sending rate as one line of turns that both lanes and every function book in: one item holds when the next
 * turn is free, and a turn lasts a second divided by the rate (the generic cell rate algorithm, ITU-T I.371).
 * docs/decisions/010-pace.md says why it isn't a budget a second.
 * https://docs.aws.amazon.com/ses/latest/dg/manage-sending-quotas.html
 */
export class TablePace implements Pace {
  readonly #table: string;
  readonly #mailer: Pick<Mailer, 'quota'>;
  readonly #client: DynamoDBDocumentClient;
  readonly #window = new SendWindow(() => Math.max(1, Math.floor(this.#rate())));
  #quota: Quota | undefined;
  #reading: Promise<Quota> | undefined;
  /** By this process's clock and by the calendar, which may be set. */
  #readAt = { ticks: Number.NEGATIVE_INFINITY, date: 0 };
  /** What the quota's count of the day may not hold yet. */
  #sentSinceRead = 0;
  /** Turns that were given and are not over. */
  #outstanding = 0;
  #isDoubtful = false;
  #isDayOver = false;
  /** What part of the rate is used: halved while SES refuses most, then a tenth more each second. */
  #share = 1;
  /** Turns that went unused or were refused: they are booked once more. */
  #givenBack = 0;
  readonly #lastTaken: Record<Lane, Promise<unknown>> = {
    transactional: Promise.resolve(),
    bulk: Promise.resolve(),
  };
  /** When the line's end is, as it was seen last: a try before it can be booked would be a write in vain. */
  #freeAt = 0;
  /** Up to where this function's own bookings go. */
  #bookedUntil = 0;
  /** How the line was last: whoever books tries that first, because a wrong try costs a call. */
  #isLineEmpty = true;

  constructor(table: string, mailer: Pick<Mailer, 'quota'>, client = dynamoDbClient()) {
    this.#table = table;
    this.#mailer = mailer;
    this.#client = DynamoDBDocumentClient.from(client);
  }

  async hasRoomToday(lane: Lane): Promise<boolean> {
    return this.#leftOfDay(await this.#currentQuota(lane), lane) >= 1;
  }

  /** Batches side by side book one after the other: each would pay for a write that another's booking refuses. */
  take(lane: Lane, wanted: number, deadline: Deadline): Promise<readonly Turn[] | 'day' | 'deadline'> {
    const taken = this.#lastTaken[lane].then(() => this.#take(lane, wanted, deadline));
    this.#lastTaken[lane] = taken.catch(() => undefined);
    return taken;
  }

  async #take(lane: Lane, wanted: number, deadline: Deadline): Promise<readonly Turn[] | 'day' | 'deadline'> {
    while (deadline.remainingMilliseconds() > reserveMilliseconds) {
      const quota = await this.#currentQuota(lane);
      const left = this.#leftOfDay(quota, lane);
      if (left < 1) return 'day';
      this.#adapt();
      const rate = this.#rate();
      // A quarter of a second's worth: what is claimed is on its way soon.
      const count = Math.max(1, Math.min(wanted, left, Math.ceil(rate / 4)));
      const timeLeft = deadline.remainingMilliseconds() - reserveMilliseconds;
      // Counted before the line is asked, so that batches side by side don't take the same room.
      this.#sentSinceRead += count;
      this.#outstanding += count;
      const horizon = Math.min(horizonMilliseconds[lane], Math.max(0, timeLeft));
      const booked = await this.#book(lane, count, rate, horizon);
      if ('startsIn' in booked) return this.#turns(count, rate, booked.startsIn);
      this.#sentSinceRead = Math.max(0, this.#sentSinceRead - count);
      this.#outstanding -= count;
      // The line may be as long as another's clock is ahead: longer than this run has.
      const waits = Math.min(booked.freeIn, deadline.remainingMilliseconds() - reserveMilliseconds);
      await new Promise((resolve) => setTimeout(resolve, waits));
    }
    return 'deadline';
  }

  #turns(count: number, rate: number, startsIn: number): Turn[] {
    const first = performance.now() + startsIn;
    const observer = {
      answer: (outcome: SendOutcome) => this.#learn(outcome),
      end: (outcome: SendOutcome | 'unused') => this.#over(outcome),
    };
    return Array.from({ length: count }, (_, index) =>
      this.#window.turn(first + (index * 1000) / rate, observer),
    );
  }

  #learn(outcome: SendOutcome): void {
    if (outcome.outcome !== 'throttled') return;
    this.#isDoubtful = true;
    if (outcome.quota === 'day') this.#isDayOver = true;
  }

  #over(outcome: SendOutcome | 'unused'): void {
    this.#outstanding -= 1;
    const isSent = outcome !== 'unused' && outcome.outcome !== 'throttled' && outcome.outcome !== 'paused';
    if (isSent) return;
    this.#givenBack += 1;
    this.#sentSinceRead = Math.max(0, this.#sentSinceRead - 1);
  }

  /** Multiplicative decrease while SES refuses most, additive recovery. */
  #adapt(): void {
    const verdict = this.#window.verdict();
    if (verdict === 'throttled') this.#share = Math.max(0.05, this.#share / 2);
    else if (verdict === 'fine') this.#share = Math.min(1, this.#share + 0.1);
  }

  #rate(): number {
    return Math.max(1, (this.#quota?.maxSendRate ?? 1) * this.#share);
  }

  #leftOfDay(quota: Quota, lane: Lane): number {
    if (quota.max24HourSend < 0) return Number.POSITIVE_INFINITY;
    if (this.#isDayOver) return 0;
    const dayLeft = 1 - (Date.now() % 86_400_000) / 86_400_000;
    const reserve = lane === 'bulk' ? Math.round(quota.max24HourSend * dayShare * dayLeft) : 0;
    return quota.max24HourSend - reserve - quota.sentLast24Hours - this.#sentSinceRead;
  }

  /** The quota as it was read lately. Bulk reads a newer one beside its sending, so that no turn waits for it. */
  async #currentQuota(lane: Lane): Promise<Quota> {
    const { ticks, date } = this.#readAt;
    const age = Math.max(performance.now() - ticks, Math.abs(Date.now() - date));
    const isDoubtful = this.#isDoubtful && age >= quotaPauseMilliseconds;
    const isOld = age >= quotaAgeMilliseconds[lane] || (lane === 'transactional' && isDoubtful);
    if (this.#quota === undefined || isOld) return this.#read();
    // A failed read is seen when the quota is too old.
    if (lane === 'bulk' && (isDoubtful || age >= refreshMilliseconds)) this.#read().catch(() => undefined);
    return this.#quota;
  }

  #read(): Promise<Quota> {
    this.#reading ??= this.#readQuota().finally(() => {
      this.#reading = undefined;
    });
    return this.#reading;
  }

  async #readQuota(): Promise<Quota> {
    const underWay = this.#outstanding;
    const before = this.#sentSinceRead;
    const quota = await this.#mailer.quota();
    // A rate that explains the refusals takes the place of the decrease.
    if (quota.maxSendRate !== this.#quota?.maxSendRate) this.#share = 1;
    this.#quota = quota;
    this.#readAt = { ticks: performance.now(), date: Date.now() };
    this.#sentSinceRead = Math.max(0, underWay + this.#sentSinceRead - before);
    this.#isDoubtful = false;
    this.#isDayOver = false;
    this.#window.limitChanged();
    return quota;
  }

  /** Books turns: in how many milliseconds the first of them is, or when it is worth asking again. */
  async #book(
    lane: Lane,
    count: number,
    rate: number,
    horizonMilliseconds: number,
  ): Promise<{ startsIn: number } | { freeIn: number }> {
    const turn = 1e6 / rate;
    const known = this.#waitFor(this.#freeAt, horizonMilliseconds);
    if (known > 0) return { freeIn: known };
    const back = Math.min(this.#givenBack, count);
    this.#givenBack -= back;
    for (;;) {
      const now = Date.now() * 1000;
      const lasts = Math.round((count - back) * turn);
      const line = this.#isLineEmpty
        ? await this.#update(
            'attribute_not_exists(freeAt) OR freeAt < :now OR freeAt > :implausible',
            ':next',
            {
              ':now': now,
              ':implausible': now + implausibleMilliseconds * 1000,
              ':next': now + lasts + Math.round(back * turn),
            },
          )
        : await this.#update('freeAt >= :now AND freeAt <= :horizon', 'freeAt + :lasts', {
            ':now': now,
            ':horizon': now + horizonMilliseconds * 1000,
            ':lasts': lasts,
          });
      const { freeAt = 0 } = line;
      this.#freeAt = freeAt;
      if (line.isBooked) {
        const from = this.#isLineEmpty ? now : freeAt - lasts;
        // What stood in line since this function booked last is mail that somebody waits for: its turns stay free.
        const others = Math.round((from - Math.max(now, this.#bookedUntil)) / turn);
        if (lane === 'bulk') this.#window.others(others, performance.now());
        this.#bookedUntil = freeAt;
        return { startsIn: this.#isLineEmpty ? 0 : (from - back * turn - now) / 1000 };
      }
      const freeIn = this.#waitFor(freeAt, horizonMilliseconds);
      // Nobody stands in line, or somebody whose clock was wrong: it begins now.
      this.#isLineEmpty = freeAt < now || freeAt > now + implausibleMilliseconds * 1000;
      if (this.#isLineEmpty || freeIn <= 0) continue;
      this.#givenBack += back;
      return { freeIn };
    }
  }

  /** For how many milliseconds a line is longer than this; what an implausible clock left is no line. */
  #waitFor(freeAt: number, horizonMilliseconds: number): number {
    const ahead = freeAt / 1000 - Date.now();
    return ahead > implausibleMilliseconds ? 0 : Math.ceil(ahead - horizonMilliseconds);
  }

  /** `freeAt` is in microseconds since 1970, so that it is a whole number. */
  async #update(
    condition: string,
    value: string,
    values: Record<string, number>,
  ): Promise<{ isBooked: true; freeAt: number } | { isBooked: false; freeAt: number | undefined }> {
    try {
      const { Attributes } = await persistently(() =>
        this.#client.send(
          new UpdateCommand({
            TableName: this.#table,
            Key: { pk, sk: pk },
            UpdateExpression: `SET freeAt = ${value}, schemaVersion = :schema`,
            ConditionExpression: condition,
            ExpressionAttributeValues: { ...values, ':schema': schemaVersion },
            ReturnValues: 'ALL_NEW',
            ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
          }),
        ),
      );
      return { isBooked: true, freeAt: Number(Attributes?.freeAt) };
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      const seen = error.Item?.freeAt?.N;
      return { isBooked: false, freeAt: seen === undefined ? undefined : Number(seen) };
    }
  }
}
