import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countInMailbox, leavingMailbox } from '../../../functions/core/delivery/allowed-mail.ts';
import {
  addressNotice,
  type CausedBy,
  MailAllowance,
} from '../../../functions/core/delivery/mail-allowance.ts';
import { type Cause, enqueue, transactionalDelivery } from '../../../functions/core/delivery/outbox.ts';
import type { DeliveryItem } from '../../../functions/core/table/items.ts';
import { refs } from '../../../functions/core/table/refs.ts';
import { after, type Instant } from '../../../functions/core/values/time.ts';
import { MemoryTable } from '../../adapters/memory-table.ts';
import { randomly } from '../../setup/random.ts';
import { keyRing } from '../samples.ts';

/** What leaves keeps to the hour and the day (promise 10), also where the account, its quota or a queue held mails up. */
const begin: Instant = '2027-03-01T09:00:00.000Z';
const email = 'aylin@rathaus.example';
const hour = 3_600_000;

interface How {
  seconds: number;
  /** Whether the answer is lost. */
  isTriedAgain: boolean;
  /** Nothing leaves: SES throttles what was written, or the run ends before it writes the attempt. */
  withdrawn?: 'written' | 'unwritten' | undefined;
}

class Outbox {
  readonly #store = new MemoryTable();
  readonly left: number[] = [];
  /** When each left, in minutes since the beginning. */
  readonly leftAt = new Map<string, number>();
  #now = begin;
  #queued: DeliveryItem[] = [];

  get #context() {
    return { store: this.#store, keys: keyRing('1', '1'), now: this.#now };
  }

  get waiting(): number {
    return this.#queued.length;
  }

  advance(minutes: number): void {
    this.#now = after(this.#now, `PT${minutes}M`);
  }

