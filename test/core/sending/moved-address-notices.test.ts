import { describe, expect, test } from 'vitest';
import { deletePerson } from '../../../functions/core/attendee/delete-person.ts';
import { erasePersonInSeries } from '../../../functions/core/attendee/erase.ts';
import { moveAddress } from '../../../functions/core/attendee/move-address.ts';
import { askForNewAddress } from '../../../functions/core/attendee/new-address.ts';
import { sumUp } from '../../../functions/core/delivery/counts.ts';
import { SesNotice } from '../../../functions/core/delivery/ses-notice.ts';
import { deliverySteps } from '../../../functions/core/delivery/states.ts';
import { clearDeletedEvent } from '../../../functions/core/organising/clear-event.ts';
import { correctAddress } from '../../../functions/core/participants/corrected-address.ts';
import { confirm } from '../../../functions/core/registration/confirm.ts';
import { settleSesNotice } from '../../../functions/core/sending/settle-ses-notice.ts';
import { DeliveryItem, type DeliveryState } from '../../../functions/core/table/items.ts';
import { sumOf } from '../../../functions/core/table/numbers.ts';
import { Busy } from '../../../functions/core/table/ports.ts';
import { numbersOf, refs } from '../../../functions/core/table/refs.ts';
import { Chance } from '../../setup/random.ts';
import { senderId } from '../samples.ts';
import { PageWorld, reminderAt, reminderId, tallied } from './page-world.ts';

/** SES tells of mails to an address that their person has left since. */
const [a, b, c] = ['a@x.example', 'b@x.example', 'c@x.example'] as const;
const hard = { bounce: { bounceType: 'Permanent', bounceSubType: 'General' } };
const soft = { bounce: { bounceType: 'Transient', bounceSubType: 'MailboxFull' } };

type Sent = PageWorld['sent'][number];

class Moving {
  readonly world: PageWorld;
  private constructor(world: PageWorld) {
    this.world = world;
  }

  /** Somebody in one event, whose reminder has gone out unless `isReminded` is false. */
  static async of({ isReminded = true } = {}): Promise<Moving> {
    const moving = new Moving(await PageWorld.of({ one: [] }));
    const { world, series } = moving;
    series.now = '2027-04-01T09:00:00.000Z';
    const signUp = await series.signUp(a, ['one']);
    await world.tick();
    await confirm(signUp, series.context);
    await world.tick();
    series.now = reminderAt;
    if (isReminded) await moving.world.tick();
    return moving;
  }

  get series() {
    return this.world.series;
  }

  /** All that another address takes, a while later: three times a day at most. */
  async move(from: string, to: string): Promise<void> {
    const { series, world } = this;
    series.advance('PT9H');
    await askForNewAddress(await series.attendee(from), to, series.context);
    const { newAddressId = '' } = await series.attendee(from);
    await world.tick();
    const signUp = await series.table.get(refs.signUp(newAddressId));
    if (signUp === undefined) throw new Error('nothing was asked for');
    await moveAddress(signUp, series.context);
    await world.tick();
  }

  mail(to: string, kind: string): Sent {
    const mail = this.world.sent.find((one) => one.to === to && one.id.startsWith(kind));
    if (mail === undefined) throw new Error(`no ${kind} to ${to}`);
    return mail;
  }

  tell({ id, messageId, personHash }: Sent, eventType: string, more: object = {}) {
    const mail = { messageId, tags: { deliveryId: [id], personHash: [personHash] } };
    return settleSesNotice(SesNotice.parse({ eventType, mail, ...more }), this.series.context);
  }

  deliveries(): DeliveryItem[] {
    return this.rows('delivery').map(({ pk, sk, listKey, listAt, schemaVersion, ...row }) =>
      DeliveryItem.parse(row),
    );
  }

  rows(type: string) {
    return this.world.table.rows().filter((row) => row.type === type);
  }

  /** The delivery of a mail, wherever it lies. */
  of({ messageId }: Sent): DeliveryItem | undefined {
    const [delivery, ...others] = this.deliveries().filter((one) => one.messageId === messageId);
    expect(others).toEqual([]);
    return delivery;
  }

