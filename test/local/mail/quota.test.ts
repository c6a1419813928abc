import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Clock } from '../../../local/clock/clock.ts';
import { Mailbox } from '../../../local/mail/mailbox.ts';
import { Quota } from '../../../local/mail/quota.ts';
import { FaultBox } from '../../../local/state/faults.ts';
import { Store } from '../../../local/state/store.ts';

let store: Store;
let clock: Clock;
let mailbox: Mailbox;
let faults: FaultBox;
let quota: Quota;

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2030-01-01T00:00:00.100Z'), toFake: ['Date'] });
  store = new Store(mkdtempSync(path.join(tmpdir(), 'eventbote-quota-')));
  clock = new Clock(store);
  faults = new FaultBox(store);
  mailbox = new Mailbox(store, clock, 'eu-central-1');
  quota = new Quota(mailbox, faults, clock);
});
afterEach(() => {
  store.end();
  vi.useRealTimers();
});

const accept = () =>
  mailbox.accept({
    source: 'a@b.example',
    recipients: ['c@d.example'],
    tags: {},
    raw: Buffer.from('Subject: x\r\n\r\ny'),
  });

test('no more than maxSendRate mails pass in any second, wherever it begins', () => {
  faults.replace({ ses: { maxSendRate: 2 } });
  expect([quota.take(1), quota.take(1), quota.take(1)]).toEqual([
    undefined,
    undefined,
    'Maximum sending rate exceeded.',
  ]);
  vi.setSystemTime('2030-01-01T00:00:01.050Z');
  expect(quota.take(1)).toBe('Maximum sending rate exceeded.');
  vi.setSystemTime('2030-01-01T00:00:01.101Z');
  expect(quota.take(1)).toBeUndefined();
});

test("a jump of the runner's clock does not bring the next second sooner", () => {
  faults.replace({ ses: { maxSendRate: 1 } });
  quota.take(1);
  clock.step(clock.now() + 3_600_000);
  expect(quota.take(1)).toBe('Maximum sending rate exceeded.');
});

test('the quota is told once a second', () => {
  expect([quota.mayTell(), quota.mayTell()]).toEqual([true, false]);
  vi.setSystemTime('2030-01-01T00:00:01.099Z');
  expect(quota.mayTell()).toBe(false);
  vi.setSystemTime('2030-01-01T00:00:01.100Z');
  expect(quota.mayTell()).toBe(true);
  clock.step(clock.now() + 60_000);
  expect(quota.mayTell()).toBe(true);
});

test("the daily quota moves with the runner's clock", () => {
  faults.replace({ ses: { max24HourSend: 2 } });
  accept();
  clock.step(clock.now() + 3_600_000);
  accept();
  expect(quota.take(1)).toBe('Daily message quota exceeded.');
  clock.step(clock.now() + 23 * 3_600_000);
  expect(quota.limits.sentLast24Hours).toBe(1);
  expect(quota.take(1)).toBeUndefined();
});

test('emptying the mailbox and starting anew give no quota back', () => {
  accept();
  mailbox.clear();
  expect(mailbox.list()).toEqual([]);
  expect(new Mailbox(store, clock, 'eu-central-1').acceptedWithinDay()).toBe(1);
});

test("Message-ID and Date are SES's own, Bcc is gone, and nothing else of the mail changes", () => {
  const raw = Buffer.from(
    'From: =?utf-8?q?B=C3=BCro?= <a@b.example>\r\nMessage-ID: <mine@b>\r\nBcc: x@y.example,\r\n z@y.example\r\nSubject: a\r\n b\r\n\r\nGrüße\r\n\r\nBcc: body',
  );
  const mail = mailbox.accept({ source: 'a@b.example', recipients: ['c@d.example'], tags: {}, raw });
  const text = mailbox.find(mail.id)?.raw.toString('utf8');
  expect(text).toBe(
    `Message-ID: <${mail.id}@eu-central-1.amazonses.com>\r\nDate: Tue, 01 Jan 2030 00:00:00 +0000\r\n` +
      'From: =?utf-8?q?B=C3=BCro?= <a@b.example>\r\nSubject: a\r\n b\r\n\r\nGrüße\r\n\r\nBcc: body',
  );
});

test('a mailbox is found by address whatever its case, also by an internationalised domain', () => {
  mailbox.accept({
    source: 'a@b.example',
    recipients: ['Dora@xn--mller-kva.example'],
    tags: {},
    raw: Buffer.from('\r\n\r\n'),
  });
  expect(mailbox.list({ to: 'dora@müller.example' })).toHaveLength(1);
  expect(mailbox.list({ to: 'ora@xn--mller-kva.example' })).toHaveLength(0);
});
