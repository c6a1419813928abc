import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { addChanges } from '../../../functions/core/organising/change-feed.ts';
import {
  changeWebhook,
  createWebhook,
  deleteWebhook,
  enableWebhook,
  listWebhooks,
  readProgress,
  readWebhook,
  replayWebhook,
  rotateSecret,
  testWebhook,
  WebhookInput,
} from '../../../functions/core/organising/webhooks.ts';
import type { Change } from '../../../functions/core/table/change-items.ts';
import type { Context } from '../../../functions/core/table/context.ts';
import {
  type CallOutcome,
  deliverWebhooks,
  type WebhookCaller,
  type WebhookRun,
} from '../../../functions/core/upkeep/webhook-deliveries.ts';
import { after } from '../../../functions/core/values/time.ts';
import { MemoryTable } from '../../adapters/memory-table.ts';
import { Chance } from '../../setup/random.ts';
import { owner } from '../mail/mail-world.ts';
import { keyRing, publicUrl, stage } from '../samples.ts';

interface Call {
  url: string;
  headers: Record<string, string>;
  body: string;
}
type Post = (call: Call) => CallOutcome | Promise<CallOutcome>;

const taken: CallOutcome = { status: 204, milliseconds: 1 };
const refused: CallOutcome = { status: 500, failure: 'answered', milliseconds: 1 };

let table: MemoryTable;
let at: Context;
let calls: Call[];
let answer: Post;
beforeEach(() => {
  table = new MemoryTable();
  at = { store: table, keys: keyRing('1', '1'), stage, publicUrl, now: '2027-03-01T09:00:00.000Z' };
  calls = [];
  answer = () => taken;
});
afterEach(() => void vi.useRealTimers());

const saved = (registrationId: string, seriesId = 'reihe', action: Change['action'] = 'saved'): Change => ({
  ...{ kind: 'registration', action, seriesId, eventId: 'e1', registrationId },
});
const add = (...changes: Change[]) => addChanges(changes, at);
const later = (duration: string) => {
  at = { ...at, now: after(at.now, duration) };
};
const post = (call: Call) => {
  calls.push(call);
  return answer(call);
};
const caller: WebhookCaller = { post: async (call) => post(call) };
const failures: unknown[] = [];
const run = (changes: Partial<WebhookRun> = {}): WebhookRun => ({
  at: () => at,
  caller,
  deadline: { remainingMilliseconds: () => 60_000 },
  pause: async () => later('PT1S'),
  report: (error) => void failures.push(error),
  firstOwners: ['olga@stiftung.example'],
  ...changes,
});
const rowsOf = (type: string) => table.rows().filter((row) => row.type === type);
let holders = 0;
const tick = (changes?: Partial<WebhookRun>) => deliverWebhooks(run(changes), `run-${holders++}`);
/** Ticks each minute for a while. */
async function ticks(minutes: number): Promise<void> {
  for (let minute = 0; minute < minutes; minute++) {
    await tick();
    later('PT1M');
  }
}
const endpoint = (fields: object = {}, who = owner) =>
  createWebhook(WebhookInput.parse({ label: 'CRM', url: 'https://crm.example/in', ...fields }), who, at);
const told = (of: readonly Call[] = calls) =>
  of
    .map(({ body }) => JSON.parse(body))
    .map(({ type, data }) => `${type} ${data.registrationId ?? ''}`.trim());

