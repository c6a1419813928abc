import type { Problem } from '../core/values/problem.ts';
import type { HttpAnswer, HttpRequest } from '../http/http.ts';
import { publicRuntime } from '../runtime/runtime.ts';
import { ProblemScreen } from '../views/console/problem.tsx';
import { consoleLocale, screen } from './visit.ts';

/** A problem outside a session, as a screen. */
export async function problemScreen(problem: Problem, request: HttpRequest): Promise<HttpAnswer> {
  const at = publicRuntime().context();
  const locale = await consoleLocale(request, at.stage.defaultLocale);
  return screen({ request, locale, at }, ProblemScreen, { kind: problem.type }, problem.status);
}
