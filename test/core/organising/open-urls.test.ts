import { describe, expect, test } from 'vitest';
import { cloneEvent } from '../../../functions/core/organising/event-life.ts';
import { replaceSeries } from '../../../functions/core/organising/series.ts';
import { EventInput, eventInputOf } from '../../../functions/core/table/event.ts';
import { refs } from '../../../functions/core/table/refs.ts';
import { seriesInputOf } from '../../../functions/core/table/series.ts';
import { strangeLinks } from '../../../functions/core/values/markdown.ts';
import { Problem } from '../../../functions/core/values/problem.ts';
import { MemoryTable } from '../../adapters/memory-table.ts';
import { owner } from '../mail/mail-world.ts';
import { sampleEvent } from '../samples.ts';
import { Series } from '../series.ts';

/** Whoever is shown an address of the web would have the name and the password in it, too. */
const named = ['https://user:password@meet.example/teil', 'https://user@meet.example/teil'];
const open = 'https://meet.example/teil?as=user:password@host';

async function faultsOf(act: Promise<unknown>): Promise<unknown> {
  const error = await act.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return error instanceof Problem ? error.faults.map(({ pointer, code }) => [pointer, code]) : error;
}

describe.each(named)('%s is refused as', (url) => {
  test('the way into an event, also of one that is copied', async () => {
    const given = eventInputOf(sampleEvent({}));
    const { error } = EventInput.safeParse({ ...given, joinUrl: url });
    expect(error?.issues.map((issue) => issue.path)).toEqual([['joinUrl']]);
    expect(EventInput.safeParse({ ...given, joinUrl: open }).success).toBe(true);
    const series = await Series.create(new MemoryTable(), 'reihe', [{ eventId: 'eins' }]);
    // Stored before it was refused, it is read as it is.
    const stored = await series.table.get(refs.event('eins'));
    if (stored === undefined) throw new Error('no event');
    await series.table.commit([{ step: 'put', item: { ...stored, joinUrl: url }, when: 'any' }]);
    const wanted = { eventId: 'zwei', startsAtLocal: '2027-05-28T17:00' };
    const cloned = cloneEvent('eins', wanted, owner, series.context);
    expect(await faultsOf(cloned)).toEqual([['/joinUrl', 'invalidUrl']]);
  });

  test('the page of a privacy notice and the logo of a series', async () => {
    const { context, series } = await Series.create(new MemoryTable(), 'reihe', []);
    const input = seriesInputOf(series);
    const notices = { ...input.notices, privacy: { ...input.notices.privacy, url: { de: url } } };
    const changed = { ...input, notices, look: { logoUrl: `${url}.png` } };
    expect(await faultsOf(replaceSeries('reihe', changed, undefined, owner, context))).toEqual([
      ['/look/logoUrl', 'logoNotAllowed'],
      ['/notices/privacy/url/de', 'invalidUrl'],
    ]);
  });

  test('a link in an announcement', () => {
    expect(strangeLinks(`Zum [Treffen](${url}).`)).toEqual([url]);
    expect(strangeLinks(`Zum [Treffen](${open}).`)).toEqual([]);
  });
});
