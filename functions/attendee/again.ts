import { type FilledForm, sentValues } from '../core/attendee/forms.ts';
import type { ShownPage } from '../core/attendee/pages.ts';
import type { AttendeeItem } from '../core/table/items.ts';
import { Problem } from '../core/values/problem.ts';
import type { HttpAnswer } from '../http/http.ts';
import { fieldFaults } from '../views/faults.ts';
import { showPage } from './by-link.ts';

/** Does what a form asks for; with faults the form comes again, with what was filled in. */
export async function orAgain(
  { locale }: AttendeeItem,
  form: URLSearchParams,
  act: () => Promise<HttpAnswer>,
  again: (filled: FilledForm) => Promise<ShownPage>,
): Promise<HttpAnswer> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof Problem) || error.faults.length === 0) throw error;
    const faults = fieldFaults(error.faults, locale);
    return showPage(await again({ values: sentValues(form), faults }), error.status);
  }
}
