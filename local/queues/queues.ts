import { Policies } from '../access/policy.ts';
import { readRoles } from '../access/roles.ts';
import type { Declared, Stack } from '../assembly/stack.ts';
import type { Clock } from '../clock/clock.ts';
import type { Functions } from '../functions/functions.ts';
import type { Store } from '../state/store.ts';
import { Queue } from './queue.ts';
import { QueueMapping } from './queue-mapping.ts';

const neededActions = ['ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes'];

type Mapping = Declared<'AWS::Lambda::EventSourceMapping'>;

/** The queues of the template that a function reads, and the event source mappings that hand them over. */
export class Queues {
  readonly #queues = new Map<string, Queue>();
  readonly #mappings: readonly QueueMapping[];

  constructor(
    stack: Stack,
    { store, clock, functions }: { store: Store; clock: Clock; functions: Functions },
  ) {
    const declared = stack.all('AWS::SQS::Queue');
    const mappings = stack
      .all('AWS::Lambda::EventSourceMapping')
      .filter(({ EventSourceArn, Enabled }) => Enabled && EventSourceArn.split(':')[2] === 'sqs');
    this.#mappings = mappings.map((mapping) => {
      const found = declared.find(({ arn }) => arn === mapping.EventSourceArn);
      if (!found) throw new Error(`${mapping.logicalId} reads ${mapping.EventSourceArn}, which is not here`);
      assertAsLambdaAsks(stack, mapping, found, functions);
      const queue = new Queue(found, { store, clock });
      this.#queues.set(found.arn, queue);
      const { region } = stack.deployment;
      return new QueueMapping(mapping, queue, { functions, clock, region });
    });
    clock.onStep(() => this.work());
  }

  /** Whether somebody waits for a message in one of them; one that is hidden until later waits by itself. */
  get isQuiet(): boolean {
    return this.#mappings.every((mapping) => mapping.isQuiet);
  }

  /** When the first hidden message can be received, in milliseconds of the runner's clock. */
  get hiddenUntil(): number | undefined {
    const times = [...this.#queues.values()].flatMap((queue) => queue.hiddenUntil ?? []);
    return times.length === 0 ? undefined : Math.min(...times);
  }

  /** Puts a message into a queue that a function reads; into any other it would lie for ever. */
  send(queueArn: string, body: string, delayMilliseconds = 0): void {
    this.#queues.get(queueArn)?.send(body, delayMilliseconds);
    this.work();
  }

  /** Hands over what can be received, an earlier run's too. */
  work(): void {
    for (const mapping of this.#mappings) mapping.work();
  }

  end(): void {
    for (const mapping of this.#mappings) mapping.end();
  }
}

/**
 * What Lambda asks for when the mapping is made.
 * @throws when it would refuse it
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
 */
function assertAsLambdaAsks(
  stack: Stack,
  mapping: Mapping,
  queue: Declared<'AWS::SQS::Queue'>,
  functions: Functions,
): void {
  const { logicalId, BatchSize = 1, MaximumBatchingWindowInSeconds, ScalingConfig, FilterCriteria } = mapping;
  const name = functions.nameOf(mapping.FunctionName);
  const fn = stack.all('AWS::Lambda::Function').find(({ ref }) => ref === name);
  const policies = readRoles(stack).get(functions.roleOf(name)) ?? new Policies([]);
  const denied = neededActions.find(
    (action) => !policies.decide({ action: `sqs:${action}`, resource: queue.arn }).allowed,
  );
  if (denied) throw new Error(`${logicalId}: ${name}'s role must be allowed sqs:${denied} on ${queue.arn}`);
  if (queue.VisibilityTimeout < (fn?.Timeout ?? 0))
    throw new Error(`${logicalId}: the queue's visibility timeout is shorter than the function's time limit`);
  if (BatchSize > 10 && MaximumBatchingWindowInSeconds < 1)
    throw new Error(`${logicalId}: more than ten messages a batch need a batching window`);
  if ((ScalingConfig?.MaximumConcurrency ?? 2) < 2)
    throw new Error(`${logicalId}: the maximum concurrency of a queue is at least 2`);
  if (FilterCriteria)
    throw new Error(
      `${logicalId}: the runner does not filter queues; add it in local/queues/queue-mapping.ts`,
    );
}
