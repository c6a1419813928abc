import { expect, test } from 'vitest';
import * as words from '../../functions/client/signup/words.ts';
import { wordsOf } from '../../functions/views/words/index.ts';

test.each(['de', 'en'] as const)('the web component says what the hosted form says: %s', (locale) => {
  const { signUp, open, received } = wordsOf(locale).page;
  const { optional, groupFull, faultsTitle, noAnswer, yes, no, sensitiveHint } = words;
  const said = {
    opens: open.notYetOpen('').replace(/\.$/, ''),
    ...{ closed: open.closed, few: open.few, full: open.full, waitingList: open.waitingList },
    ...{
      received: received.title,
      next: received.next,
      nextSoon: received.nextSoon,
      privacy: wordsOf(locale).common.privacy,
    },
    ...{ optional: ` ${signUp.optional}`, groupFull: signUp.groupFull('') },
  };
  const own = { optional, groupFull, faultsTitle, noAnswer, yes, no, sensitiveHint };
  for (const [name, text] of Object.entries({ ...signUp, ...said })) {
    const spoken = Object.entries({ ...words, ...own }).find(([key]) => key === name)?.[1];
    if (spoken !== undefined) expect([name, spoken[locale]]).toEqual([name, text]);
  }
});

test('each of its texts is there in both languages', () => {
  for (const [name, text] of Object.entries(words)) {
    expect([name, Object.keys(text)]).toEqual([name, ['de', 'en']]);
  }
});
