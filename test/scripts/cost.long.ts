import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, inject, test } from 'vitest';
import { bill, PriceList, printed } from '../../scripts/cost/bill.ts';
import { fixedCostsOf } from '../../scripts/cost/fixed-costs.ts';
import { measure } from '../../scripts/cost/measure.ts';

const list = PriceList.parse(
  JSON.parse(readFileSync(new URL('../../docs/prices/eu-central-1.json', import.meta.url), 'utf8')),
);

test('twelve events of 500 cost less than a dollar a month besides SES, measured line by line', async () => {
  const directory = mkdtempSync(path.join(tmpdir(), 'eventbote-cost-'));
  try {
    const measuredAttendees = 3;
    const measured = await measure(inject('assembly'), directory, measuredAttendees);
    // Verification, confirmation, two reminders, documentation.
    expect(measured.event.mails).toBe(5 * measuredAttendees);
    expect(measured.event.writeUnits).toBeGreaterThan(measured.event.mails);
    expect(measured.idleTick).toMatchObject({ invocations: 2, mails: 0, requests: 0 });
    const lines = bill(
      { ...measured, measuredAttendees },
      { attendees: 500, events: 12 },
      fixedCostsOf(inject('assembly')),
      list,
    );
    const others = lines.filter(({ service }) => !service.startsWith('ses'));
    expect(others.reduce((total, { due }) => total + due, 0)).toBeLessThan(1);
    expect(lines.find(({ service }) => service === 'sesMails')?.amount).toBeCloseTo(2500);
    for (const { service } of lines) expect(printed(lines, list)).toContain(service);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
});
