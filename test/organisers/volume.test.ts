import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, inject, it } from 'vitest';
import { lookAtRegistrations } from '../../scripts/volume/registrations.ts';

it('every way of looking at registrations sees each once, within time, at a cost that grows with what it reads', async () => {
  const size = 1200;
  const directory = mkdtempSync(path.join(tmpdir(), 'eventbote-volume-'));
  try {
    const { looks, timeoutSeconds } = await lookAtRegistrations(inject('assembly'), directory, size);
    console.table(looks);
    const found = Object.fromEntries(looks.map((look) => [look.what, look.found]));
    expect(found).toMatchObject({
      'list, 500 a page': size,
      'filter by state': size,
      'search by a part of an address': 1,
      'export, 5,000 rows a page': size,
    });
    for (const { what, slowestMilliseconds, readUnits } of looks) {
      expect(slowestMilliseconds).toBeLessThan(timeoutSeconds * 1000);
      // The filter gets each by its key, after the index: the others read many in a unit's worth.
      expect(readUnits).toBeLessThan(what.startsWith('filter') ? size * 1.1 : size / 4);
    }
    expect(looks.find(({ what }) => what.startsWith('numbers'))?.readUnits).toBeLessThan(20);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}, 60_000);