  suppressed(): string[] {
    const hashes = this.rows('suppression').map((row) => row.personHash);
    return [a, b, c].filter((email) => hashes.includes(this.series.identity(email).personHash));
  }

  /** How all mails are counted, and how they stand, which has to be the same. */
  async counts() {
    const { table } = this.world;
    const lists = await Promise.all(
      [
        numbersOf.notificationMails(reminderId),
        numbersOf.eventMails('one'),
        numbersOf.seriesMails('series'),
      ].map((one) => table.list(one)),
    );
    const { written, ...counted } = sumUp(lists.map(({ items }) => sumOf(items)));
    const { byState, reasons } = tallied(this.deliveries());
    const standing = { ...byState };
    for (const { state, reason, count } of reasons) {
      standing[state] = (standing[state] ?? 0) - count;
      standing[`${state}: ${reason}`] = count;
    }
    return { counted, standing: Object.fromEntries(Object.entries(standing).filter(([, by]) => by !== 0)) };
  }

  async expectCounted(): Promise<void> {
    const { counted, standing } = await this.counts();
    expect(counted).toEqual(standing);
  }
}

describe('a notice of a mail to an address that was changed since', () => {
  test.each(['Bounce', 'Complaint'])('suppresses that address and settles the mail: %s', async (kind) => {
    const moving = await Moving.of();
    const reminder = moving.mail(a, 'reminder');
    await moving.move(a, b);
    for (const _ of [1, 2]) {
      await moving.tell(reminder, kind, hard);
      await moving.tell(reminder, 'Delivery');
      expect(moving.suppressed()).toEqual([a]);
      expect(moving.of(reminder)?.state).toBe(kind === 'Bounce' ? 'bounced' : 'complained');
      await moving.expectCounted();
    }
    const hours = (await moving.world.table.get(refs.guard()))?.hours ?? [];
    const told = hours.map(({ bounced, complained }) => bounced + complained);
    expect(told.reduce((sum, one) => sum + one, 0)).toBe(1);
  });

  test('so it does of mails that keep their id, which are the sign-up’s or that address’ alone', async () => {
    const moving = await Moving.of();
    await moving.move(a, b);
    const mails = ['verification', 'confirmation', 'addressnotice'].map((kind) => moving.mail(a, kind));
    for (const mail of mails) {
      await moving.tell(mail, 'Bounce', hard);
      expect([moving.suppressed(), moving.of(mail)?.state], mail.id).toEqual([[a], 'bounced']);
      await moving.expectCounted();
    }
  });

  test('finds the mail that went to an address which an organiser corrected', async () => {
    for (const isSent of [true, false]) {
      const moving = await Moving.of();
      const { series, world } = moving;
      await series.signUp(c, ['one']);
      if (isSent) await world.tick();
      const found = await series.registration(c, 'one');
      const organiser = { tokenHash: 't', name: 'token', role: 'owner', seriesIds: undefined } as const;
      await correctAddress('one', found?.registrationId ?? '', { email: b }, organiser, series.context);
      await world.tick();
      const verifications = world.sent.filter(({ id }) => id.startsWith('verification')).map(({ to }) => to);
      expect(verifications).toEqual(isSent ? [a, c, b] : [a, b]);
      await moving.expectCounted();
      if (!isSent) continue;
      const mail = moving.mail(c, 'verification');
      await moving.tell(mail, 'Bounce', hard);
      expect([moving.suppressed(), moving.of(mail)?.state]).toEqual([[c], 'bounced']);
      await moving.expectCounted();
      await erasePersonInSeries(series.identity(b).personHash, 'series', series.context);
      expect(moving.of(mail)).toBeUndefined();
    }
  });

  test('counts a soft bounce to it: the third is one too many', async () => {
    const moving = await Moving.of();
    const mail = moving.mail(a, 'reminder');
    await moving.move(a, b);
    for (const number of [1, 2, 3]) {
      expect(moving.suppressed()).toEqual([]);
      await moving.tell({ ...mail, messageId: `${mail.messageId}-${number}` }, 'Bounce', soft);
    }
    expect(moving.suppressed()).toEqual([a]);
  });

  test('a complaint about news ends that address’ consent, and leaves the one that was given over', async () => {
    for (const isSubscribed of [true, false]) {
      const moving = await Moving.of();
      const { series, world } = moving;
      const mail = moving.mail(a, 'reminder');
      const delivery = moving.of(mail);
      if (delivery === undefined) throw new Error('no delivery');
      await world.table.commit([{ step: 'put', item: { ...delivery, senderId }, when: 'any' }]);
      if (isSubscribed) {
        const { personHash } = series.identity(a);
        const of = { seriesId: series.series.seriesId, signUpId: 's' };
        const proof = { version: '1', text: 't', locale: 'de', formUrl: 'f', ...of } as const;
        await world.table.commit([
          {
            step: 'put',
            item: {
              ...{ type: 'subscription', personHash, senderId, sender: 'Stiftung Marktplatz', email: a },
              ...{ state: 'subscribed', locale: 'de', createdAt: series.now },
              proof: { ...proof, signedUpAt: series.now, verifiedAt: series.now },
            },
            when: 'absent',
          },
        ]);
      }
      await moving.move(a, b);
      await moving.tell(mail, 'Complaint');
      expect(moving.suppressed()).toEqual(isSubscribed ? [] : [a]);
      const subscription = await world.table.get(refs.subscription(series.identity(b).personHash, senderId));
      expect(subscription?.state).toBe(isSubscribed ? 'subscribed' : undefined);
    }
  });

  test('is found along two changes, and back', async () => {
    for (const way of [
      [b, c],
      [b, a],
      [b, a, b],
      [b, c, a],
    ]) {
      const moving = await Moving.of();
      const reminder = moving.mail(a, 'reminder');
      let at: string = a;
      for (const to of way) {
        await moving.move(at, to);
        at = to;
      }
      await moving.tell(reminder, 'Bounce', hard);
      expect([moving.suppressed(), moving.of(reminder)?.state], way.join()).toEqual([[a], 'bounced']);
      expect(moving.of(reminder)?.recipientId).toBe(moving.series.identity(at).registrationId('one'));
      await moving.expectCounted();
    }
  });

  test('of somebody else who has the address now is theirs', async () => {
    const moving = await Moving.of({ isReminded: false });
    await moving.world.tick();
    const first = moving.mail(a, 'reminder');
    await moving.move(a, b);
    const { series, world } = moving;
    // Whoever signs up there once more gets a reminder under the same id.
    const delivery = moving.of(first);
    if (delivery === undefined) throw new Error('no delivery');
    const { personHash } = series.identity(a);
    const recipientId = series.identity(a).registrationId('one');
    const own: DeliveryItem = { ...delivery, personHash, recipientId, messageId: 'second' };
    await world.table.commit([{ step: 'put', item: own, when: 'absent' }]);
    await moving.tell({ ...first, messageId: 'second' }, 'Delivery');
    const second = await world.delivery(first.id);
    expect([moving.of(first)?.state, second?.state]).toEqual(['sent', 'delivered']);
    await moving.tell(first, 'Bounce', hard);
    expect([moving.of(first)?.state, (await world.delivery(first.id))?.state]).toEqual([
      'bounced',
      'delivered',
    ]);
    expect(moving.suppressed()).toEqual([a]);
  });

  test('settles an attempt that nobody answered, and is nothing to one that was made at the new address', async () => {
    for (const isTriedAgain of [false, true]) {
      const moving = await Moving.of({ isReminded: false });
      const { world } = moving;
      world.answer = () => ({ outcome: 'unknown', reason: 'ETIMEDOUT' });
      await world.tick();
      world.answer = () => undefined;
      const first = moving.mail(a, 'reminder');
      await moving.move(a, b);
      const id = `${reminderId}_${moving.series.identity(b).registrationId('one')}`;
      const unknown = await world.delivery(id);
      expect(unknown?.state).toBe('unknown');
      if (isTriedAgain && unknown !== undefined) {
        const item: DeliveryItem = {
          ...unknown,
          state: 'queued',
          dueLane: 'delivery',
          dueAt: moving.series.now,
        };
        await world.table.commit([{ step: 'put', item, when: 'any' }]);
        await world.tick();
        expect(moving.mail(b, 'reminder').id).toBe(id);
      }
      await moving.tell(first, 'Bounce', hard);
      expect((await world.delivery(id))?.state).toBe(isTriedAgain ? 'sent' : 'bounced');
      expect(moving.suppressed()).toEqual([a]);
    }
  });

  test('comes for an attempt that is under way where it was begun: the button waits for its answer', async () => {
    const moving = await Moving.of();
    const { world } = moving;
    const confirmation = moving.of(moving.mail(a, 'confirmation'));
    if (confirmation === undefined) throw new Error('no delivery');
    await world.table.commit([{ step: 'put', item: { ...confirmation, state: 'sending' }, when: 'any' }]);
    await expect(moving.move(a, b)).rejects.toBeInstanceOf(Busy);
    expect(await moving.series.registration(a, 'one')).toMatchObject({ state: 'confirmed' });
  });

  test('is of no more use once the person is erased, the time is over, or the event is gone', async () => {
    const trace = (moving: Moving) => moving.rows('movedDelivery');
    const moving = await Moving.of();
    const reminder = moving.mail(a, 'reminder');
    await moving.move(a, b);
    await moving.move(b, c);
    const ends = moving.of(reminder)?.expiresAt ?? 0;
    expect(trace(moving).length).toBeGreaterThan(0);
    expect(ends).toBeGreaterThan(0);
    for (const row of trace(moving)) {
      expect(JSON.stringify(row)).not.toContain('@');
      expect(row.expiresAt).toBeLessThanOrEqual(ends);
    }
    await deletePerson(await moving.series.attendee(c), moving.series.context);
    expect([...trace(moving), ...moving.rows('delivery')]).toEqual([]);
    await moving.tell(reminder, 'Bounce', hard);
    expect(moving.suppressed()).toEqual([]);

    const late = await Moving.of();
    await late.move(a, b);
    late.series.advance('P1Y');
    await late.tell(late.mail(a, 'reminder'), 'Bounce', hard);
    expect(late.suppressed()).toEqual([]);

    const cleared = await Moving.of();
    await cleared.move(a, b);
    await cleared.world.table.commit([{ step: 'remove', ref: refs.event('one') }]);
    await clearDeletedEvent('one', { store: cleared.world.table });
    expect(trace(cleared)).toEqual([]);
  });
});

