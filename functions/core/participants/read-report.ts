import type { Organiser } from '../access/organiser.ts';
import { readSeries } from '../organising/series.ts';
import type { Context } from '../table/context.ts';
import type { SeriesItem } from '../table/items.ts';
import { type ReportPeriod, seriesReport } from './series-report.ts';

/** A series with its report. @throws Problem 404 */
export async function readReport(
  seriesId: string,
  organiser: Organiser,
  context: Context,
): Promise<{ series: SeriesItem; periods: ReportPeriod[] }> {
  const series = await readSeries(seriesId, organiser, context);
  return { series, periods: await seriesReport(series, context) };
}
