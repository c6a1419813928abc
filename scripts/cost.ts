import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { bill, PriceList, printed } from './cost/bill.ts';
import { fixedCostsOf } from './cost/fixed-costs.ts';
import { measure } from './cost/measure.ts';
import { synthesize } from './synthesize.ts';

/**
 * `npm run cost -- --attendees 500 --events 12`: what a month costs, line by line, when a year has this many events
 * with this many attendees each. One event is played on the runner with a few attendees, and its units are scaled.
 */
const measuredAttendees = 20;

const { values } = parseArgs({
  options: {
    attendees: { type: 'string', default: '500' },
    events: { type: 'string', default: '12' },
    prices: { type: 'string', default: 'docs/prices/eu-central-1.json' },
  },
});
const Count = z.coerce.number().int().min(1);
const year = { attendees: Count.parse(values.attendees), events: Count.parse(values.events) };
const list = PriceList.parse(JSON.parse(readFileSync(values.prices, 'utf8')));

const directory = mkdtempSync(path.join(tmpdir(), 'eventbote-cost-'));
try {
  const assembly = path.join(directory, 'cdk.out');
  synthesize(assembly);
  const measured = await measure(assembly, path.join(directory, 'local'), measuredAttendees);
  console.log(printed(bill({ ...measured, measuredAttendees }, year, fixedCostsOf(assembly), list), list));
} finally {
  rmSync(directory, { recursive: true, force: true });
}
