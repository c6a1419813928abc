import { randomUUID } from 'node:crypto';
import { assertTopicMaySend } from '../access/invocation.ts';
import type { Stack } from '../assembly/stack.ts';
import type { Clock } from '../clock/clock.ts';
import type { Queues } from '../queues/queues.ts';
import type { FaultBox } from '../state/faults.ts';

/** A notice never overtakes the answer to the call that caused it by more than this. */
const delayMilliseconds = 50;

/**
 * Topics and the queues that are subscribed to them.
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-sqs-as-subscriber.html
 */
export class Topics {
  readonly #queues: Queues;
  readonly #clock: Clock;
  readonly #faults: FaultBox;
  readonly #subscriptions: ReadonlyMap<string, readonly { queueArn: string; isRaw: boolean }[]>;

  constructor(stack: Stack, { queues, clock, faults }: { queues: Queues; clock: Clock; faults: FaultBox }) {
    this.#queues = queues;
    this.#clock = clock;
    this.#faults = faults;
    const all = stack.all('AWS::SNS::Subscription').filter(({ Protocol }) => Protocol !== 'email');
    for (const { Protocol, logicalId } of all) {
      if (Protocol !== 'sqs')
        throw new Error(`${logicalId}: the runner does not know ${Protocol}; add it in local/mail/sns.ts`);
    }
    for (const { TopicArn, Endpoint } of all) assertTopicMaySend(stack, TopicArn, Endpoint);
    const byTopic = Map.groupBy(all, ({ TopicArn }) => TopicArn);
    this.#subscriptions = new Map(
      [...byTopic].map(([topicArn, subscriptions]) => [
        topicArn,
        subscriptions.map(({ Endpoint, RawMessageDelivery }) => ({
          queueArn: Endpoint,
          isRaw: RawMessageDelivery,
        })),
      ]),
    );
  }

  /** The ARN of the topic with subscribed queues that contains the text. */
  find(part: string): string | undefined {
    return [...this.#subscriptions.keys()].find((arn) => arn.includes(part));
  }

  publish(topicArn: string, message: string): void {
    const { feedback } = this.#faults.current;
    for (const { queueArn, isRaw } of this.#subscriptions.get(topicArn) ?? []) {
      const copies = this.#faults.strikes(feedback?.duplicate) ? 2 : 1;
      for (let copy = 0; copy < copies; copy += 1) {
        const late = feedback?.shuffle ? this.#faults.below(4 * delayMilliseconds) : 0;
        const body = isRaw ? message : this.#envelope(topicArn, message);
        this.#queues.send(queueArn, body, delayMilliseconds + late);
      }
    }
  }

  /** @see https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html#http-notification-json */
  #envelope(topicArn: string, message: string): string {
    return JSON.stringify({
      Type: 'Notification',
      MessageId: randomUUID(),
      TopicArn: topicArn,
      Subject: 'Amazon SES Email Event Notification',
      Message: message,
      Timestamp: new Date(this.#clock.now()).toISOString(),
      SignatureVersion: '1',
      Signature: 'local',
      SigningCertURL: 'https://sns.local/certificate.pem',
      UnsubscribeURL: 'https://sns.local/unsubscribe',
    });
  }
}
