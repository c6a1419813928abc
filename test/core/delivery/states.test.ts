import { describe, expect, test } from 'vitest';
import {
  type DeliveryCause,
  deliveryCauses,
  deliverySteps,
  IllegalStep,
  nextState,
} from '../../../functions/core/delivery/states.ts';
import { DeliveryState } from '../../../functions/core/table/items.ts';

const states = DeliveryState.options;

/** What may become of a delivery (docs/design.md, promises 3 and 11), step by step: what isn't here must be refused. */
const legal: Record<DeliveryState, string> = {
  queued:
    'attempt→sending skip→skipped unmakeable→failed sesSent→sent sesDelivered→delivered ' +
    'sesDelayed→delayed sesBounced→bounced sesComplained→complained sesRejected→failed',
  sending:
    'accepted→sent throttled→queued paused→queued rejected→failed unanswered→unknown withdrawn→queued ' +
    'suppressed→skipped sesSent→sent ' +
    'sesDelivered→delivered sesDelayed→delayed sesBounced→bounced ' +
    'sesComplained→complained sesRejected→failed',
  unknown:
    'accepted→sent throttled→queued paused→queued rejected→failed unanswered→unknown withdrawn→queued ' +
    'suppressed→skipped retry→queued sesSent→sent sesDelivered→delivered sesDelayed→delayed ' +
    'sesBounced→bounced sesComplained→complained sesRejected→failed',
  sent:
    'sesDelivered→delivered sesDelayed→delayed sesBounced→bounced ' +
    'sesComplained→complained sesRejected→failed',
  delayed: 'sesDelivered→delivered sesBounced→bounced sesComplained→complained',
  delivered: 'sesBounced→bounced sesComplained→complained',
  bounced: 'sesComplained→complained',
  complained: '',
  skipped: '',
  failed: 'retry→queued',
};

describe.each(states.flatMap((state) => deliveryCauses.map((cause) => ({ state, cause }))))(
  'a delivery that is $state and takes "$cause"',
  ({ state, cause }) => {
    const step = legal[state].split(' ').find((one) => one.startsWith(`${cause}→`));
    test(step === undefined ? 'is an error' : `becomes ${step.slice(cause.length + 1)}`, () => {
      if (step === undefined) expect(() => nextState(state, cause)).toThrow(IllegalStep);
      else expect(nextState(state, cause)).toBe(step.slice(cause.length + 1));
    });
  },
);

/** Where causes lead in their order; what is no step is passed over, as an SES notice is. */
function settled(from: DeliveryState, causes: readonly DeliveryCause[]): DeliveryState {
  return causes.reduce((state, cause) => deliverySteps[state][cause] ?? state, from);
}

function* permutations<T>(all: readonly T[]): Generator<T[]> {
  if (all.length === 0) yield [];
  for (const [index, one] of all.entries()) {
    const others = all.toSpliced(index, 1);
    for (const rest of permutations(others)) yield [one, ...rest];
  }
}

test.each<[DeliveryState, DeliveryCause[]]>([
  ['delivered', ['accepted', 'sesSent', 'sesDelivered']],
  ['delivered', ['accepted', 'sesDelayed', 'sesDelivered', 'sesDelivered']],
  ['delayed', ['accepted', 'sesSent', 'sesDelayed']],
  ['bounced', ['accepted', 'sesSent', 'sesBounced', 'sesBounced']],
  ['bounced', ['accepted', 'sesDelayed', 'sesBounced']],
  ['bounced', ['sesSent', 'sesDelivered', 'sesBounced']],
  ['complained', ['accepted', 'sesDelivered', 'sesComplained']],
  ['complained', ['accepted', 'sesSent', 'sesDelivered', 'sesBounced', 'sesComplained']],
])('is %s after %j in any order, from an attempt and from an unknown one', (wanted, causes) => {
  for (const order of permutations(causes)) {
    expect(settled('sending', order), order.join()).toBe(wanted);
    expect(settled('unknown', order), order.join()).toBe(wanted);
  }
});

test('an answer after an SES notice takes nothing back', () => {
  for (const state of ['delivered', 'delayed', 'bounced', 'complained', 'failed'] as const) {
    for (const answer of ['accepted', 'throttled', 'paused', 'rejected', 'unanswered'] as const) {
      expect(deliverySteps[state][answer]).toBeUndefined();
    }
  }
});

test('only an attempt, a refusal or an organiser puts a mail where it may be sent', () => {
  const back = states.flatMap((state) =>
    deliveryCauses.flatMap((cause) =>
      deliverySteps[state][cause] === 'queued' ? [`${state} ${cause}`] : [],
    ),
  );
  const refused = ['throttled', 'paused', 'withdrawn'];
  expect(back.toSorted()).toEqual(
    [
      ...refused.flatMap((cause) => [`sending ${cause}`, `unknown ${cause}`]),
      'failed retry',
      'unknown retry',
    ].toSorted(),
  );
  const ways = states.filter((state) => Object.values(deliverySteps[state]).includes('sending'));
  expect(ways).toEqual(['queued']);
});

test('every state is reached', () => {
  const reached = new Set<DeliveryState>(['queued']);
  for (const state of reached) for (const next of Object.values(deliverySteps[state])) reached.add(next);
  expect([...reached].toSorted()).toEqual([...states].toSorted());
});
