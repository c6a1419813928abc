import { randomUUID } from 'node:crypto';
import { assertServiceMayInvoke } from '../access/invocation.ts';
import type { Stack } from '../assembly/stack.ts';
import type { Clock } from '../clock/clock.ts';
import type { Functions } from '../functions/functions.ts';
import type { FaultBox } from '../state/faults.ts';
import type { Store } from '../state/store.ts';

/** Notices that a function gets at once; more wait on disk. */
const concurrency = 8;
/** A notice never overtakes the answer to the call that caused it by more than this, in real milliseconds. */
const delayMilliseconds = 50;
const retryMilliseconds = 500;

interface Waiting {
  readonly number: number;
  readonly topicArn: string;
  readonly functionName: string;
  readonly message: string;
  readonly publishedAt: number;
  attempts: number;
  notBefore: number;
}

/**
 * Topics and their subscribed functions. A message stays on disk until the function has taken it, or has failed as
 * often as its EventInvokeConfig allows; then it lies among the dead letters.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-sns.html
 */
export class SnsQueue {
  readonly #store: Store;
  readonly #functions: Functions;
  readonly #clock: Clock;
  readonly #faults: FaultBox;
  readonly #subscriptions: ReadonlyMap<string, readonly string[]>;
  readonly #retries: ReadonlyMap<string, number>;
  readonly #waiting: Waiting[] = [];
  #running = 0;
  #timer: NodeJS.Timeout | undefined;
  #ended = false;

  constructor(
    stack: Stack,
    {
      store,
      functions,
      clock,
      faults,
    }: { store: Store; functions: Functions; clock: Clock; faults: FaultBox },
  ) {
    this.#store = store;
    this.#functions = functions;
    this.#clock = clock;
    this.#faults = faults;
    const subscriptions = new Map<string, string[]>();
    for (const { Protocol, TopicArn, Endpoint } of stack.all('AWS::SNS::Subscription')) {
      if (Protocol !== 'lambda') continue;
      assertServiceMayInvoke(stack, 'sns.amazonaws.com', Endpoint);
      subscriptions.set(TopicArn, [...(subscriptions.get(TopicArn) ?? []), functions.nameOf(Endpoint)]);
    }
    this.#subscriptions = subscriptions;
    this.#retries = new Map(
      stack
        .all('AWS::Lambda::EventInvokeConfig')
        .map((config) => [functions.nameOf(config.FunctionName), config.MaximumRetryAttempts]),
    );
    store.database.exec(`
      CREATE TABLE IF NOT EXISTS notices (number INTEGER PRIMARY KEY, topic TEXT NOT NULL, function TEXT NOT NULL,
        message TEXT NOT NULL, published INTEGER NOT NULL);
    `);
  }

  /** Takes up what an earlier run left. */
  start(): void {
    for (const row of this.#store.database.prepare('SELECT * FROM notices ORDER BY number').all()) {
      this.#waiting.push({
        number: Number(row.number),
        topicArn: String(row.topic),
        functionName: String(row.function),
        message: String(row.message),
        publishedAt: Number(row.published),
        attempts: 0,
        notBefore: 0,
      });
    }
    this.#work();
  }

  publish(topicArn: string, message: string): void {
    const publishedAt = this.#clock.now();
    const insert = this.#store.database.prepare(
      'INSERT INTO notices (topic, function, message, published) VALUES (?, ?, ?, ?)',
    );
    for (const functionName of this.#subscriptions.get(topicArn) ?? []) {
      const copies = this.#faults.strikes(this.#faults.current.feedback?.duplicate) ? 2 : 1;
      for (let copy = 0; copy < copies; copy += 1) {
        const number = Number(insert.run(topicArn, functionName, message, publishedAt).lastInsertRowid);
        const late = this.#faults.current.feedback?.shuffle ? this.#faults.below(4 * delayMilliseconds) : 0;
        const notBefore = Date.now() + delayMilliseconds + late;
        this.#waiting.push({ number, topicArn, functionName, message, publishedAt, attempts: 0, notBefore });
      }
    }
    this.#work();
  }

  get isQuiet(): boolean {
    return this.#waiting.length === 0 && this.#running === 0;
  }

  end(): void {
    this.#ended = true;
    clearTimeout(this.#timer);
  }

  #work(): void {
    clearTimeout(this.#timer);
    if (this.#ended) return;
    const now = Date.now();
    let soonest = Number.POSITIVE_INFINITY;
    for (let index = 0; index < this.#waiting.length && this.#running < concurrency; ) {
      const notice = this.#waiting[index];
      if (!notice) break;
      if (notice.notBefore <= now) {
        this.#waiting.splice(index, 1);
        this.#running += 1;
        void this.#deliver(notice);
      } else {
        soonest = Math.min(soonest, notice.notBefore);
        // Delays are alike, so without shuffling or retries the first that has to wait is the soonest.
        if (!this.#faults.current.feedback?.shuffle && notice.attempts === 0) break;
        index += 1;
      }
    }
    if (soonest < Number.POSITIVE_INFINITY) this.#timer = setTimeout(() => this.#work(), soonest - now + 1);
  }

  async #deliver(notice: Waiting): Promise<void> {
    const result = await this.#functions.invoke(notice.functionName, lambdaInput(notice));
    this.#running -= 1;
    if (this.#ended) return;
    if (!result.ok) notice.attempts += 1;
    if (result.ok || notice.attempts > (this.#retries.get(notice.functionName) ?? 2)) {
      if (!result.ok)
        this.#store.setAside(notice.functionName, result.error.errorMessage, lambdaInput(notice));
      this.#store.database.prepare('DELETE FROM notices WHERE number = ?').run(notice.number);
    } else {
      notice.notBefore = Date.now() + retryMilliseconds * notice.attempts;
      this.#waiting.unshift(notice);
    }
    this.#work();
  }
}

function lambdaInput({ topicArn, message, publishedAt, number }: Waiting): object {
  return {
    Records: [
      {
        EventSource: 'aws:sns',
        EventVersion: '1.0',
        EventSubscriptionArn: `${topicArn}:local`,
        Sns: {
          Type: 'Notification',
          MessageId: `${String(number).padStart(8, '0')}-${randomUUID().slice(9)}`,
          TopicArn: topicArn,
          Subject: 'Amazon SES Email Event Notification',
          Message: message,
          Timestamp: new Date(publishedAt).toISOString(),
          SignatureVersion: '1',
          Signature: 'local',
          SigningCertUrl: 'https://sns.local/certificate.pem',
          UnsubscribeUrl: 'https://sns.local/unsubscribe',
          MessageAttributes: {},
        },
      },
    ],
  };
}
