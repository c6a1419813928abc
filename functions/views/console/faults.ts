import type { FieldFault } from '../../core/mail/page-content.ts';
import type { Locale } from '../../core/values/locale.ts';
import type { Problem } from '../../core/values/problem.ts';
import { faultMessage, fieldFaults } from '../faults.ts';
import { consoleWords } from './words/index.ts';

/** A problem's faults in the reader's language, or what it is itself. */
export function problemFaults({ type, faults, detail }: Problem, locale: Locale): FieldFault[] {
  if (faults.length > 0) return fieldFaults(faults, locale);
  const { title, text } = consoleWords[locale].problem[type];
  const message = detail === undefined ? text : faultMessage(detail, locale);
  return [{ pointer: '', message: `${title}. ${message}` }];
}
