import { expect, test } from 'vitest';
import { MailTemplate, mailKinds } from '../../../functions/core/table/mail-kinds.ts';

const those = (holds: (template: MailTemplate) => boolean) => MailTemplate.options.filter(holds);

test('a mail whose first attempt stays without an answer goes out again only where somebody waits for it (promise 3)', () => {
  const again = those((template) => mailKinds[template].triesAtMost > 1);
  expect(again).toEqual(['verification', 'nudge', 'confirmation', 'waiting', 'promoted', 'link', 'login']);
});

test('what goes to an address that nobody has verified is marked so (promise 10)', () => {
  expect(those((template) => mailKinds[template].isUnverified === true)).toEqual([
    'verification',
    'nudge',
    'link',
    'unconfirmedCancelled',
  ]);
});

test('who gave up a place gets nothing that is for those who have one', () => {
  const toAll = those((template) => mailKinds[template].wantedBy?.includes('cancelled') ?? false);
  expect(toAll).toEqual(['cancellation']);
});
