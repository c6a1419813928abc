import { describe, expect, test } from 'vitest';
import { SesNotice } from '../../../functions/core/delivery/ses-notice.ts';
import { settleSesNotice } from '../../../functions/core/sending/settle-ses-notice.ts';
import type { DeliveryItem } from '../../../functions/core/table/items.ts';
import { refs } from '../../../functions/core/table/refs.ts';
import { PageWorld } from './page-world.ts';

/**
 * The kinds of SES's notices, in its documented forms.
 * https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html
 */
const person = 'a@x.example';

async function world() {
  const of = await PageWorld.of({ one: [person] });
  await of.tick();
  const [sent] = of.sent;
  if (sent === undefined) throw new Error('no reminder');
  const { personHash } = of.series.identity(person);
  const mail = {
    timestamp: of.series.now,
    source: 'seminare@mail.stiftung-marktplatz.example',
    sendingAccountId: '123456789012',
    messageId: sent.messageId,
    destination: [person],
    headersTruncated: false,
    headers: [{ name: 'To', value: person }],
    commonHeaders: { to: [person] },
    tags: { deliveryId: [sent.id], personHash: [personHash], 'ses:configuration-set': ['set'] },
  };
  return {
    tell: (eventType: string, more: object, messageId = mail.messageId) =>
      settleSesNotice(SesNotice.parse({ eventType, mail: { ...mail, messageId }, ...more }), of.context),
    /** As if the mail had been of another template. */
    async be(template: DeliveryItem['template']) {
      const delivery = await of.table.get(refs.delivery(...keyOf(sent.id)));
      if (delivery === undefined) throw new Error('no delivery');
      await of.table.commit([{ step: 'put', item: { ...delivery, template }, when: 'any' }]);
    },
    suppression: () => of.table.get(refs.suppression(personHash)),
    async seen() {
      const { delivery, suppression, soft, guard } = await of.table.load({
        delivery: refs.delivery(...keyOf(sent.id)),
        suppression: refs.suppression(personHash),
        soft: refs.softBounces(personHash),
        guard: refs.guard(),
      });
      const [hour] = guard?.hours.slice(-1) ?? [];
      return {
        state: `${delivery?.state}${delivery?.reason === undefined ? '' : ` (${delivery.reason})`}`,
        suppressed: suppression?.reason,
        soft: soft?.bounces.length ?? 0,
        guard: (hour?.bounced ?? 0) + (hour?.complained ?? 0),
      };
    },
  };
}

function keyOf(id: string): [string, string] {
  const at = id.indexOf('_');
  return [id.slice(0, at), id.slice(at + 1)];
}

const bounce = (bounceType: string, bounceSubType: string, dsn: object = {}) => ({
  bounce: {
    feedbackId: 'f',
    bounceType,
    bounceSubType,
    bouncedRecipients: [{ emailAddress: person, ...dsn }],
    timestamp: '2027-04-27T15:00:00.000Z',
    reportingMTA: 'dsn; a.smtp-out.amazonses.com',
  },
});
const status = (code: string) => ({ status: code, action: 'failed', diagnosticCode: `smtp; ${code}` });
const complaint = (said: object) => ({
  complaint: { complainedRecipients: [{ emailAddress: person }], feedbackId: 'f', ...said },
});
const untouched = { suppressed: undefined, soft: 0, guard: 0 };

