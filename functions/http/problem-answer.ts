import { frameOf } from '../core/mail/event-facts.ts';
import type { PageContent } from '../core/mail/page-content.ts';
import type { Problem, ProblemType } from '../core/values/problem.ts';
import { Stage } from '../core/values/stage.ts';
import { readEnvironment } from '../runtime/environment.ts';
import { fieldFaults } from '../views/faults.ts';
import { type HttpAnswer, type HttpRequest, isBrowser, problemDocument, readerLocale } from './http.ts';
import { pageAnswer } from './page-answer.ts';

type ProblemKind = Extract<PageContent, { page: 'problem' }>['kind'];

/** Which friendly page a problem gets. */
const kinds: Partial<Record<ProblemType, ProblemKind>> = {
  'not-found': 'notFound',
  'link-invalid': 'linkInvalid',
  'link-expired': 'linkExpired',
  'not-possible-now': 'registrationGone',
  busy: 'busy',
  'too-many-requests': 'tooMany',
  unexpected: 'unexpected',
};

/** A problem for a person: what is wrong, and what to do next. */
export function problemPage(problem: Problem, request: HttpRequest): HttpAnswer {
  const stage = Stage.parse(JSON.parse(readEnvironment(['stage']).stage));
  const locale = readerLocale(request, stage.defaultLocale);
  return pageAnswer(problem.status, frameOf(stage, locale), {
    page: 'problem',
    kind: kinds[problem.type] ?? 'badRequest',
    ...(problem.faults.length > 0 ? { faults: fieldFaults(problem.faults, locale) } : {}),
  });
}

/** A page for a browser, a problem document for everything else. */
export function problemPageOrDocument(problem: Problem, request: HttpRequest): HttpAnswer {
  return isBrowser(request)
    ? problemPage(problem, request)
    : problemDocument(problem, readerLocale(request, 'de'));
}
