import type { Context } from './context.ts';
import type { SeriesItem } from './items.ts';
import type { Organiser } from './organiser-access.ts';
import { readSeries } from './organiser-series.ts';
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
