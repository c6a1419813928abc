import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clientOf } from '../../functions/core/access/client-limit.ts';
import { isStepTaken, isTooFast, shownMark, stepProof } from '../../functions/core/access/form-marks.ts';
import { type CausedBy, MailAllowance } from '../../functions/core/delivery/mail-allowance.ts';
import { mailboxOf } from '../../functions/core/delivery/mailbox.ts';
import type { MailAllowanceItem } from '../../functions/core/table/abuse-items.ts';
import { after, type Instant, instant } from '../../functions/core/values/time.ts';
import { keyRing } from '../core/samples.ts';

const now: Instant = '2027-03-01T09:00:00.000Z';

/** What the table holds after an allowance was used. */
function kept(allowance: MailAllowance): MailAllowanceItem {
  const { step: change } = allowance;
  if (change.step !== 'put' || change.item.type !== 'mailAllowance') throw new Error('no allowance');
  return change.item;
}

test('keeps few sign-ups in mind, from however many clients the same is sent', () => {
  const allowance = new MailAllowance('m', undefined, now);
  for (let client = 0; client < 5000; client++) allowance.noteSignUp('one', `client-${client}`);
  expect(kept(allowance).signUps).toHaveLength(20);
  expect(allowance.recentSignUps('client-4999')).toEqual(['one']);
});

const loginOf = (about: string) => ({ about, delivery: { notificationId: about, recipientId: '-' } });

