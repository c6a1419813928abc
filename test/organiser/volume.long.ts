import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, inject, it } from 'vitest';
import { lookAtRegistrations } from '../measure/volume/registrations.ts';

it('every way of looking at registrations sees each once, within time, at a cost that grows with what it reads', async () => {
  const size = 1200;
  const directory = mkdtempSync(path.join(tmpdir(), 'eventbote-volume-'));
  try {
    const { looks, screens, timeoutSeconds } = await lookAtRegistrations(inject('assembly'), directory, size);
    console.table(looks);
    console.table(screens);
    for (const { bytes } of screens) expect(bytes).toBeLessThan(200_000);
    const found = Object.fromEntries(looks.map((look) => [look.what, look.found]));
    expect(found).toMatchObject({
      'list, 500 a page': size,
      'filter, 500 a page': size,
      'filter, 50 a page: the first page': 50,
      'search by a part of an address': 1,
      'export, 5,000 rows a page': size,
    });
    for (const { what, slowestMilliseconds, readUnits } of looks) {
      expect(slowestMilliseconds).toBeLessThan(timeoutSeconds * 1000);
      // The filter gets each by its key, half a unit, after the index: the others read many in a unit's worth.
      expect(readUnits).toBeLessThan(what.startsWith('filter, 500') ? size * 0.6 : size / 4);
    }
    const readUnits = Object.fromEntries(looks.map((look) => [look.what, look.readUnits]));
    expect(readUnits['numbers of the event']).toBeLessThan(20);
    expect(readUnits['filter, 50 a page: the first page']).toBeLessThan(40);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
});
