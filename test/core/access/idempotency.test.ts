import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { signUpOnce } from '../../../functions/core/access/idempotency.ts';
import type { Context } from '../../../functions/core/table/context.ts';
import { Problem } from '../../../functions/core/values/problem.ts';
import { after } from '../../../functions/core/values/time.ts';
import { MemoryTable } from '../../adapters/memory-table.ts';
import { keyRing, publicUrl, stage } from '../samples.ts';

const client = '198.51.100.1';
const call = { key: 'a-key', request: '{"email":"ida@rathaus.example"}' };

let at: Context;
let table: MemoryTable;
let done: number;
beforeEach(() => {
  done = 0;
  const now = '2027-03-01T09:00:00.000Z';
  table = new MemoryTable();
  at = { store: table, keys: keyRing('1', '1'), stage, publicUrl, now };
});

const signUp = (of = call, from: string | undefined = client) =>
  signUpOnce(of, from, at, async () => {
    done += 1;
    return 'taken';
  });
const told = (of: Promise<unknown>) =>
  of.then(
    (answer) => answer ?? 'done before',
    (error) =>
      error instanceof Problem ? [error.status, error.detail?.code ?? error.faults[0]?.code] : error,
  );
const later = (duration: string) => {
  at = { ...at, now: after(at.now, duration) };
};

describe('a sign-up with a key', () => {
  test('is done once within a day, and anew after it', async () => {
    expect(await signUp()).toBe('taken');
    later('PT23H59M');
    expect(await told(signUp())).toBe('done before');
    expect(done).toBe(1);
    later('PT1M');
    expect(await signUp()).toBe('taken');
  });

  test('refuses another sign-up by the same key', async () => {
    await signUp();
    expect(await told(signUp({ ...call, request: '{}' }))).toEqual([422, 'keyUsedBefore']);
    expect(await signUp({ ...call, key: 'another' })).toBe('taken');
  });

  test('is told that it runs while it does, and made again when it never ended', async () => {
    let end = () => {};
    const first = signUpOnce(call, client, at, () => new Promise<void>((resolve) => (end = resolve)));
    await new Promise(setImmediate);
    expect(await told(signUp())).toEqual([409, 'callRunning']);
    expect(await told(signUp({ ...call, request: '{}' }))).toEqual([422, 'keyUsedBefore']);
    later('PT31S');
    expect(await signUp()).toBe('taken');
    // What went on after all takes nothing back.
    end();
    await first;
    expect(await told(signUp())).toBe('done before');
  });

  test('of several at once is done once', async () => {
    const all = await Promise.all([1, 2, 3].map(() => told(signUp())));
    expect(all.filter((one) => one === 'taken')).toHaveLength(1);
    expect(done).toBe(1);
  });

  test('frees its key when it is refused, for another one too', async () => {
    const refused = signUpOnce(call, client, at, async () => {
      throw new Problem('not-possible-now');
    });
    expect(await told(refused)).toEqual([409, undefined]);
    expect(await signUp({ ...call, request: '{}' })).toBe('taken');
  });

  test('is nobody else’s: another client’s key is another', async () => {
    await signUp();
    expect(await signUp({ ...call, request: '{}' }, '198.51.100.2')).toBe('taken');
  });

  test('by a random UUID is the same from wherever it comes, quoted or not', async () => {
    const key = '8e03978e-40d5-43dd-bc93-6894a57f9324';
    await signUp({ ...call, key });
    expect(await told(signUp({ ...call, key: `"${key}"` }, '198.51.100.2'))).toBe('done before');
    expect(done).toBe(1);
  });

  test.each(['', 'two words', 'x'.repeat(201), 'schlüssel'])('refuses the key "%s"', async (key) => {
    expect(await told(signUp({ ...call, key }))).toEqual([422, 'invalidKey']);
    expect(done).toBe(0);
  });
});

test('what is kept of a sign-up names nobody, and can’t be found by guessing', async () => {
  await signUp();
  const [kept, ...more] = table.rows();
  expect(more).toEqual([]);
  expect(JSON.stringify(kept)).not.toMatch(/ida|a-key|198\.51/);
  const unkeyed = createHash('sha256').update(call.request).digest('hex');
  expect(kept).toMatchObject({ type: 'signUpCall', requestHash: expect.stringMatching(/^1x[0-9a-f]{32}$/) });
  expect(JSON.stringify(kept)).not.toContain(unkeyed.slice(0, 32));
});
