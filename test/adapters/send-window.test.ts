import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { SendWindow } from '../../functions/adapters/send-window.ts';
import type { SendOutcome } from '../../functions/core/table/ports.ts';
import { dice } from '../setup/random.ts';

const accepted: SendOutcome = { outcome: 'accepted', messageId: '1' };
const refused: SendOutcome = { outcome: 'throttled', quota: 'rate' };
const quiet = { answer: () => {}, end: () => {} };

/** A SES without a quota of its own: what keeps the rate is the window alone. It answers after up to 120 ms. */
function lenientSes(random: () => number, refusals: number) {
  const acceptedAt: number[] = [];
  let asked = 0;
  return {
    acceptedAt,
    asked: () => asked,
    call: async (): Promise<SendOutcome> => {
      asked += 1;
      const [there, back] = [random() * 60, random() * 60];
      await new Promise((resolve) => setTimeout(resolve, there));
      const outcome = random() < refusals ? refused : accepted;
      if (outcome === accepted) acceptedAt.push(performance.now());
      await new Promise((resolve) => setTimeout(resolve, back));
      return outcome;
    },
  };
}

/** The most of these times in any window of a second. */
function fullestSecond(times: readonly number[]): number {
  return Math.max(0, ...times.map((from) => times.filter((at) => at >= from && at < from + 1000).length));
}

/** Keeps a few more turns under way than the window takes, as a run does, for so many seconds. */
async function sendFor(seconds: number, window: SendWindow, call: () => Promise<SendOutcome>): Promise<void> {
  const until = performance.now() + seconds * 1000;
  const worker = async () => {
    while (performance.now() < until) await window.turn(performance.now(), quiet).use(call);
  };
  await Promise.all(Array.from({ length: 24 }, worker));
}

async function passed<T>(seconds: number, work: Promise<T>): Promise<T> {
  await vi.advanceTimersByTimeAsync(seconds * 1000);
  return work;
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance', 'Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the window of the last second', () => {
  const seed = Number(process.env.RELIABILITY_SEED ?? Math.floor(Math.random() * 1e6));

  test.each([1, 14, 50])('never lets SES accept more than %d in any second', async (limit) => {
    console.log(`seed ${seed}`);
    const ses = lenientSes(dice(seed), 0.3);
    await passed(70, sendFor(60, new SendWindow(() => limit), ses.call));
    expect(fullestSecond(ses.acceptedAt)).toBeLessThanOrEqual(limit);
    // A call that takes 60 ms, and as long again when it is refused, leaves the rest of the rate.
    expect(ses.acceptedAt.filter((at) => at < 60_000).length / 60 / limit).toBeGreaterThan(0.85);
  });

  test('a lower limit holds from the next start on, a higher one at once', async () => {
    let limit = 50;
    const window = new SendWindow(() => limit);
    const ses = lenientSes(dice(seed), 0);
    const sending = sendFor(20, window, ses.call);
    await vi.advanceTimersByTimeAsync(5000);
    limit = 1;
    const loweredAt = performance.now();
    await vi.advanceTimersByTimeAsync(5000);
    limit = 14;
    const raisedAt = performance.now();
    window.limitChanged();
    await passed(20, sending);
    const slow = ses.acceptedAt.filter((at) => at > loweredAt + 1200 && at < raisedAt);
    expect(fullestSecond(slow)).toBe(1);
    const fast = ses.acceptedAt.filter((at) => at >= raisedAt);
    expect(fullestSecond(fast)).toBe(14);
    expect(fast.filter((at) => at < raisedAt + 1000).length).toBeGreaterThanOrEqual(13);
  });

  test('leaves the turns free that others have booked, all but one of a second', async () => {
    const [some, most] = [new SendWindow(() => 14), new SendWindow(() => 14)];
    const ses = [lenientSes(dice(seed), 0), lenientSes(dice(seed), 0)] as const;
    const sending = [sendFor(20, some, ses[0].call), sendFor(20, most, ses[1].call)];
    for (let second = 0; second < 20; second++) {
      some.others(4, performance.now());
      most.others(100, performance.now());
      await vi.advanceTimersByTimeAsync(1000);
    }
    await passed(5, Promise.all(sending));
    const steady = ({ acceptedAt }: { acceptedAt: number[] }) =>
      acceptedAt.filter((at) => at > 3000 && at < 20_000).length / 17;
    expect(steady(ses[0])).toBeGreaterThan(6);
    expect(steady(ses[0])).toBeLessThanOrEqual(10);
    expect(steady(ses[1])).toBeGreaterThan(0.8);
    expect(steady(ses[1])).toBeLessThanOrEqual(1);
  });

  test('a turn that SES refuses is tried again for a few seconds, no more often than twice the rate', async () => {
    const window = new SendWindow(() => 14);
    const ses = lenientSes(dice(seed), 1);
    const turn = window.turn(performance.now(), quiet).use(ses.call);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(await turn).toEqual(refused);
    expect(ses.asked()).toBeGreaterThan(5);
    expect(ses.asked()).toBeLessThanOrEqual(28 * 6);
  });

  test('judges the rate by what most calls say', async () => {
    const mostly = async (share: number) => {
      const window = new SendWindow(() => 50);
      await passed(10, sendFor(3, window, lenientSes(dice(7), share).call));
      return window.verdict();
    };
    expect(await mostly(0.3)).toBe('fine');
    expect(await mostly(0.95)).toBe('throttled');
  });

  test('a call that breaks off counts, and its turn is over', async () => {
    const window = new SendWindow(() => 1);
    const ends: unknown[] = [];
    const told = { answer: () => {}, end: (outcome: unknown) => ends.push(outcome) };
    const broken = window.turn(0, told).use(() => Promise.reject(new Error('gone')));
    await expect(broken).rejects.toThrow('gone');
    expect(ends).toEqual([{ outcome: 'unknown', reason: 'the call broke off' }]);
    const ses = lenientSes(dice(seed), 0);
    const second = window.turn(0, told).use(ses.call);
    await vi.advanceTimersByTimeAsync(900);
    expect(ses.asked()).toBe(0);
    await vi.advanceTimersByTimeAsync(500);
    expect(await second).toEqual(accepted);
  });
});
