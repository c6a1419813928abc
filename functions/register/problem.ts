import type { Problem } from '../core/values/problem.ts';
import { type HttpAnswer, type HttpRequest, isBrowser, isForm, problemDocument } from '../http/http.ts';
import { readerLocale, saidLocale } from '../http/language.ts';
import { problemPage, problemPageOrDocument, stageOfProblem } from '../http/problem-answer.ts';

/** What is wrong with a sign-up: a page for whoever sent a form, also one that can't be read, a document for scripts. */
export async function signUpProblem(problem: Problem, request: HttpRequest): Promise<HttpAnswer> {
  if (request.requestContext.http.method === 'GET') return problemPageOrDocument(problem, request);
  const said = saidLocale(request);
  return isForm(request) || (isBrowser(request) && problem.type === 'unsupported-media-type')
    ? problemPage(problem, request, said)
    : problemDocument(problem, readerLocale(request, stageOfProblem().defaultLocale, said));
}
