import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { SesQuota } from '../core/table/guard-items.ts';
import type { Deadline, Mailer, Pace, SendOutcome, Turn } from '../core/table/ports.ts';
import { schemaVersion } from '../core/table/schema-version.ts';
import { dynamoDbClient } from './dynamodb-client.ts';
import { persistently } from './retry.ts';
import { SendWindow } from './send-window.ts';
import { SharedQuota } from './shared-quota.ts';

type Lane = 'transactional' | 'bulk';

/** How old the quota may be. Bulk reads it again long before, while it sends. */
const quotaAgeMilliseconds: Record<Lane, number> = { bulk: 10_000, transactional: 30_000 };
const refreshMilliseconds = 3000;
/** After a throttle it is read again, and after a read that brought nothing newer, but no more often than this. */
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

/** A turn that was given; when it was over, in milliseconds since 1970. */
interface UncountedTurn {
  endedAt: number | undefined;
}

/**
 * SES's sending rate as one line of turns that both lanes and every function book in: one item holds when the next
 * turn is free, and a turn lasts a second divided by the rate (the generic cell rate algorithm, ITU-T I.371).
 * docs/decisions/010-pace.md says why it isn't a budget a second.
 * https://docs.aws.amazon.com/ses/latest/dg/manage-sending-quotas.html
 */
export class TablePace implements Pace {
  readonly #table: string;
  readonly #client: DynamoDBDocumentClient;
  readonly #shared: SharedQuota;
  readonly #window = new SendWindow(() => Math.max(1, Math.floor(this.#rate())));
  #quota: SesQuota | undefined;
  #reading: Promise<SesQuota> | undefined;
  /** When it was read last, by this process's clock and by the calendar, which may be set. */
  #askedAt = { ticks: Number.NEGATIVE_INFINITY, date: 0 };
  /** This function's turns that the quota's count of the day may not hold yet. */
  readonly #uncounted = new Set<UncountedTurn>();
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
    this.#client = DynamoDBDocumentClient.from(client);
    this.#shared = new SharedQuota(table, mailer, this.#client);
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
      const turns = Array.from({ length: count }, (): UncountedTurn => ({ endedAt: undefined }));
      for (const turn of turns) this.#uncounted.add(turn);
      const horizon = Math.min(horizonMilliseconds[lane], Math.max(0, timeLeft));
      const booked = await this.#book(lane, count, rate, horizon);
      if ('startsIn' in booked) return this.#turns(turns, rate, booked.startsIn);
      for (const turn of turns) this.#uncounted.delete(turn);
      // The line may be as long as another's clock is ahead: longer than this run has.
      const waits = Math.min(booked.freeIn, deadline.remainingMilliseconds() - reserveMilliseconds);
      await new Promise((resolve) => setTimeout(resolve, waits));
    }
    return 'deadline';
  }

  #turns(uncounted: readonly UncountedTurn[], rate: number, startsIn: number): Turn[] {
    const first = performance.now() + startsIn;
    return uncounted.map((turn, index) =>
      this.#window.turn(first + (index * 1000) / rate, {
        answer: (outcome) => this.#learn(outcome),
        end: (outcome) => this.#over(turn, outcome),
      }),
    );
  }

  #learn(outcome: SendOutcome): void {
    if (outcome.outcome !== 'throttled') return;
    this.#isDoubtful = true;
    if (outcome.quota === 'day') this.#isDayOver = true;
  }

  #over(turn: UncountedTurn, outcome: SendOutcome | 'unused'): void {
    const isSent = outcome !== 'unused' && outcome.outcome !== 'throttled' && outcome.outcome !== 'paused';
    if (isSent) turn.endedAt = Date.now();
    else {
      this.#givenBack += 1;
      this.#uncounted.delete(turn);
    }
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

  #leftOfDay(quota: SesQuota, lane: Lane): number {
    if (quota.max24HourSend < 0) return Number.POSITIVE_INFINITY;
    if (this.#isDayOver) return 0;
    const dayLeft = 1 - (Date.now() % 86_400_000) / 86_400_000;
    const reserve = lane === 'bulk' ? Math.round(quota.max24HourSend * dayShare * dayLeft) : 0;
    return quota.max24HourSend - reserve - quota.sentLast24Hours - this.#uncounted.size;
  }

  /** The quota as it was read lately. Bulk reads a newer one beside its sending, so that no turn waits for it. */
  async #currentQuota(lane: Lane): Promise<SesQuota> {
    const quota = this.#quota;
    if (quota === undefined) return this.#read(quotaAgeMilliseconds[lane]);
    const sinceAsked = Math.max(
      performance.now() - this.#askedAt.ticks,
      Math.abs(Date.now() - this.#askedAt.date),
    );
    if (sinceAsked < quotaPauseMilliseconds) return quota;
    const age = Math.abs(Date.now() - quota.readAt);
    const isDoubtful = this.#isDoubtful && age >= quotaPauseMilliseconds;
    if (age >= quotaAgeMilliseconds[lane]) return this.#read(quotaAgeMilliseconds[lane]);
    if (lane === 'transactional' && isDoubtful) return this.#read(quotaPauseMilliseconds);
    // A failed read is seen when the quota is too old.
    if (lane === 'bulk' && (isDoubtful || age >= refreshMilliseconds))
      this.#read(isDoubtful ? quotaPauseMilliseconds : refreshMilliseconds).catch(() => undefined);
    return quota;
  }

  #read(ageMilliseconds: number): Promise<SesQuota> {
    this.#askedAt = { ticks: performance.now(), date: Date.now() };
    this.#reading ??= this.#shared
      .read(ageMilliseconds)
      .then((quota) => this.#learnQuota(quota))
      .finally(() => {
        this.#reading = undefined;
      });
    return this.#reading;
  }

  #learnQuota(quota: SesQuota): SesQuota {
    const isNew = quota.readAt !== this.#quota?.readAt;
    // A rate that explains the refusals takes the place of the decrease.
    if (quota.maxSendRate !== this.#quota?.maxSendRate) this.#share = 1;
    this.#quota = quota;
    if (!isNew) return quota;
    for (const turn of this.#uncounted)
      if (turn.endedAt !== undefined && turn.endedAt < quota.readAt) this.#uncounted.delete(turn);
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
