import type { changeRoutes } from '../api/changes.ts';
import { listChanges } from '../core/organising/change-feed.ts';
import type { Handlers } from '../http/implement.ts';

export const changeHandlers: Handlers<typeof changeRoutes> = {
  'GET /v1/organiser/changes': async ({ query, who, at }) => listChanges(query.after, who, at),
};
