import { ConditionalCheckFailedException, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Deadline, Mailer, Pace } from '../core/ports.ts';
import { persistently } from './retry.ts';

type Quota = Awaited<ReturnType<Mailer['quota']>>;

/** The quota is read again after this, and after a throttle; never more often than once a second. */
const quotaAgeMilliseconds = 30_000;
/** What bulk leaves of the rate and of the day to transactional mail. */
const transactionalShare = 0.1;

/**
 * SES's sending rate as one budget item per second, which both lanes and every function draw on.
 * https://docs.aws.amazon.com/ses/latest/dg/manage-sending-quotas.html
 */
export class TablePace implements Pace {
  readonly #table: string;
  readonly #mailer: Pick<Mailer, 'quota'>;
  readonly #client: DynamoDBDocumentClient;
  #quota: Quota | undefined;
  #readAt = Number.NEGATIVE_INFINITY;
  #takenSinceRead = 0;
  #isDoubtful = false;

  constructor(table: string, mailer: Pick<Mailer, 'quota'>, client = new DynamoDBClient({})) {
    this.#table = table;
    this.#mailer = mailer;
    this.#client = DynamoDBDocumentClient.from(client);
  }

  throttled(): void {
    this.#isDoubtful = true;
  }

  async take(lane: 'transactional' | 'bulk', wanted: number, deadline: Deadline): Promise<number> {
    while (deadline.remainingMilliseconds() > 2000) {
      const quota = await this.#currentQuota();
      const left = this.#leftOfDay(quota, lane);
      if (left < 1) return 0;
      const rate = Math.max(1, Math.floor(quota.maxSendRate));
      const limit = lane === 'bulk' ? Math.max(1, Math.floor(rate * (1 - transactionalShare))) : rate;
      // A fraction of the second's budget at a time spreads the mails over the second.
      const count = Math.max(1, Math.min(wanted, left, Math.ceil(limit / 8)));
      const second = Math.floor(Date.now() / 1000);
      if (await this.#draw(second, count, limit)) {
        this.#takenSinceRead += count;
        return count;
      }
      await new Promise((resolve) => setTimeout(resolve, 1000 - (Date.now() % 1000) + 1));
    }
    return 0;
  }

  #leftOfDay(quota: Quota, lane: 'transactional' | 'bulk'): number {
    if (quota.max24HourSend < 0) return Number.POSITIVE_INFINITY;
    const reserve = lane === 'bulk' ? Math.ceil(quota.max24HourSend * transactionalShare) : 0;
    return quota.max24HourSend - reserve - quota.sentLast24Hours - this.#takenSinceRead;
  }

  async #currentQuota(): Promise<Quota> {
    const age = performance.now() - this.#readAt;
    const isFresh =
      this.#quota !== undefined && age < quotaAgeMilliseconds && (!this.#isDoubtful || age < 1000);
    if (this.#quota !== undefined && isFresh) return this.#quota;
    this.#quota = await this.#mailer.quota();
    this.#readAt = performance.now();
    this.#takenSinceRead = 0;
    this.#isDoubtful = false;
    return this.#quota;
  }

  async #draw(second: number, count: number, limit: number): Promise<boolean> {
    try {
      await persistently(() =>
        this.#client.send(
          new UpdateCommand({
            TableName: this.#table,
            Key: { pk: `PACE#${second}`, sk: 'PACE' },
            UpdateExpression: 'ADD n :count SET expiresAt = :expires',
            ConditionExpression: 'attribute_not_exists(n) OR n <= :most',
            ExpressionAttributeValues: { ':count': count, ':most': limit - count, ':expires': second + 3600 },
          }),
        ),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  }
}
