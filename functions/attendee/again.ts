import { type FilledForm, sentValues } from '../core/attendee/forms.ts';
import type { ShownPage } from '../core/attendee/pages.ts';
import type { AttendeeItem } from '../core/table/items.ts';
import { Problem } from '../core/values/problem.ts';
import type { HttpAnswer, HttpRequest } from '../http/http.ts';
import { askedLocale } from '../http/language.ts';
import { fieldFaults } from '../views/faults.ts';
import { loadWords } from '../views/words/index.ts';
import { showPage } from './by-link.ts';

/** Does what a form asks for; with faults the form comes again, with what was filled in. */
export async function orAgain(
  request: HttpRequest,
  { locale }: AttendeeItem,
  form: URLSearchParams,
  act: () => Promise<HttpAnswer>,
  again: (filled: FilledForm) => Promise<ShownPage>,
): Promise<HttpAnswer> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof Problem) || error.faults.length === 0) throw error;
    const readIn = askedLocale(request) ?? locale;
    await loadWords(readIn);
    const faults = fieldFaults(error.faults, readIn);
    return showPage(request, await again({ values: sentValues(form), faults }), error.status);
  }
}
