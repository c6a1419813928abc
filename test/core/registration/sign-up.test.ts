import { beforeEach, describe, expect, test } from 'vitest';
import { confirm } from '../../../functions/core/registration/confirm.ts';
import { Busy } from '../../../functions/core/table/ports.ts';
import { refs } from '../../../functions/core/table/refs.ts';
import { type Call, MemoryTable } from '../../adapters/memory-table.ts';
import { sampleSeries } from '../samples.ts';
import { Series } from '../series.ts';

const [first, second] = ['aylin@rathaus.example', 'ben@verein.example'];

/** What happens before each call of the table. */
let before: (call: Call) => Promise<void>;
let table: MemoryTable;
let series: Series;

beforeEach(async () => {
  before = async () => {};
  table = new MemoryTable((call) => before(call));
  series = await Series.create(table, 'reihe', [{ eventId: 'one', capacity: 1 }]);
});

/** How often something is written, and what may happen before the first of it. */
function writes(meanwhile: () => Promise<unknown> = async () => {}): () => number {
  let count = 0;
  before = async (call) => {
    if (call === 'commit' && ++count === 1) await meanwhile();
  };
  return () => count;
}

const types = () => table.rows().map(({ type }) => String(type));
const mails = (template: string) => table.rows().filter((row) => row.template === template);

describe('a sign-up that is accepted', () => {
  test('is there with its place, its counters and its mail, by one transaction', async () => {
    const count = writes();
    await series.signUp(first, ['one']);
    expect(count()).toBe(1);
    expect(await series.registration(first, 'one')).toMatchObject({ state: 'pending', holdsPlace: true });
    expect(await series.counters('one')).toMatchObject({ taken: 1, pending: 1 });
    expect(mails('verification')).toMatchObject([{ state: 'queued', attempts: 0 }]);
  });

  test('is not accepted when nothing could be written', async () => {
    before = async (call) => {
      if (call === 'commit') throw new Busy(new Error('throttled'));
    };
    await expect(series.signUp(first, ['one'])).rejects.toThrow(Busy);
    expect(types()).not.toContain('signUp');
    expect(await series.counters('one')).toMatchObject({ taken: 0 });
  });
});

test('the last place goes to one of two who come at once', async () => {
  writes(() => series.signUp(second, ['one']));
  const { events } = await series.signUp(first, ['one']);
  // Nobody has confirmed the other one yet: it may end.
  expect(await series.registration(first, 'one')).toMatchObject({ state: 'pending', holdsPlace: false });
  expect(events[0]?.heldUntil).toBeUndefined();
  expect(await series.registration(second, 'one')).toMatchObject({ holdsPlace: true });
  expect(await series.counters('one')).toMatchObject({ taken: 1 });
});

test('confirmed twice at once there is one place and one mail', async () => {
  const signUp = await series.signUp(first, ['one']);
  writes(() => confirm(signUp, series.context));
  await confirm(signUp, series.context);
  expect(await series.counters('one')).toMatchObject({ taken: 1, confirmed: 1 });
  expect(mails('confirmation')).toHaveLength(1);
});

test('whoever is registered already is answered as anybody is, and as much is written', async () => {
  series = await Series.create(table, 'andere', [{ eventId: 'two' }]);
  await series.join(first, ['two']);
  const writtenFor = async (email: string) => {
    const commit = table.commit.bind(table);
    const written: (string | undefined)[] = [];
    table.commit = async (changes) => {
      written.push(...changes.map(({ step: change }) => change));
      return commit(changes);
    };
    const { state } = await series.signUp(email, ['two']);
    table.commit = commit;
    return { state, written };
  };
  expect(await writtenFor(first)).toEqual(await writtenFor(second));
});

describe('a notice', () => {
  test('is kept with the sign-up as it was shown, in the language of the reader', async () => {
    const { notices } = await series.signUp(first, ['one'], {
      notices: { privacy: '2027-01', news: '2027-01' },
    });
    const shown = sampleSeries().notices;
    expect(notices).toMatchObject({
      privacy: { version: '2027-01', text: shown.privacy.text.de },
      news: { version: '2027-01', text: shown.news?.text.de },
    });
  });

  test.each(['privacy', 'news', 'sensitive'])(
    'of %s in another version than the one shown now is refused',
    async (kind) => {
      const notices = { privacy: '2027-01', [kind]: '2026-12' };
      await expect(series.signUp(first, ['one'], { notices })).rejects.toMatchObject({
        faults: [{ pointer: `/notices/${kind}` }],
      });
      expect(await table.get(refs.counters('one'))).toMatchObject({ taken: 0 });
    },
  );
});
