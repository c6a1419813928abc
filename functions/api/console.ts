import { page, type Routes } from './route.ts';

/** The organisers’ console; what lies below `/console` it tells apart itself (functions/console/routed.ts). */
export const consoleRoutes = {
  'GET /console': {
    operationId: 'showHome',
    summary: 'The console: what needs an organiser; for a browser with a session, else its login',
    answers: { 200: 'page', 303: 'redirect' },
  },
  'GET /console/{path+}': {
    operationId: 'showScreen',
    summary: 'The console’s screens; below it every address is the console’s own and may change',
    answers: { 200: 'page', 303: 'redirect' },
    problems: [403, 404],
  },
  'POST /console/{path+}': {
    operationId: 'postScreen',
    summary: 'The console’s forms, each with its session’s form token',
    answers: { 200: 'page', 303: 'redirect' },
    problems: [401, 403, 404, 409, 412, 413, 422, 429],
  },
  'GET /login/{token}': {
    operationId: 'showLogin',
    summary: 'The page behind the mailed link, with its button',
    answers: page,
    problems: [404, 410],
  },
  'POST /login/{token}': {
    operationId: 'logIn',
    summary: 'Logs in: a session of 12 hours in this browser, and on to the console',
    answers: { 303: 'redirect' },
    problems: [404, 410],
  },
} satisfies Routes;