  /** Somebody asks for a mail: `false` where the page says to come again another day. */
  async ask(id: string, by?: CausedBy): Promise<boolean> {
    const allowance = await MailAllowance.of(email, this.#context, by);
    const signUpId = `s${id}`;
    const at = allowance.take({ signUpId });
    if (by !== 'person' && allowance.isUsedUp) return false;
    const cause: Cause = {
      ...{ notificationId: `verification-${signUpId}`, recipientId: signUpId, template: 'verification' },
      ...{ seriesId: 'reihe', personHash: 'p', eventIds: ['eins'], signUpId, expiresAt: 0 },
    };
    const mail = enqueue(cause, this.#now, at);
    expect(await this.#store.commit([allowance.step, mail])).toEqual({ committed: true });
    if (mail.step === 'put' && mail.item.type === 'delivery') this.#queued.push(mail.item);
    return true;
  }

  /** What dispatch does each minute; each mail leaves within the minute. */
  async send(how: How): Promise<void> {
    const due = this.#queued.filter(({ dueAt }) => (dueAt ?? '') <= this.#now);
    this.#queued = this.#queued.filter((one) => !due.includes(one));
    await Promise.all(due.map((one) => this.#attempt(one, how)));
  }

  async #attempt(delivery: DeliveryItem, { seconds, isTriedAgain, withdrawn }: How): Promise<void> {
    const ref = refs.delivery(delivery.notificationId, delivery.recipientId);
    const leaving = await leavingMailbox(delivery, email, this.#context);
    if (leaving === undefined) {
      const put = await this.#store.get(ref);
      expect(put?.dueAt).toBe(put?.allowedAt);
      expect((put?.dueAt ?? '') > this.#now).toBe(true);
      if (put !== undefined) this.#queued.push(put);
      return;
    }
    if (withdrawn !== undefined) {
      const next = withdrawn === 'written' ? leaving : delivery;
      await this.#store.commit([{ step: 'put', item: next, when: 'any' }]);
      this.#queued.push(next);
      return;
    }
    this.left.push(Date.parse(this.#now) + seconds * 1000);
    this.leftAt.set(delivery.signUpId ?? '-', (Date.parse(this.#now) - Date.parse(begin)) / 60_000);
    if (!isTriedAgain || delivery.attempts > 0) return;
    const again = { ...leaving, attempts: 1, dueAt: after(this.#now, 'PT1M') };
    await this.#store.commit([{ step: 'put', item: again, when: 'any' }]);
    this.#queued.push(again);
  }
}

function expectWithin(left: readonly number[]): void {
  const times = left.toSorted((one, other) => one - other);
  for (const [index, at] of times.entries())
    for (const [most, window] of [
      [3, hour],
      [10, 24 * hour],
    ] as const) {
      const later = times[index + most];
      if (later !== undefined) expect(later - at).toBeGreaterThan(window - 1);
    }
}

/** Whose doing a mail is: anybody's, its person's, or one of several organisers' of several series. */
const causes = fc.oneof(
  fc.constantFrom(undefined, 'person' as const),
  fc.nat(20).map((one) => [`maker|${one}`, `series|${one % 7}`]),
);
const minutes = fc.record({
  asked: fc.array(causes, { maxLength: 3 }),
  pause: fc.oneof({ weight: 4, arbitrary: fc.nat(20) }, { weight: 1, arbitrary: fc.nat(400) }),
  isHeldUp: fc.boolean(),
  seconds: fc.nat(59),
  isTriedAgain: fc.integer({ min: 0, max: 9 }).map((one) => one === 0),
  withdrawn: fc.constantFrom(undefined, undefined, undefined, 'written', 'unwritten'),
});

test('no more than three mails leave for a mailbox within any hour and ten within any day, however long they are held up', async () => {
  const property = fc.asyncProperty(fc.array(minutes, { maxLength: 60, size: 'max' }), async (all) => {
    const outbox = new Outbox();
    for (const [index, { asked, pause, isHeldUp, ...how }] of all.entries()) {
      for (const [number, by] of asked.entries()) await outbox.ask(`${index}-${number}`, by);
      if (!isHeldUp) await outbox.send(how);
      outbox.advance(pause + 1);
    }
    // What was accepted leaves in the end.
    for (let rest = 0; rest < 400 && outbox.waiting > 0; rest++) {
      await outbox.send({ seconds: 30, isTriedAgain: false });
      outbox.advance(30);
    }
    expect(outbox.waiting).toBe(0);
    expectWithin(outbox.left);
  });
  await fc.assert(property, randomly(50));
});

test('nine mails of three hours that an account held up leave three an hour, all of them', async () => {
  const outbox = new Outbox();
  for (let mail = 0; mail < 9; mail++) expect(await outbox.ask(String(mail))).toBe(true);
  // The account is paused for three hours; by then all are due.
  outbox.advance(190);
  const counts: number[] = [];
  for (let round = 0; round < 5; round++) {
    const before = outbox.left.length;
    await outbox.send({ seconds: 0, isTriedAgain: false });
    counts.push(outbox.left.length - before);
    outbox.advance(62);
  }
  expect(counts).toEqual([3, 3, 3, 0, 0]);
  expectWithin(outbox.left);
});

test('what a person asks for themselves leaves before what organisers of many series planned, and that after it', async () => {
  const outbox = new Outbox();
  const planned: string[] = [];
  while (await outbox.ask(`o${planned.length}`, [`maker|${planned.length}`, `series|${planned.length}`]))
    planned.push(`so${planned.length}`);
  expect(planned).toHaveLength(23);
  for (let minute = 0; minute < 3 * 24 * 60; minute++) {
    // Three left at once, and the hour's are over: their own wish is the fourth mail, not the twenty-fourth.
    if (minute === 30) await outbox.ask('own', 'person');
    // Ten have left by now.
    if (minute === 300) await outbox.ask('later', 'person');
    await outbox.send({ seconds: 0, isTriedAgain: false });
    outbox.advance(1);
  }
  expect([outbox.leftAt.get('sown'), outbox.leftAt.get('slater')]).toEqual([61, 1441]);
  expect(planned.filter((one) => !outbox.leftAt.has(one))).toEqual([]);
  expectWithin(outbox.left);
});

test('the notice to an old address keeps its time, because the question to the new one is planned behind it', () => {
  const kept = (allowance: MailAllowance) => {
    const { step } = allowance;
    if (step.step !== 'put' || step.item.type !== 'mailAllowance') throw new Error('no allowance');
    return step.item;
  };
  const organisers = new MailAllowance('m', undefined, begin, ['maker|a', 'series|a']);
  for (let mail = 0; mail < 3; mail++) organisers.take();
  const noticeAt = organisers.take({ about: addressNotice });
  const plannedAt = organisers.take({ about: 'entry' });
  const person = new MailAllowance('m', kept(organisers), begin, 'person');
  for (let wish = 0; wish < 2; wish++) person.take({ about: `wish|${wish}` });
  const times = kept(person).mails.map(({ about, at, dueAt }) => [about, at, dueAt]);
  expect(times.slice(3)).toEqual([
    [addressNotice, noticeAt, undefined],
    ['wish|0', noticeAt, undefined],
    ['wish|1', noticeAt, undefined],
    ['entry', after(noticeAt, 'PT1H1M'), plannedAt],
  ]);
});

test('mails that are counted at the same moment are counted each', async () => {
  const context = { store: new MemoryTable(), keys: keyRing('1', '1'), now: begin };
  const mail = (recipientId: string): DeliveryItem => ({
    ...transactionalDelivery(
      {
        ...{ notificationId: 'announcement-a', recipientId, template: 'announcement' },
        ...{ seriesId: 'reihe', personHash: 'p', eventIds: ['eins'], expiresAt: 0 },
      },
      begin,
    ),
    lane: 'bulk',
  });
  const all = ['a', 'b', 'c', 'd', 'e'].map((one) => countInMailbox(mail(one), email, context));
  expect((await Promise.all(all)).filter((isCounted) => isCounted)).toHaveLength(3);
});
