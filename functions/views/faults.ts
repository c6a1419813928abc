import type { FieldFault } from '../core/mail/page-content.ts';
import type { Breach, Fault, FaultCode, FaultParams } from '../core/values/fault-codes.ts';
import type { Locale } from '../core/values/locale.ts';
import { moment } from './dates.ts';
import { wordsOf } from './words/index.ts';

/** The sentence for a broken rule, in the reader's language. */
export function faultMessage({ code, params }: Breach, locale: Locale): string {
  return sentence(code, params, locale);
}

function sentence<C extends FaultCode>(code: C, params: FaultParams[C], locale: Locale): string {
  return wordsOf(locale).faults[code](params, ({ at, timeZone }) => moment(at, timeZone, locale));
}

/** What a form says at its fields. */
export function fieldFaults(faults: readonly Fault[], locale: Locale): FieldFault[] {
  return faults.map((fault) => ({
    ...{ pointer: fault.pointer, code: fault.code },
    message: faultMessage(fault, locale),
  }));
}
