import * as z from 'zod';
import { assertRoleMayInvoke, assertServiceMayInvoke } from '../access/invocation.ts';
import type { Stack } from '../assembly/stack.ts';
import type { Functions } from '../functions/functions.ts';
import { type Clock, minuteAfter } from './clock.ts';

const TickAnswer = z.looseObject({
  worked: z.union([z.boolean(), z.number()]).transform(Boolean),
  nextDueAt: z.union([z.string(), z.number(), z.null()]).optional(),
});

/** What is known of a schedule after a tick, and so when it is next worth running in a jump. */
export type TickOutcome =
  | { readonly kind: 'worked' }
  /** Nothing to do before this instant; never when undefined. */
  | { readonly kind: 'idle'; readonly nextDueAt: number | undefined }
  | { readonly kind: 'failed'; readonly message: string };

/** One schedule of the template and the function that it invokes. */
export class Schedule {
  readonly name: string;
  readonly intervalMinutes: number;
  readonly functionName: string;
  readonly #input: (at: number) => unknown;
  readonly #functions: Functions;

  constructor(
    target: { name: string; expression: string; functionArn: string; input: (at: number) => unknown },
    functions: Functions,
  ) {
    this.name = target.name;
    this.intervalMinutes = minutesOf(target.expression);
    this.functionName = functions.nameOf(target.functionArn);
    this.#input = target.input;
    this.#functions = functions;
  }

  async tick(at: number): Promise<TickOutcome> {
    const result = await this.#functions.invoke(this.functionName, this.#input(at));
    if (!result.ok) return { kind: 'failed', message: `${this.functionName}: ${result.error.errorMessage}` };
    const parsed = TickAnswer.safeParse(result.payload);
    // A function that does not say whether it worked is run at each of its times.
    if (!parsed.success || parsed.data.worked) return { kind: 'worked' };
    const { nextDueAt } = parsed.data;
    return { kind: 'idle', nextDueAt: nextDueAt == null ? undefined : new Date(nextDueAt).getTime() };
  }
}

/** The template's schedules, of EventBridge Scheduler and of EventBridge's rules. */
export function schedulesOf(stack: Stack, functions: Functions): Schedule[] {
  const rules = stack.all('AWS::Events::Rule').flatMap(({ ref, arn, State, ScheduleExpression, Targets }) =>
    State !== 'ENABLED' || ScheduleExpression === undefined
      ? []
      : Targets.map(({ Arn, Input }) => {
          assertServiceMayInvoke(stack, { service: 'events.amazonaws.com', sourceArn: arn }, Arn);
          return {
            name: ref,
            expression: ScheduleExpression,
            functionArn: Arn,
            input: (at: number) => (Input === undefined ? ruleInput(stack, arn, at) : JSON.parse(Input)),
          };
        }),
  );
  const schedules = stack
    .all('AWS::Scheduler::Schedule')
    .filter(({ State }) => State === 'ENABLED')
    .map(({ ref, arn, ScheduleExpression, Target }) => {
      assertRoleMayInvoke(stack, Target.RoleArn, Target.Arn);
      return {
        name: ref,
        expression: ScheduleExpression,
        functionArn: Target.Arn,
        input: (at: number) =>
          Target.Input === undefined
            ? scheduleInput(stack, arn, at)
            : JSON.parse(withAttributes(Target.Input, arn, at)),
      };
    });
  return [...rules, ...schedules].map((target) => new Schedule(target, functions));
}

/** Runs the schedules at the whole minutes of the runner's clock, unless a jump has taken over. */
export class Ticker {
  readonly #schedules: readonly Schedule[];
  readonly #clock: Clock;
  readonly #afterMinute: () => Promise<unknown>;
  #timer: NodeJS.Timeout | undefined;
  #running = 0;
  #hasEnded = false;

  /** @param afterMinute runs after the schedules of each minute */
  constructor(schedules: readonly Schedule[], clock: Clock, afterMinute: () => Promise<unknown>) {
    this.#schedules = schedules;
    this.#clock = clock;
    this.#afterMinute = afterMinute;
  }

  get isQuiet(): boolean {
    return this.#running === 0;
  }

  start(): void {
    const at = minuteAfter(this.#clock.now());
    this.#timer = setTimeout(() => {
      this.start();
      void this.#minute(at);
    }, at - this.#clock.now());
  }

  pause(): void {
    clearTimeout(this.#timer);
  }

  end(): void {
    this.#hasEnded = true;
    this.pause();
  }

  async #minute(at: number): Promise<void> {
    this.#running += 1;
    try {
      const due = this.#schedules.filter(({ intervalMinutes }) => (at / 60_000) % intervalMinutes === 0);
      await Promise.all(due.map((schedule) => schedule.tick(at)));
      await this.#afterMinute();
    } catch (error) {
      // A minute that the end cuts off finds its table gone.
      if (!this.#hasEnded) throw error;
    } finally {
      this.#running -= 1;
    }
  }
}

function minutesOf(expression: string): number {
  const [, count = '', unit = ''] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  const minutes = { minute: 1, hour: 60, day: 1440 }[unit];
  if (minutes === undefined) throw new Error(`the runner knows rate(…) schedules, not ${expression}`);
  return Number(count) * minutes;
}

const isoSeconds = (at: number) => new Date(at).toISOString().replace('.000Z', 'Z');

/** @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets-templated.html */
function scheduleInput({ deployment }: Stack, arn: string, at: number): object {
  const { account, region } = deployment;
  return {
    version: '0',
    id: crypto.randomUUID(),
    'detail-type': 'Scheduled Event',
    source: 'aws.scheduler',
    account,
    time: isoSeconds(at),
    region,
    resources: [arn],
    detail: '{}',
  };
}

function ruleInput(stack: Stack, arn: string, at: number): object {
  return { ...scheduleInput(stack, arn, at), source: 'aws.events', detail: {} };
}

/** @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-context-attributes.html */
function withAttributes(input: string, arn: string, at: number): string {
  return input
    .replaceAll('<aws.scheduler.schedule-arn>', arn)
    .replaceAll('<aws.scheduler.scheduled-time>', isoSeconds(at))
    .replaceAll('<aws.scheduler.execution-id>', crypto.randomUUID())
    .replaceAll('<aws.scheduler.attempt-number>', '1');
}
