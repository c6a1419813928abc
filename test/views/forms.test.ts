import { describe, expect, test } from 'vitest';
import { renderConsole } from '../../functions/views/console/document.tsx';
import { NewEventScreen } from '../../functions/views/console/event-form.tsx';
import { TextField } from '../../functions/views/kit/fields.tsx';
import { publicUrl, sampleSeries, stage } from '../core/samples.ts';

const series = sampleSeries();
const now = '2027-04-28T11:00:00.000Z';

const shared = {
  ...({ locale: 'de', timeZone: 'Europe/Berlin', organisation: stage.organisation, publicUrl } as const),
  ...{ formToken: 't', path: '/', assets: { style: '', script: '' } },
  who: { name: 'Ina', role: 'owner', seriesIds: undefined } as const,
};

describe('the faults above a form of the console', () => {
  const faultsAbove = (...pointers: string[]) => {
    const faults = pointers.map((pointer) => ({ pointer, message: 'FAULT' }));
    const html = renderConsole(shared, NewEventScreen, {
      series,
      events: [],
      filled: { body: {}, faults },
      now,
    });
    const [list = ''] = /role="alert"[\s\S]*?<\/ul>/.exec(html) ?? [];
    return { html, list };
  };

  test('name their fields, and each leads to one that is there', () => {
    const { html, list } = faultsAbove(
      '/title',
      '/title/de',
      '/capacity',
      '/workingGroups/0/capacity',
      '/reminders',
    );
    const links = [...list.matchAll(/<a href="#([^"]+)">([^<]+)<\/a>/g)].map(([, id, text]) => ({
      id,
      text,
    }));
    expect(links.map(({ text }) => text)).toEqual([
      'Titel: FAULT',
      'Titel (Deutsch): FAULT',
      'Plätze: FAULT',
      'Plätze in der Gruppe: FAULT',
      'Erinnerung per Mail an alle mit Platz: FAULT',
    ]);
    for (const { id } of links) expect(html).toContain(` id="${id}"`);
  });

  test('stand as they are where the form shows no such field', () => {
    expect(faultsAbove('/nowhere').list).toContain('<li>FAULT</li>');
  });
});

test('a field that nothing names is a mistake of ours, and no field without a label', () => {
  expect(() => renderConsole(shared, TextField, { at: '/nowhere' })).toThrow('/nowhere');
});