describe('a notice', () => {
  test.each([
    ['of somebody who is away', 'Bounce', bounce('Transient', 'General')],
    ['of an automatic reply that nobody could read', 'Bounce', { bounce: { bounceType: 'Undetermined' } }],
    ['"not spam"', 'Complaint', complaint({ complaintFeedbackType: 'not-spam', complaintSubType: null })],
    ['of a failed authentication', 'Complaint', complaint({ complaintFeedbackType: 'auth-failure' })],
  ])('%s says that the mail arrived: nothing changes, however often it comes', async (_, kind, more) => {
    const { tell, seen } = await world();
    for (const number of [1, 2, 3, 4]) await tell(kind, more, `mail-${number}`);
    await tell(kind, more);
    expect(await seen()).toEqual({ ...untouched, state: 'sent' });
  });

  test.each([
    // A soft bounce is none to SES's rates, and of the mailbox unless it is of what the mail held.
    [
      'Bounce',
      bounce('Transient', 'General', status('4.4.7')),
      'bounced (Transient General 4.4.7)',
      { soft: 1 },
    ],
    ['Bounce', bounce('Transient', 'MailboxFull'), 'bounced (Transient MailboxFull)', { soft: 1 }],
    [
      'Bounce',
      bounce('Transient', 'CustomTimeoutExceeded'),
      'bounced (Transient CustomTimeoutExceeded)',
      { soft: 1 },
    ],
    [
      'Bounce',
      bounce('Transient', 'ContentRejected', status('5.6.1')),
      'bounced (Transient ContentRejected 5.6.1)',
      {},
    ],
    ['Bounce', bounce('Transient', 'MessageTooLarge'), 'bounced (Transient MessageTooLarge)', {}],
    [
      'Bounce',
      bounce('Permanent', 'NoEmail', status('5.1.1')),
      'bounced (Permanent NoEmail 5.1.1)',
      { suppressed: 'bounce', guard: 1 },
    ],
    [
      'Bounce',
      bounce('Permanent', 'General'),
      'bounced (Permanent General)',
      { suppressed: 'bounce', guard: 1 },
    ],
    [
      'Bounce',
      bounce('Permanent', 'Suppressed'),
      'bounced (Permanent Suppressed)',
      { suppressed: 'bounce', guard: 1 },
    ],
    // What SES's own list held back is in none of its rates.
    [
      'Bounce',
      bounce('Permanent', 'OnAccountSuppressionList'),
      'bounced (Permanent OnAccountSuppressionList)',
      { suppressed: 'bounce' },
    ],
    [
      'Complaint',
      complaint({ complaintSubType: 'OnAccountSuppressionList' }),
      'complained (OnAccountSuppressionList)',
      { suppressed: 'complaint' },
    ],
    [
      'Complaint',
      complaint({ complaintFeedbackType: 'abuse', complaintSubType: null }),
      'complained (abuse)',
      { suppressed: 'complaint', guard: 1 },
    ],
    ['Complaint', {}, 'complained (complaint)', { suppressed: 'complaint', guard: 1 }],
    ['Reject', { reject: { reason: 'Bad content' } }, 'failed (rejected: Bad content)', {}],
    [
      'Rendering Failure',
      { failure: { errorMessage: 'x', templateName: 'y' } },
      'failed (rejected: rendering failure)',
      {},
    ],
    [
      'DeliveryDelay',
      { deliveryDelay: { delayType: 'MailboxFull', delayedRecipients: [{ emailAddress: person }] } },
      'delayed',
      {},
    ],
    ['Delivery', { delivery: { recipients: [person], smtpResponse: '250 ok' } }, 'delivered', {}],
  ])('%s %j settles the mail once: %s', async (kind, more, state, touched) => {
    const { tell, seen } = await world();
    for (const _ of [1, 2]) await tell(kind, more);
    expect(await seen()).toEqual({ ...untouched, state, ...touched });
  });
});

describe('a mail that arrives', () => {
  const full = bounce('Transient', 'MailboxFull');
  const delivery = (timestamp: string) => ({ delivery: { recipients: [person], timestamp } });

  test('clears the soft bounces of before it: the third after it is one too many', async () => {
    const { tell, seen } = await world();
    for (const number of [1, 2]) await tell('Bounce', full, `before-${number}`);
    await tell('Delivery', delivery('2027-04-27T15:00:01.000Z'), 'arrived');
    expect(await seen()).toMatchObject({ soft: 0 });
    for (const number of [1, 2]) await tell('Bounce', full, `after-${number}`);
    expect(await seen()).toMatchObject({ suppressed: undefined, soft: 2 });
    await tell('Bounce', full, 'after-3');
    expect(await seen()).toMatchObject({ suppressed: 'bounce' });
  });

  test('before they came back clears none of them, however late its notice comes', async () => {
    const { tell, seen } = await world();
    for (const number of [1, 2]) await tell('Bounce', full, `after-${number}`);
    for (const _ of [1, 2]) await tell('Delivery', delivery('2027-04-27T14:59:59.000Z'), 'arrived');
    expect(await seen()).toMatchObject({ soft: 2 });
  });
});

describe('a login, which anybody asks for and bounces softly', () => {
  test('ends with the third what strangers cause alone', async () => {
    const { tell, be, suppression } = await world();
    await be('login');
    for (const number of [1, 2, 3])
      await tell('Bounce', bounce('Transient', 'MailboxFull'), `login-${number}`);
    expect(await suppression()).toMatchObject({ scope: 'unverified', reason: 'bounce' });
  });
});
