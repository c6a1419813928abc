import type { Organiser } from '../access/organiser.ts';
import { readSeries } from '../organising/series.ts';
import type { ReportGap } from '../registration/report-gaps.ts';
import type { Context } from '../table/context.ts';
import type { SeriesItem } from '../table/items.ts';
import { gapsOf, type ReportPeriod, seriesReport } from './series-report.ts';

/** A series' proof of use: its numbers, and what they lack still. */
export interface SeriesReport {
  series: SeriesItem;
  periods: ReportPeriod[];
  gaps: ReportGap[];
}

/** @throws Problem 404 */
export async function readReport(
  seriesId: string,
  organiser: Organiser,
  context: Context,
): Promise<SeriesReport> {
  const series = await readSeries(seriesId, organiser, context);
  const [periods, gaps] = await Promise.all([seriesReport(series, context), gapsOf(series, context)]);
  return { series, periods, gaps };
}
