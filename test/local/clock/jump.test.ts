import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { Clock } from '../../../local/clock/clock.ts';
import { Jumper, type JumpParts } from '../../../local/clock/jump.ts';
import type { TickOutcome } from '../../../local/clock/schedules.ts';
import { Store } from '../../../local/state/store.ts';

const stores: Store[] = [];
afterEach(() => {
  for (const store of stores.splice(0)) store.end();
});

/** A jumper whose schedule answers from a list of instants that are due, oldest first. */
function setUp(due: string[], more: Partial<JumpParts> = {}, failing = false) {
  const store = new Store(mkdtempSync(path.join(tmpdir(), 'eventbote-jump-')));
  stores.push(store);
  const clock = new Clock(store);
  clock.step(Date.parse('2030-01-01T10:00:30Z'));
  const ticks: string[] = [];
  const tick = async (at: number): Promise<TickOutcome> => {
    const now = new Date(at).toISOString();
    ticks.push(now.slice(0, 16));
    if (failing) return { kind: 'failed', message: 'it is broken' };
    if (due[0] !== undefined && due[0] <= now) {
      due.shift();
      return { kind: 'worked' };
    }
    return { kind: 'idle', nextDueAt: due[0] === undefined ? undefined : Date.parse(due[0]) };
  };
  const jumper = new Jumper({
    clock,
    schedules: [{ name: 'each minute', intervalMinutes: 1, tick }],
    ticker: { start: () => {}, pause: () => {} },
    sweep: async () => {},
    isQuiet: () => true,
    hiddenUntil: () => undefined,
    writes: () => 0,
    ...more,
  });
  return { clock, jumper, ticks, store };
}

test('a jump stops at the minute after work, and at the next minute at which something is due', async () => {
  const { jumper, ticks } = setUp(['2030-01-01T10:01:00.000Z', '2030-03-05T08:30:20.000Z']);
  const reached = await jumper.to(() => Date.parse('2030-07-01T00:00:00Z'));
  expect(ticks).toEqual(['2030-01-01T10:01', '2030-01-01T10:02', '2030-03-05T08:31', '2030-03-05T08:32']);
  expect(new Date(reached).toISOString().slice(0, 16)).toBe('2030-07-01T00:00');
});

test('what is due at the target itself is run', async () => {
  const { jumper, ticks } = setUp(['2030-04-01T16:00:00.000Z']);
  await jumper.to(() => Date.parse('2030-04-01T16:00:00Z'));
  expect(ticks).toEqual(['2030-01-01T10:01', '2030-04-01T16:00']);
});

test('a jump stops when a queue shows again what was not taken, and the minute after, if that changed the table', async () => {
  let writes = 0;
  const shown = [Date.parse('2030-01-01T12:00:10.500Z')];
  const seen: string[] = [];
  const { jumper, ticks, clock } = setUp([], {
    hiddenUntil: () => shown[0],
    writes: () => writes,
    sweep: async () => {
      if (shown[0] === undefined || clock.now() < shown[0]) return;
      seen.push(new Date(clock.now()).toISOString().slice(0, 19));
      shown.shift();
      writes += 1;
    },
  });
  await jumper.to(() => Date.parse('2030-02-01T00:00:00Z'));
  expect(seen).toEqual(['2030-01-01T12:00:10']);
  expect(ticks).toEqual(['2030-01-01T10:01', '2030-01-01T12:01']);
});

test('a write by somebody else brings the next tick forward', async () => {
  let writes = 0;
  const sweep = async () => {
    writes += writes === 0 ? 1 : 0;
  };
  const { jumper, ticks } = setUp([], { sweep, writes: () => writes });
  await jumper.to(() => Date.parse('2030-02-01T00:00:00Z'));
  expect(ticks).toEqual(['2030-01-01T10:01', '2030-01-01T10:02']);
});

test('the clock does not go back', async () => {
  const { jumper } = setUp([]);
  await expect(jumper.to((now) => now - 1000)).rejects.toThrow('only moves forward');
});

test('a schedule that keeps failing stops the jump, and the error says why', async () => {
  const { jumper, ticks } = setUp([], {}, true);
  await expect(jumper.to(() => Date.parse('2031-01-01T00:00:00Z'))).rejects.toThrow('it is broken');
  expect(ticks).toHaveLength(30);
});

test('jumps wait for each other', async () => {
  const { jumper, clock } = setUp([]);
  const before = clock.now();
  const [first, second] = await Promise.all([1, 2].map(() => jumper.to((now) => now + 3_600_000)));
  expect(Math.round(((first ?? 0) - before) / 60_000)).toBe(60);
  expect(Math.round(((second ?? 0) - before) / 60_000)).toBe(120);
});

test('the offset is on disk', () => {
  const { clock, store } = setUp([]);
  expect(new Clock(store).offset).toBe(clock.offset);
});
