import { frameOf } from '../core/mail/event-facts.ts';
import type { PageContent } from '../core/mail/page-content.ts';
import type { Problem, ProblemType } from '../core/values/problem.ts';
import { Stage } from '../core/values/stage.ts';
import type { Instant } from '../core/values/time.ts';
import { readEnvironment } from '../runtime/environment.ts';
import { fieldFaults } from '../views/faults.ts';
import { loadWords } from '../views/words/index.ts';
import { type HttpAnswer, type HttpRequest, isBrowser, problemDocument } from './http.ts';
import { otherLocale, readerLocale } from './language.ts';
import { pageAnswer } from './page-answer.ts';

/** What goes wrong may be the configuration of anything else: the stage is read here. */
export const stageOfProblem = () => Stage.parse(JSON.parse(readEnvironment(['stage']).stage));

type ProblemKind = Extract<PageContent, { page: 'problem' }>['kind'];

/** Which friendly page a problem gets. */
const kinds: Partial<Record<ProblemType, ProblemKind>> = {
  'other-site': 'otherSite',
  'not-found': 'notFound',
  'method-not-allowed': 'notFound',
  'unsupported-media-type': 'wrongForm',
  'link-invalid': 'linkInvalid',
  'link-expired': 'linkExpired',
  'address-changed': 'addressChanged',
  'link-retired': 'linkRetired',
  'not-possible-now': 'registrationGone',
  busy: 'busy',
  'too-many-requests': 'tooMany',
  unexpected: 'unexpected',
};

/**
 * A problem for a person: what is wrong, and what to do next.
 * @param said what the request itself says of its sender's language
 */
export async function problemPage(
  problem: Problem,
  request: HttpRequest,
  said?: unknown,
): Promise<HttpAnswer> {
  const stage = stageOfProblem();
  const locale = readerLocale(request, stage.defaultLocale, said);
  await loadWords(locale);
  const kind = kindOf(problem, request);
  const content = {
    page: 'problem' as const,
    ...{ kind, contact: kind === 'wrongForm' ? stage.replyTo : undefined },
    ...(problem.retryAt === undefined ? {} : { retry: retryOf(problem.retryAt, stage) }),
    ...(problem.type === 'link-retired' ? { freshLink: freshLinkOf(problem, stage) } : {}),
    ...(problem.faults.length > 0 ? { faults: fieldFaults(problem.faults, locale) } : {}),
  };
  return pageAnswer(problem.status, frameOf(stage, locale), content, otherLocale(request, locale));
}

function kindOf({ type, detail }: Problem, { rawPath }: HttpRequest): ProblemKind {
  if (detail?.code === 'tooManySteps') return 'tooManyHere';
  if (detail?.code === 'certificateUnknown') return 'certificateUnknown';
  // A form without `method="post"` opens the address that it should be sent to; one in parts may have none.
  const isUnreadable = type === 'method-not-allowed' || type === 'malformed-request';
  if (isUnreadable && rawPath === '/v1/registrations') return 'wrongForm';
  return kinds[type] ?? 'badRequest';
}

/** When to come again, and whom to write to who can't wait: the organiser. */
function retryOf(at: Instant, { defaultTimeZone: timeZone, replyTo: contact }: Stage) {
  return { at, timeZone, contact };
}

/** The form that mails a link, where the old one says of what; else whom to write to. */
function freshLinkOf({ linkRequest }: Problem, { replyTo: contact }: Stage) {
  if (linkRequest === undefined) return { contact };
  const named = Object.entries(linkRequest).flatMap(([name, id]) => (id === undefined ? [] : [[name, id]]));
  return { action: '/link', hidden: Object.fromEntries(named) };
}

/** A page for a browser, a problem document for everything else. */
export async function problemPageOrDocument(problem: Problem, request: HttpRequest): Promise<HttpAnswer> {
  return isBrowser(request)
    ? problemPage(problem, request)
    : problemDocument(problem, readerLocale(request, stageOfProblem().defaultLocale));
}
