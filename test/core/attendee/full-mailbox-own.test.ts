import { describe, expect, test } from 'vitest';
import { mailLink } from '../../../functions/core/attendee/fresh-link.ts';
import { moveAddress } from '../../../functions/core/attendee/move-address.ts';
import { askForNewAddress } from '../../../functions/core/attendee/new-address.ts';
import { correctAddress } from '../../../functions/core/participants/corrected-address.ts';
import { addRegistration, resendMail } from '../../../functions/core/participants/registration-actions.ts';
import { refs } from '../../../functions/core/table/refs.ts';
import { after, type Instant } from '../../../functions/core/values/time.ts';
import { owner } from '../mail/mail-world.ts';
import { PageWorld } from '../sending/page-world.ts';

const own = 'gustav@rathaus.example';
const next = 'gustav@privat.example';

/** Somebody registered, and mailboxes that strangers fill: the next sign-up of one is refused. */
class Filled {
  readonly world: PageWorld;
  readonly begin: Instant = '2027-03-20T09:00:00.000Z';

  private constructor(world: PageWorld) {
    this.world = world;
    world.series.now = this.begin;
  }

  static async of(...mailboxes: string[]): Promise<Filled> {
    const filled = new Filled(await PageWorld.of({ one: [own] }));
    for (const mailbox of mailboxes) {
      for (let number = 0; number < 13; number++) await filled.typed(mailbox, number);
      await filled.isRefused(mailbox);
    }
    return filled;
  }

  get series() {
    return this.world.series;
  }

  typed(mailbox: string, number: number) {
    return this.series.signUp(mailbox.replace('@', `+${number}@`), ['two']);
  }

  async isRefused(mailbox: string): Promise<void> {
    await expect(this.typed(mailbox, 99)).rejects.toMatchObject({ type: 'too-many-requests' });
  }

  /** The minutes, from the beginning, at which mails leave to an address. */
  async leaving(email: string, hours: number): Promise<number[]> {
    const minutes: number[] = [];
    for (let minute = 0; minute < hours * 60; minute++) {
      const before = this.to(email);
      if (this.isMailDue) await this.world.tick();
      minutes.push(...Array.from({ length: this.to(email) - before }, () => minute));
      this.series.advance('PT1M');
    }
    return minutes;
  }

  private get isMailDue(): boolean {
    const rows = this.world.table.rows();
    return rows.some(({ dueLane, dueAt }) => dueLane === 'delivery' && String(dueAt) <= this.series.now);
  }

  to(email: string): number {
    return this.world.sent.filter(({ to }) => to === email).length;
  }

  async ask(email = next) {
    const answer = await askForNewAddress(await this.series.attendee(own), email, this.series.context);
    const { newAddressId = '' } = await this.series.attendee(own);
    const signUp = await this.series.table.get(refs.signUp(newAddressId));
    if (signUp === undefined) throw new Error('nothing was asked for');
    return { answer, press: () => moveAddress(signUp, this.series.context) };
  }
}

describe('a mailbox that strangers filled', () => {
  test('keeps nobody from seeing or deleting what is stored of them: it is noted, and mailed in its turn', async () => {
    const filled = await Filled.of(own);
    const attendee = await filled.series.attendee(own);
    for (const purpose of ['data', 'delete'] as const) {
      const at = await mailLink(attendee, purpose, filled.series.context);
      expect(at < after(filled.begin, 'PT27H')).toBe(true);
      // Asked for again, it is the same.
      expect(await mailLink(attendee, purpose, filled.series.context)).toBe(at);
    }
    await filled.isRefused(own);
    expect(await filled.leaving(own, 27)).toHaveLength(2);
  });

  test('keeps nobody from another address: its question waits for the notice to the old one', async () => {
    const filled = await Filled.of(own);
    const { press } = await filled.ask();
    const [noticed, ...more] = await filled.leaving(own, 27);
    expect(more).toEqual([]);
    expect(noticed).toBeGreaterThan(24 * 60);
    expect(filled.to(next)).toBe(1);
    await press();
    expect(await filled.series.attendee(next)).toMatchObject({ email: next });
  });

  test('of somebody else’s is told to nobody who asks for it as a new address', async () => {
    const few = await Filled.of();
    for (let number = 0; number < 4; number++) await few.typed(next, number);
    const full = await Filled.of(next);
    for (const filled of [few, full]) {
      expect((await filled.ask()).answer).toBe('mailed');
      // What was typed shortly before is the same request, here as there.
      expect((await filled.ask()).answer).toBe('mailed');
      expect((await filled.series.attendee(own)).addressesAskedAt).toHaveLength(1);
      // The old address hears of it at once.
      await filled.world.tick();
      expect(filled.to(own)).toBe(1);
    }
    // After those of its first hour; where a day is planned already it is left out.
    expect((await few.leaving(next, 3)).map((minute) => Math.floor(minute / 60))).toEqual([1]);
    expect(await full.leaving(next, 27)).toEqual([]);
  });

  test('counts among the three of a day, whatever became of its mails', async () => {
    const filled = await Filled.of(next);
    for (const name of ['a', 'b', 'c']) await filled.ask(next.replace('@', `+${name}@`));
    await expect(filled.ask(next.replace('@', '+d@'))).rejects.toMatchObject({ type: 'too-many-requests' });
  });
});

describe('what organisers do about somebody whose mailbox strangers filled', () => {
  test('is noted, and mailed in its turn: a mail sent again, an entry by hand, a corrected address', async () => {
    const filled = await Filled.of(own, next);
    const { context } = filled.series;
    const { registrationId = '' } = (await filled.series.registration(own, 'one')) ?? {};
    const at = await resendMail('one', registrationId, owner, context);
    expect(at > filled.begin && at < after(filled.begin, 'PT27H')).toBe(true);
    await addRegistration('two', { name: 'Gustav', email: own, answers: {} }, owner, context);
    await addRegistration(
      'one',
      { name: 'Heike', email: 'heike@rathaus.example', answers: {} },
      owner,
      context,
    );
    const entered = await filled.series.registration('heike@rathaus.example', 'one');
    await correctAddress('one', entered?.registrationId ?? '', { email: next }, owner, context);
    expect(await filled.series.registration(next, 'one')).toMatchObject({ state: 'pending' });
    await filled.isRefused(own);
    expect(await filled.leaving(own, 27)).toHaveLength(2);
    expect(filled.to(next)).toBe(1);
  });

  test('is three mails of a day, by one of them or in one series, and nothing that its person does is refused for it', async () => {
    const filled = await Filled.of();
    const { context } = filled.series;
    const enter = (number: number) =>
      addRegistration(
        'two',
        { name: 'Gustav', email: own.replace('@', `+hand${number}@`), answers: {} },
        owner,
        context,
      ).then(
        () => true,
        (error: unknown) => {
          expect(error).toMatchObject({ type: 'too-many-requests' });
          return false;
        },
      );
    let taken = 0;
    while (await enter(taken)) taken++;
    expect(taken).toBe(3);
    const { registrationId = '' } = (await filled.series.registration(own, 'one')) ?? {};
    await expect(resendMail('one', registrationId, owner, context)).rejects.toMatchObject({
      type: 'too-many-requests',
      retryAt: after(filled.begin, 'PT24H1M'),
    });
    const at = await mailLink(await filled.series.attendee(own), 'delete', context);
    expect(at).toBe(after(filled.begin, 'PT61M'));
    // As many sign-ups as if there had been no organisers and no own page.
    for (let number = 0; number < 13; number++) await filled.typed(own, number);
    await filled.isRefused(own);
  });
});
