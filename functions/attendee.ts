import type { RouteKey } from './api/contract.ts';
import { confirmingRoutes } from './attendee/confirming.ts';
import { linkRoutes } from './attendee/links.ts';
import { ownFormRoutes } from './attendee/own-forms.ts';
import { ownPageRoutes } from './attendee/own-page.ts';
import { httpHandler } from './http/http.ts';
import { problemPageOrDocument } from './http/problem-answer.ts';

const handlers = {
  ...confirmingRoutes,
  ...ownPageRoutes,
  ...ownFormRoutes,
  ...linkRoutes,
} satisfies Record<RouteKey<'attendee'>, unknown>;

export const handler = httpHandler(handlers, problemPageOrDocument);