describe('an endpoint', () => {
  test('is told of what changes from then on, by kind, ids and time, in order and once', async () => {
    await add(saved('before'));
    await endpoint();
    await add(saved('r1'), saved('r2'));
    await add({ kind: 'event', action: 'removed', seriesId: 'reihe', eventId: 'e1' });
    expect(await tick()).toEqual({ worked: true });
    expect(told()).toEqual(['registration.saved r1', 'registration.saved r2', 'event.removed']);
    expect(JSON.parse(calls[0]?.body ?? '')).toEqual({
      type: 'registration.saved',
      timestamp: at.now,
      data: { seriesId: 'reihe', eventId: 'e1', registrationId: 'r1' },
    });
    expect(await tick()).toEqual({ worked: false });
    expect(calls).toHaveLength(3);
  });

  test('of some series is told of those alone, also after it was narrowed', async () => {
    const { item } = await endpoint({ seriesIds: ['a', 'b'] });
    answer = () => refused;
    await add(saved('r1', 'a'), saved('r2', 'b'), saved('r3', 'c'));
    await tick();
    expect(told()).toEqual(['registration.saved r1', 'registration.saved r2']);
    const narrowed = WebhookInput.parse({ label: 'CRM', url: 'https://crm.example/in', seriesIds: ['a'] });
    await changeWebhook(item.webhookId, narrowed, undefined, owner, at);
    calls = [];
    later('PT1M');
    await tick();
    expect(told()).toEqual(['registration.saved r1']);
  });

  test('is an owner’s of its series, and of no other', async () => {
    const scoped = { ...owner, seriesIds: ['a'] };
    await expect(endpoint({}, scoped)).rejects.toMatchObject({ status: 422 });
    await expect(endpoint({ seriesIds: ['b'] }, scoped)).rejects.toMatchObject({ status: 422 });
    await expect(endpoint({}, { ...owner, role: 'editor' as const })).rejects.toMatchObject({ status: 403 });
    const mine = await endpoint({ seriesIds: ['a'] }, scoped);
    const editor = { ...scoped, role: 'editor' as const };
    const everywhere = WebhookInput.parse({ label: 'CRM', url: 'https://crm.example/in' });
    const { webhookId: own } = mine.item;
    await expect((async () => changeWebhook(own, everywhere, undefined, editor, at))()).rejects.toMatchObject(
      {
        status: 403,
      },
    );
    const theirs = await endpoint({ seriesIds: ['a', 'b'] });
    const { items } = await listWebhooks(scoped, { limit: 10 }, at);
    expect(items.map(({ webhookId }) => webhookId)).toEqual([mine.item.webhookId]);
    const { webhookId } = theirs.item;
    for (const use of [
      () => readWebhook(webhookId, scoped, at),
      () => readProgress(webhookId, scoped, at),
      () => rotateSecret(webhookId, scoped, at),
      () => testWebhook(webhookId, scoped, at),
      () => enableWebhook(webhookId, scoped, at),
      () => deleteWebhook(webhookId, undefined, scoped, at),
      () => replayWebhook(webhookId, { from: at.now }, scoped, at),
    ])
      await expect(use()).rejects.toMatchObject({ status: 404 });
  });

  test.each([
    'http://crm.example/in',
    'https://127.0.0.1/in',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://[::1]/',
    'https://me:secret@crm.example/',
    'ftp://crm.example/',
  ])('can’t be %s', (url) => {
    expect(WebhookInput.safeParse({ label: 'x', url }).success).toBe(false);
  });

  test('is one of 20 at most', async () => {
    for (let count = 0; count < 20; count++) await endpoint();
    await expect(endpoint()).rejects.toMatchObject({ status: 409 });
  });
});

describe('a signature', () => {
  const verified = (secret: string, { body, headers }: Call) => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(at.now) });
    return new Webhook(secret).verify(body, headers);
  };

  test('is what the library of the standard verifies, at each attempt anew', async () => {
    const { secret } = await endpoint();
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    await add(saved('r1'));
    answer = () => refused;
    await tick();
    const [first] = calls;
    later('PT10M');
    await tick();
    const again = calls[1];
    if (first === undefined || again === undefined) throw new Error('no calls');
    expect(verified(secret, again)).toMatchObject({ type: 'registration.saved' });
    // The first one's time is over, and its id is the same.
    expect(() => verified(secret, first)).toThrow('too old');
    expect(again.headers['webhook-id']).toBe(first.headers['webhook-id']);
    expect(() => verified(secret, { ...again, body: again.body.replace('r1', 'r2') })).toThrow();
    expect(() => verified('whsec_AAAA', again)).toThrow();
  });

  test('is made with both secrets for a day after one was rotated, and then with the new one', async () => {
    const { secret, item } = await endpoint();
    const rotated = await rotateSecret(item.webhookId, owner, at);
    expect(rotated.secret).not.toBe(secret);
    await add(saved('r1'));
    await tick();
    const [both] = calls;
    if (both === undefined) throw new Error('no call');
    expect(both.headers['webhook-signature']).toMatch(/^v1,\S+ v1,\S+$/);
    verified(secret, both);
    verified(rotated.secret, both);
    vi.useRealTimers();
    later('P1D');
    await add(saved('r2'));
    await tick();
    const one = calls[1];
    if (one === undefined) throw new Error('no call');
    verified(rotated.secret, one);
    expect(() => verified(secret, one)).toThrow();
  });

  test('is by a secret that the table alone does not tell', async () => {
    const { secret } = await endpoint();
    expect(JSON.stringify(table.rows())).not.toContain(secret.slice('whsec_'.length));
    const otherKeys = { ...at, keys: keyRing('2', '2') };
    expect(
      (await createWebhook(WebhookInput.parse({ label: 'x', url: 'https://x.example' }), owner, otherKeys))
        .secret,
    ).not.toBe(secret);
  });
});

