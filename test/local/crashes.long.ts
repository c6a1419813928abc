import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Backend, event, signUpOf } from '../setup/backend.ts';

/**
 * Ending a worker is how a crash is tried, so that the runner itself must come through it: every request is answered,
 * and the clock goes on.
 */
let backend: Backend;
let round = 0;

beforeAll(async () => {
  backend = await Backend.start();
  await backend.publish([event('ansturm')]);
});
afterAll(() => backend.stop());

const faults = (json: object) => backend.send('PUT', '/_local/faults', { json });

/** Thirty at once that wait for a function; answers their statuses. */
async function load(call: (index: number) => Promise<{ status: number }>, count = 30): Promise<number[]> {
  const answers = await Promise.all(Array.from({ length: count }, (_, index) => call(index)));
  return answers.map(({ status }) => status);
}

const signUps = (count?: number) => {
  round += 1;
  return load((index) => backend.register(signUpOf(`r${round}-${index}@crash.example`, ['ansturm'])), count);
};

/** What keeps each function at work that answers somebody. */
const answering: Record<string, () => Promise<number[]>> = {
  site: () => load(() => backend.get('/v1/series/reihe')),
  register: () => signUps(),
  attendee: () => load((index) => backend.post('/link', { email: `l${round}-${index}@crash.example` })),
  organiser: () => load(() => backend.organise('GET', '/events')),
  console: () => load((index) => backend.post('/console/login', { email: `c${index}@crash.example` })),
};

const moments = [1, 3].flatMap((call) => [{ before: call }, { after: call }]);

/** What an answer may be when the worker that worked on it is gone: done, or API Gateway's own 500. */
const done = expect.not.arrayContaining([503, 504]);

describe.each(Object.keys(answering))('%s ended', (name) => {
  test.each(moments)(
    'at its call %o: all are answered, and one alone pays for it',
    async (moment) => {
      await faults({ crash: { function: name, ...moment } });
      const statuses = await answering[name]?.();
      await faults({});
      expect(statuses).toHaveLength(30);
      expect(statuses).toEqual(done);
      expect(statuses?.filter((status) => status >= 500).length).toBeLessThanOrEqual(1);
      const before = backend.runner.clock.now().getTime();
      await backend.runner.clock.advance(120_000);
      expect(backend.runner.clock.now().getTime() - before).toBeGreaterThanOrEqual(120_000);
    },
    60_000,
  );
});

describe.each(['relay', 'dispatch', 'sesNotices'])('%s ended', (name) => {
  test.each(moments)(
    'at its call %o: the mails of thirty sign-ups leave all the same',
    async (moment) => {
      await faults({ crash: { function: name, ...moment } });
      expect(new Set(await signUps())).toEqual(new Set([202]));
      await backend.runner.clock.advance(20 * 60_000);
      await faults({});
      const mailed = new Set((await backend.mails()).flatMap(({ to }) => to));
      const missing = Array.from({ length: 30 }, (_, index) => `r${round}-${index}@crash.example`).filter(
        (address) => !mailed.has(address),
      );
      // What was written and not handed over when the worker ended is unknown; at most what one worker had in hand.
      const unknown = await backend.rowsOf('delivery', { state: 'unknown' });
      expect(missing.length).toBeLessThanOrEqual(unknown.length);
    },
    60_000,
  );
});