const seed = Number(process.env.RELIABILITY_SEED ?? Math.floor(Math.random() * 1e6));

test(`addresses change and notices come in any order: seed ${seed}`, async () => {
  const chance = new Chance(seed);
  for (let run = 0; run < 40; run++) {
    const moving = await Moving.of({ isReminded: chance.below(3) > 0 });
    const states = new Map<string, DeliveryState>();
    const complained = new Set<string>();
    let at: string = a;
    for (let step = 0; step < 16; step++) {
      if (chance.below(4) === 0) {
        const to = chance.pick([a, b, c].filter((one) => one !== at));
        await moving.move(at, to);
        at = to;
      } else if (moving.world.sent.length > 0) {
        const mail = chance.pick(moving.world.sent);
        const [kind, cause, more] = chance.pick([
          ['Send', 'sesSent', {}],
          ['Delivery', 'sesDelivered', {}],
          ['DeliveryDelay', 'sesDelayed', {}],
          ['Bounce', 'sesBounced', hard],
          ['Complaint', 'sesComplained', {}],
        ] as const);
        const state = states.get(mail.messageId) ?? 'sent';
        states.set(mail.messageId, deliverySteps[state][cause] ?? state);
        if (kind === 'Bounce' || kind === 'Complaint') complained.add(mail.to);
        for (let often = 0; often <= chance.below(2); often++) await moving.tell(mail, kind, more);
      }
    }
    const say = `seed ${seed}, run ${run}`;
    for (const mail of moving.world.sent)
      expect(moving.of(mail)?.state, `${say}: ${mail.id}`).toBe(states.get(mail.messageId) ?? 'sent');
    expect(moving.suppressed(), say).toEqual([...complained].toSorted());
    await moving.expectCounted();
    await deletePerson(await moving.series.attendee(at), moving.series.context);
    expect([...moving.rows('movedDelivery'), ...moving.rows('delivery')], say).toEqual([]);
  }
});