describe('a mailbox', () => {
  test.each([
    ['Aylin@Rathaus.example', 'aylin@rathaus.example'],
    ['aylin+seminar@rathaus.example', 'aylin@rathaus.example'],
    ['aylin+a+b@rathaus.example', 'aylin@rathaus.example'],
    ['a.y.l.i.n@rathaus.example', 'a.y.l.i.n@rathaus.example'],
    ['A.y.lin+x@GMail.com', 'aylin@gmail.com'],
    ['a.ylin@googlemail.com', 'aylin@gmail.com'],
    ['a.ylin@gmail.com.example', 'a.ylin@gmail.com.example'],
    ['a.y-l_in+x@protonmail.com', 'aylin@proton.me'],
    ['Aylin@PM.me', 'aylin@proton.me'],
    ['a_ylin@proton.me', 'aylin@proton.me'],
    ['aylin@protonmail.ch', 'aylin@proton.me'],
    ['-._@proton.me', '-._@proton.me'],
    ['a.ylin+x@me.com', 'a.ylin@icloud.com'],
    ['a.ylin@mac.com', 'a.ylin@icloud.com'],
    ['seminar@aylin.fastmail.com', 'aylin@fastmail.com'],
    ['seminar+x@aylin.fastmail.fm', 'aylin@fastmail.fm'],
    ['aylin+seminar@fastmail.com', 'aylin@fastmail.com'],
    ['a.ylin+seminar@outlook.com', 'a.ylin@outlook.com'],
    ['a.ylin+seminar@posteo.de', 'a.ylin@posteo.de'],
    ['a-ylin@mailbox.org', 'a-ylin@mailbox.org'],
    ['+a@rathaus.example', '+a@rathaus.example'],
    ['aylin@münchen.example', 'aylin@xn--mnchen-3ya.example'],
  ])('of %s is %s', (email, mailbox) => {
    expect(mailboxOf(email)).toBe(mailbox);
  });

  test('gets three mails at once, each later one an hour and a minute after the third before it, and ten a day', () => {
    const allowance = new MailAllowance('m', undefined, now);
    const times = Array.from({ length: 14 }, () => allowance.take({ signUpId: 's' }));
    const at = (minutes: number, mails: number) =>
      Array.from({ length: mails }, () => after(now, `PT${minutes}M`));
    expect(times).toEqual([at(0, 3), at(61, 3), at(122, 3), at(183, 1), at(1441, 3), at(1502, 1)].flat());
  });

  test('never gets more within any hour or any day, whenever they are asked for', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 200 }), { maxLength: 60 }), (pauses) => {
        let minute = 0;
        let item: MailAllowanceItem | undefined;
        const sent: number[] = [];
        for (const pause of pauses) {
          minute += pause;
          const allowance = new MailAllowance('m', item, after(now, `PT${minute}M`));
          sent.push(Date.parse(allowance.take()));
          item = kept(allowance);
        }
        for (const [index, at] of sent.entries()) {
          for (const [mails, hours] of [
            [3, 1],
            [10, 24],
          ] as const) {
            const before = sent[index - mails];
            if (before !== undefined) expect(at - before).toBeGreaterThanOrEqual(hours * 3_600_000);
          }
        }
      }),
    );
  });

  test('gets three logins an hour and all else as if there were no logins, whatever is asked for and when', () => {
    const kinds = fc.constantFrom('mailed' as const, 'nobody' as const, undefined);
    const asked = fc.array(fc.record({ minutes: fc.nat(90), login: kinds }), { maxLength: 60 });
    type Asked = { minutes: number; login: 'mailed' | 'nobody' | undefined }[];
    /** When each of one kind leaves, where those alone are asked for that are wanted. */
    const timesOf = (all: Asked, kind: Asked[number]['login'], isWanted: (one: Asked[number]) => boolean) => {
      let [time, item] = [now, undefined as MailAllowanceItem | undefined];
      const times: Instant[] = [];
      for (const one of all) {
        time = after(time, `PT${one.minutes}M`);
        if (!isWanted(one)) continue;
        const allowance = new MailAllowance('m', item, time);
        const at =
          one.login === undefined ? allowance.take() : allowance.takeLogin(one.login, loginOf('login|a'));
        if (one.login === undefined && allowance.isUsedUp) continue;
        if (one.login === kind) times.push(at);
        item = kept(allowance);
      }
      return times;
    };
    fc.assert(
      fc.property(asked, (all) => {
        for (const kind of ['mailed', 'nobody', undefined] as const) {
          const times = timesOf(all, kind, () => true);
          expect(times).toEqual(timesOf(all, kind, ({ login }) => login === kind));
          const isWithin = (most: number, window: string) =>
            times.every((at, index) => after(at, window) <= (times[index + most] ?? after(at, window)));
          expect([isWithin(3, 'PT1H'), kind !== undefined || isWithin(10, 'P1D')]).toEqual([true, true]);
        }
      }),
    );
  });

  test('counts a login that leaves late among the logins, whatever else was counted in its millisecond', () => {
    const ids = { notificationId: 'login-l', recipientId: 'organiser' };
    const asked = new MailAllowance('m', undefined, now);
    asked.take();
    asked.takeLogin('nobody', loginOf('another'));
    asked.takeLogin('mailed', { about: 'login|a', delivery: ids });
    const later = after(now, 'PT10M');
    const allowance = new MailAllowance('m', kept(asked), later);
    const mail = { ...ids, loginId: 'l', allowedAt: now, createdAt: now, attempts: 0 };
    expect(allowance.leaving(mail)).toBe(later);
    const times = kept(allowance).mails.map(({ at, login }) => [at, login]);
    expect(times).toEqual([
      [now, undefined],
      [now, 'nobody'],
      [later, 'mailed'],
    ]);
  });

  test.each(['mailed', 'nobody'] as const)(
    'gets a dozen logins at three an hour, then one in two hours: %s',
    (login) => {
      let item: MailAllowanceItem | undefined;
      const left: number[] = [];
      // Somebody asks every five minutes, for three days.
      for (let minute = 0; minute < 3 * 24 * 60; minute += 5) {
        const at = after(now, `PT${minute}M`);
        const allowance = new MailAllowance('m', item, at);
        if (allowance.waitingAbout('login|a') !== undefined) continue;
        left.push((Date.parse(allowance.takeLogin(login, loginOf('login|a'))) - Date.parse(now)) / 60_000);
        item = kept(allowance);
      }
      const within = left.map((from) => left.filter((one) => one >= from && one < from + 24 * 60).length);
      expect(Math.max(...within)).toBe(23);
      const waits = left.map((one, index) => one - (left[index - 1] ?? 0));
      expect(Math.max(...waits)).toBeLessThanOrEqual(125);
    },
  );

  test('that ten sign-ups filled takes a login at once', () => {
    const full = new MailAllowance('m', undefined, now);
    for (let mail = 0; mail < 10; mail++) full.take();
    const login = new MailAllowance('m', kept(full), now);
    expect([login.takeLogin('mailed', loginOf('login|a')), login.nextAt]).toEqual([
      now,
      after(now, 'PT1441M'),
    ]);
  });

  test('is as full of an organiser as of nobody, however many logins were asked for', () => {
    const asked = (login: 'mailed' | 'nobody') => {
      const allowance = new MailAllowance('m', undefined, now);
      const times = Array.from({ length: 15 }, (_, number) =>
        allowance.takeLogin(login, loginOf(`login|${number}`)),
      );
      return { times, next: new MailAllowance('m', kept(allowance), now).nextAt };
    };
    expect(asked('mailed')).toEqual(asked('nobody'));
    expect(asked('mailed').next).toBe(now);
    const both = new MailAllowance('m', undefined, now);
    for (let number = 0; number < 15; number++) both.takeLogin('nobody', loginOf(`login|${number}`));
    expect([both.takeLogin('mailed', loginOf('login|a')), both.nextAt]).toEqual([now, now]);
  });

  test('lets nobody wait for more than a day, and says when it is worth coming again', () => {
    const allowance = new MailAllowance('m', undefined, now);
    for (let mail = 0; mail < 13; mail++) allowance.take({ signUpId: `s${mail}` });
    expect(allowance.isUsedUp).toBe(false);
    allowance.take({ signUpId: 'one-more' });
    expect(allowance.isUsedUp).toBe(true);
    expect(allowance.retryAt).toBe(after(now, 'PT24H1M'));
  });

  test('that is full says the same time whenever it was filled, and has room by then', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 90 }), { minLength: 30, maxLength: 60 }), (pauses) => {
        let [time, item, retryAt] = [
          now,
          undefined as MailAllowanceItem | undefined,
          undefined as Instant | undefined,
        ];
        for (const pause of pauses) {
          time = retryAt ?? after(time, `PT${pause}M`);
          const allowance = new MailAllowance('m', item, time);
          allowance.take();
          if (!allowance.isUsedUp) {
            [item, retryAt] = [kept(allowance), undefined];
            continue;
          }
          expect([retryAt, allowance.retryAt]).toEqual([undefined, after(time, 'PT24H1M')]);
          retryAt = allowance.retryAt;
        }
      }),
    );
  });

  test('takes and refuses what is typed alike, whatever its person and organisers cause meanwhile', () => {
    const kinds = fc.constantFrom(
      'person' as const,
      ['maker|a', 'series|a'],
      ['maker|b', 'series|a'],
      undefined,
    );
    const asked = fc.array(fc.record({ minutes: fc.nat(40), by: kinds }), { maxLength: 60 });
    const answers = (all: { minutes: number; by: CausedBy | undefined }[], isAlone: boolean) => {
      let [time, item] = [now, undefined as MailAllowanceItem | undefined];
      const taken: boolean[] = [];
      for (const { minutes, by } of all) {
        time = after(time, `PT${minutes}M`);
        if (isAlone && by !== undefined) continue;
        const allowance = new MailAllowance('m', item, time, by);
        allowance.take();
        const isTaken = by === 'person' || !allowance.isUsedUp;
        if (isTaken) item = kept(allowance);
        if (by === undefined) taken.push(isTaken);
      }
      return taken;
    };
    fc.assert(
      fc.property(asked, (all) => {
        // Its person's own steps share a mail each while one waits.
        const own = new Set(all.filter(({ by }) => by === 'person').slice(0, 8));
        const bounded = all.filter((one) => one.by !== 'person' || own.has(one));
        expect(answers(bounded, false)).toEqual(answers(bounded, true));
      }),
    );
  });

  test('takes three mails a day that one organiser causes, or a series, and says when the next one is', () => {
    const enter = (item: MailAllowanceItem | undefined, by: string[], at = now) => {
      const allowance = new MailAllowance('m', item, at, by);
      allowance.take({ about: 'entry' });
      return allowance.isUsedUp ? allowance.retryAt : kept(allowance);
    };
    let item: MailAllowanceItem | undefined;
    for (let number = 0; number < 3; number++) {
      const next = enter(item, ['maker|a', 'series|a']);
      if (typeof next === 'string') throw new Error('refused');
      item = next;
    }
    const dayLater = after(now, 'PT24H1M');
    for (const by of [
      ['maker|a', 'series|b'],
      ['maker|b', 'series|a'],
    ])
      expect(enter(item, by)).toBe(dayLater);
    expect(enter(item, ['maker|b', 'series|b'])).toMatchObject({ mails: { length: 4 } });
    expect(enter(item, ['maker|a', 'series|a'], dayLater)).toMatchObject({ mails: { length: 1 } });
  });

  test('lets what organisers of many series cause wait for two days at most', () => {
    let item: MailAllowanceItem | undefined;
    let taken = 0;
    for (; taken < 60; taken++) {
      const allowance = new MailAllowance('m', item, now, [`maker|${taken}`, `series|${taken}`]);
      allowance.take({ about: `entry|${taken}` });
      if (allowance.isUsedUp) break;
      item = kept(allowance);
    }
    expect(taken).toBe(23);
    const typed = new MailAllowance('m', item, now);
    typed.take();
    expect(typed.isUsedUp).toBe(false);
  });

  test('says which sign-ups wait, until a minute before their mail goes out', () => {
    const allowance = new MailAllowance('m', undefined, now);
    for (const signUpId of ['a', 'b', 'c', 'd']) allowance.take({ signUpId });
    const item = kept(allowance);
    const waiting = (at: Instant) => new MailAllowance('m', item, at).waiting.map((one) => one.signUpId);
    expect(waiting(after(now, 'PT59M'))).toEqual(['d']);
    expect(waiting(after(now, 'PT60M'))).toEqual([]);
  });

  test('is forgotten a day after its last mail', () => {
    const allowance = new MailAllowance('m', undefined, now);
    allowance.take();
    const item = kept(allowance);
    expect(item.expiresAt).toBe(Date.parse(after(now, 'PT1441M')) / 1000);
    expect(new MailAllowance('m', item, after(now, 'PT1441M')).nextAt).toBe(after(now, 'PT1441M'));
    expect(JSON.stringify(item)).not.toContain('@');
  });
});

