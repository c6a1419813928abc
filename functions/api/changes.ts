import * as z from 'zod';
import { text } from './query.ts';
import { json, type Routes } from './route.ts';

/** What changed, for those who keep a copy. */
export const changeRoutes = {
  'GET /v1/organiser/changes': {
    operationId: 'listChanges',
    summary:
      'What was saved or removed in the last 30 days, oldest first, by kind and ids: what it is now, its own route answers, and what that does not find is removed. The same may be told twice. `isAll`: there is nothing more at this moment; otherwise, and later, ask with the `after` of the answer. An `after` older than 30 days is 422 `changesGone`',
    role: 'viewer',
    query: z.object({ after: text('`after` of the answer before; without it, from the oldest on') }),
    answers: json,
    answer: 'Changes',
    problems: [422],
  },
} satisfies Routes;
