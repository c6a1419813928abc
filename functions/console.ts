import type { RouteKey } from './api/contract.ts';
import { scriptAnswer, styleAnswer } from './console/assets.ts';
import { eventLifeRoutes } from './console/event-life.ts';
import { homeRoutes } from './console/home.ts';
import { problemScreen } from './console/problem-screen.ts';
import { routed } from './console/routed.ts';
import { seriesRoutes } from './console/series.ts';
import { ask, askForm, loginLinkRoutes, sessionRoutes } from './console/session.ts';
import { type HttpRequest, httpHandler } from './http/http.ts';
import { inSteps } from './http/in-steps.ts';
import { publicRuntime } from './runtime/runtime.ts';

const { colour } = publicRuntime().context().stage.organisation;
/** The screens that are there from the beginning; all others are loaded when they are first opened. */
const loggedIn = routed({ ...homeRoutes, ...seriesRoutes, ...eventLifeRoutes, ...sessionRoutes });

/** What needs no session, by path. */
function answer(request: HttpRequest) {
  const key = `${request.requestContext.http.method} ${request.rawPath}`;
  if (key === 'GET /console/style.css') return Promise.resolve(styleAnswer(colour));
  if (key === 'GET /console/script.js') return Promise.resolve(scriptAnswer());
  if (key === 'GET /console/login') return askForm(request);
  if (key === 'POST /console/login') return inSteps(() => ask(request));
  return loggedIn(request);
}

const handlers = {
  'GET /console': answer,
  'GET /console/{path+}': answer,
  'POST /console/{path+}': answer,
  ...loginLinkRoutes,
} satisfies Record<RouteKey<'console'>, unknown>;

/** The organisers' console: pages in a browser, on the same core as the API. */
export const handler = httpHandler(handlers, problemScreen);