describe('a client', () => {
  test.each([
    ['198.51.100.7', '198.51.100.7'],
    ['::ffff:198.51.100.7', '198.51.100.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2/64'],
    ['2001:db8:1:2::9', '2001:db8:1:2/64'],
    ['2001:DB8:1:2::', '2001:db8:1:2/64'],
    ['2001:db8::1', '2001:db8:0:0/64'],
    ['nonsense nonsense', 'unknown'],
    ['127.0.0.1', undefined],
    ['::1', undefined],
    ['::ffff:127.0.0.1', undefined],
  ])('of the address %s is %s', (sourceIp, client) => {
    expect(clientOf(sourceIp)).toBe(client);
  });
});

describe('a form', () => {
  const keys = keyRing('1', '1');
  const rotated = keyRing('2', '1', '2');
  const later = (milliseconds: number) => instant(Date.parse(now) + milliseconds);
  const shown = shownMark(keys, now);

  test('is too fast for two seconds, then it is not, whatever its key is now', () => {
    expect(isTooFast(keys, shown, later(1999))).toBe(true);
    expect(isTooFast(keys, shown, later(2000))).toBe(false);
    expect(isTooFast(rotated, shown, later(86_400_000))).toBe(false);
  });

  test('can not make up when it was shown', () => {
    const [at = '', mac = ''] = shown.split('.');
    const forged = [
      '',
      at,
      `${Number(at) - 5000}.${mac}`,
      `0${at}.${mac}`,
      `${at}.${mac.slice(0, -1)}0`,
      `${at}.9${mac}`,
      stepProof(keys, 'a@b.example', now),
    ];
    for (const mark of forged) expect(isTooFast(keys, mark, later(10_000)), mark).toBe(true);
  });

  test('proves the extra step for its own address, and for half an hour', () => {
    const proof = stepProof(keys, ' Aylin@Rathaus.example', now);
    expect(isStepTaken(keys, 'aylin@rathaus.example', proof, later(1_799_999))).toBe(true);
    expect(isStepTaken(rotated, 'aylin@rathaus.example', proof, now)).toBe(true);
    expect(isStepTaken(keys, 'aylin@rathaus.example', proof, later(1_800_000))).toBe(false);
    expect(isStepTaken(keys, 'ben@rathaus.example', proof, now)).toBe(false);
    expect(isStepTaken(keys, '', shown, now)).toBe(false);
    expect(isStepTaken(keys, 'aylin@rathaus.example', '', now)).toBe(false);
  });
});