describe('what is not taken', () => {
  test('is tried again for three days, then the endpoint is disabled and its owners are told', async () => {
    const { item } = await endpoint();
    answer = () => refused;
    await add(saved('r1'));
    await ticks(3 * 24 * 60 - 1);
    expect((await readWebhook(item.webhookId, owner, at)).disabledFor).toBeUndefined();
    const { attempts } = await readProgress(item.webhookId, owner, at);
    expect(attempts.length).toBeGreaterThan(10);
    expect(attempts.length).toBeLessThan(25);
    await ticks(9 * 60);
    const { disabledFor, untoldSince } = await readWebhook(item.webhookId, owner, at);
    expect([disabledFor, untoldSince]).toEqual(['failing', undefined]);
    const mails = rowsOf('delivery');
    expect(mails).toMatchObject([{ template: 'webhookDisabled', webhookId: item.webhookId }]);
    const made = calls.length;
    await add(saved('r2'));
    await ticks(60);
    expect(calls).toHaveLength(made);
    // Enabled again, it misses nothing.
    answer = () => taken;
    calls = [];
    await enableWebhook(item.webhookId, owner, at);
    await tick();
    expect(told()).toEqual(['registration.saved r1', 'registration.saved r2']);
  });

  test('keeps nothing of others back, and no later change of the same overtakes it', async () => {
    await endpoint();
    answer = ({ body }) => (body.includes('"r1"') ? refused : taken);
    await add(saved('r1'), saved('r2'));
    await tick();
    await add(saved('r3'), saved('r1', 'reihe', 'removed'));
    await tick();
    expect(told()).toEqual(['registration.saved r1', 'registration.saved r2', 'registration.saved r3']);
    answer = () => taken;
    calls = [];
    later('PT1M');
    await tick();
    expect(told()).toEqual(['registration.removed r1']);
  });

  test('after an hour’s outage is told at the first call that is taken', async () => {
    await endpoint();
    answer = () => refused;
    await add(...Array.from({ length: 60 }, (_, index) => saved(`r${index}`)));
    await ticks(60);
    // No more than ten calls a minute to who is down.
    expect(calls.length).toBeLessThanOrEqual(600);
    answer = () => taken;
    calls = [];
    await ticks(61);
    expect(new Set(told()).size).toBe(60);
    expect(calls).toHaveLength(60);
  });

  test('by 410 ends it at once', async () => {
    const { item } = await endpoint();
    answer = () => ({ status: 410, failure: 'answered', milliseconds: 1 });
    await add(saved('r1'));
    await tick();
    expect((await readWebhook(item.webhookId, owner, at)).disabledFor).toBe('gone');
    expect(rowsOf('delivery')).toHaveLength(1);
    await add(saved('r2'));
    await ticks(10);
    expect(calls).toHaveLength(1);
    await expect(testWebhook(item.webhookId, owner, at)).rejects.toMatchObject({ status: 409 });
  });

  test('of one endpoint is nothing to another', async () => {
    await endpoint();
    await endpoint({ url: 'https://other.example/in' });
    answer = ({ url }) => (url.includes('other') ? taken : refused);
    await add(saved('r1'));
    await ticks(5);
    expect(calls.filter(({ url }) => url.includes('other'))).toHaveLength(1);
  });
});

test('a test is a call that tells of no change, and is among the attempts', async () => {
  const { item } = await endpoint();
  await testWebhook(item.webhookId, owner, at);
  await tick();
  expect(told()).toEqual(['webhook.test']);
  const progress = await readProgress(item.webhookId, owner, at);
  expect(progress.attempts).toMatchObject([{ told: 'webhook.test', status: 204, attempt: 1 }]);
  await tick();
  expect(calls).toHaveLength(1);
});

