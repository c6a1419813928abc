import type { FaultCode } from '../core/values/faults.ts';

export type { FaultCode };

import type { Locale } from '../core/values/locale.ts';
import { moment } from './dates.ts';
import { faultWords } from './words/faults.ts';

/**
 * The sentence for a fault, in the reader's language. It names the bounds in `params`: `max` and `min` as
 * numbers (characters, entries; bytes of a body), `at` as an instant told in `timeZone`, else in UTC.
 */
export function faultMessage(
  fault: { code: FaultCode; params?: Record<string, string | number> },
  locale: Locale,
): string {
  const { max, min, at, timeZone = 'UTC' } = fault.params ?? {};
  const number = (bound: string | number | undefined) =>
    typeof bound === 'number' ? bound.toLocaleString(locale === 'de' ? 'de-DE' : 'en-GB') : bound;
  const isInstant = typeof at === 'string' && !Number.isNaN(Date.parse(at));
  return faultWords[locale][fault.code]({
    max: number(max),
    min: number(min),
    at: isInstant ? moment(at, String(timeZone), locale) : number(at),
  });
}
