import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { SesQuota } from '../core/table/guard-items.ts';
import type { Mailer } from '../core/table/ports.ts';
import { schemaVersion } from '../core/table/schema-version.ts';
import { persistently } from './retry.ts';

/** Between two calls: a second is SES's, the rest is for clocks and calls that differ. */
const pauseMilliseconds = 1500;
/** How long the answer to another's call is waited for: with a quota to go on with, and without one. */
const patienceMilliseconds = { known: 1000, unknown: 6000 };
/** A call that is said to be made so far ahead is of a clock that was wrong. */
const implausibleMilliseconds = 60_000;
/** SES counts 24 hours: what an older answer says of them is over. */
const dayMilliseconds = 86_400_000;

const Key = { pk: 'QUOTA', sk: 'QUOTA' };

/**
 * SES's quotas for every function at once: one item holds them, and whoever finds them too old asks SES for all.
 * GetSendQuota is allowed once a second in an account and region, so that cold functions that start together would be
 * refused: docs/decisions/100-shared-quota.md.
 * https://docs.aws.amazon.com/ses/latest/APIReference/API_GetSendQuota.html
 */
export class SharedQuota {
  readonly #table: string;
  readonly #mailer: Pick<Mailer, 'quota'>;
  readonly #client: DynamoDBDocumentClient;

  constructor(table: string, mailer: Pick<Mailer, 'quota'>, client: DynamoDBDocumentClient) {
    this.#table = table;
    this.#mailer = mailer;
    this.#client = client;
  }

  /**
   * The quotas as they were at most so long ago, or as they were last known where SES refuses to tell them.
   * @throws what SES answered, as long as nobody ever got an answer
   */
  async read(ageMilliseconds: number): Promise<SesQuota> {
    const began = performance.now();
    let failure: unknown = new Error('nobody has been told the quota of SES');
    for (;;) {
      const known = await this.#known();
      if (known !== undefined && Math.abs(Date.now() - known.readAt) < ageMilliseconds) return known;
      if (await this.#mayAsk()) {
        try {
          return await this.#ask();
        } catch (error) {
          if (known !== undefined) return lastKnown(known);
          failure = error;
        }
      }
      const patience = patienceMilliseconds[known === undefined ? 'unknown' : 'known'];
      const wait = 50 + Math.random() * 250;
      if (performance.now() + wait - began > patience) {
        if (known === undefined) throw failure;
        return lastKnown(known);
      }
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }

  async #known(): Promise<SesQuota | undefined> {
    const { Item } = await persistently(() =>
      this.#client.send(new GetCommand({ TableName: this.#table, Key, ConsistentRead: true })),
    );
    return SesQuota.safeParse(Item).data;
  }

  /** Whether nobody asks just now: then it is this function that asks. */
  async #mayAsk(): Promise<boolean> {
    const now = Date.now();
    try {
      await this.#update('SET askedAt = :now', {
        values: {
          ':now': now,
          ':rested': now - pauseMilliseconds,
          ':implausible': now + implausibleMilliseconds,
        },
        condition: 'attribute_not_exists(askedAt) OR askedAt <= :rested OR askedAt > :implausible',
      });
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  }

  async #ask(): Promise<SesQuota> {
    const readAt = Date.now();
    const quota = { ...(await this.#mailer.quota()), readAt };
    await this.#update(
      'SET maxSendRate = :rate, max24HourSend = :day, sentLast24Hours = :sent, readAt = :readAt',
      {
        values: {
          ':rate': quota.maxSendRate,
          ':day': quota.max24HourSend,
          ':sent': quota.sentLast24Hours,
          ':readAt': readAt,
        },
      },
    );
    return quota;
  }

  async #update(
    expression: string,
    { values, condition }: { values: Record<string, number>; condition?: string },
  ): Promise<void> {
    await persistently(() =>
      this.#client.send(
        new UpdateCommand({
          TableName: this.#table,
          Key,
          UpdateExpression: `${expression}, schemaVersion = :schema`,
          ExpressionAttributeValues: { ...values, ':schema': schemaVersion },
          ...(condition && { ConditionExpression: condition }),
        }),
      ),
    );
  }
}

function lastKnown(quota: SesQuota): SesQuota {
  return Date.now() - quota.readAt < dayMilliseconds ? quota : { ...quota, sentLast24Hours: 0 };
}