test('a test goes before what waits, and one that is refused is neither made again nor what disables an endpoint', async () => {
  const { item } = await endpoint();
  answer = () => refused;
  await add(...Array.from({ length: 30 }, (_, index) => saved(`r${index}`)));
  await tick();
  calls = [];
  await testWebhook(item.webhookId, owner, at);
  later('PT1M');
  await tick();
  expect(told()[0]).toBe('webhook.test');
  // What tells of a change is taken, and a test is nothing that this receiver knows.
  answer = ({ body }) => (body.includes('webhook.test') ? refused : taken);
  await testWebhook(item.webhookId, owner, at);
  await ticks(60);
  calls = [];
  for (let day = 0; day < 4; day++) {
    await add(saved('r1'));
    later('P1D');
    await tick();
  }
  expect(told()).toEqual(Array(4).fill('registration.saved r1'));
  expect((await readWebhook(item.webhookId, owner, at)).disabledFor).toBeUndefined();
});

test('in a restored table, whose feed gives its numbers once more, another change has another id', async () => {
  await endpoint();
  const restored = table.copy(async () => {});
  await add(saved('lost'));
  await tick();
  at = { ...at, store: restored };
  later('PT1H');
  await add(saved('new'));
  await tick();
  expect(told()).toEqual(['registration.saved lost', 'registration.saved new']);
  expect(new Set(calls.map(({ headers }) => headers['webhook-id'])).size).toBe(2);
});

test('replayed from a point, all is told once more by the same ids that changed since', async () => {
  const { item } = await endpoint();
  for (let day = 0; day < 10; day++) {
    await add(saved(`r${day}`));
    await tick();
    later('P1D');
  }
  const before = new Map(calls.map(({ headers, body }) => [headers['webhook-id'], body]));
  calls = [];
  await replayWebhook(item.webhookId, { from: '2027-03-05T00:00:00.000Z' }, owner, at);
  await tick();
  expect(told()).toEqual(['r4', 'r5', 'r6', 'r7', 'r8', 'r9'].map((id) => `registration.saved ${id}`));
  for (const { headers, body } of calls) expect(before.get(headers['webhook-id'])).toBe(body);
  await expect(
    replayWebhook(item.webhookId, { from: after(at.now, 'P1D') }, owner, at),
  ).rejects.toMatchObject({ status: 422 });
});

test('what is deleted is called no more, and nothing of it is left', async () => {
  const { item } = await endpoint();
  answer = async () => {
    await deleteWebhook(item.webhookId, undefined, owner, at);
    return refused;
  };
  await add(saved('r1'));
  await ticks(3);
  expect(calls).toHaveLength(1);
  expect(rowsOf('webhook')).toEqual([]);
  expect(rowsOf('webhookProgress')).toEqual([]);
});

test('changes of other series, however many, are looked through in bounded steps', async () => {
  await endpoint({ seriesIds: ['mine'] });
  for (let count = 0; count < 450; count++) await add(saved(`r${count}`, 'other'));
  await add(saved('mine', 'mine'));
  await tick();
  expect(told()).toEqual(['registration.saved mine']);
});

/** Ended anywhere: the table refuses what comes after it, and the caller what it is asked for. */
describe.each([1, 18, 2027])('crashes at any moment, seed %i', (seed) => {
  test('lose nothing, and nothing overtakes', async () => {
    const chance = new Chance(seed);
    await endpoint();
    const last = new Map<string, string>();
    const heard = new Map<string, string>();
    answer = ({ body }) => {
      if (chance.next() < 0.2) return refused;
      const { type, data } = JSON.parse(body);
      heard.set(data.registrationId, type);
      return taken;
    };
    for (let round = 0; round < 60; round++) {
      for (let count = chance.below(5); count > 0; count--) {
        const id = `r${chance.below(12)}`;
        const action = chance.pick(['saved', 'removed'] as const);
        await add(saved(id, 'reihe', action));
        last.set(id, `registration.${action}`);
      }
      let left = chance.below(12);
      const store: Context['store'] = new Proxy(table, {
        get: (target, name) => {
          const found = Reflect.get(target, name);
          if (typeof found !== 'function') return found;
          return (...args: unknown[]) => {
            if (left-- <= 0) throw new Error('crashed');
            return Reflect.apply(found, target, args);
          };
        },
      });
      const crashing = { at: () => ({ ...at, store }) };
      await tick(crashing).catch(() => {});
      later('PT1M');
    }
    await ticks(24 * 60);
    expect(heard).toEqual(last);
  });
});
