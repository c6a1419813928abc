import { allowEverywhere } from '../core/organising/bulk-lane.ts';
import { findSuppressions, liftSuppression } from '../core/organising/suppressions.ts';
import type { HttpAnswer } from '../http/http.ts';
import type { Filled } from '../views/console/form.tsx';
import { SuppressionsScreen } from '../views/console/suppressions.tsx';
import type { Routes } from './routed.ts';
import { attempt, posted, seeOther, show, type Visit } from './visit.ts';

function form(visit: Visit, filled: Filled, status?: number): HttpAnswer {
  return show(visit, SuppressionsScreen, { filled }, status);
}

const emailIn = (body: Record<string, unknown>) => (typeof body.email === 'string' ? body.email : '');

export const suppressionsRoutes: Routes = {
  'GET /suppressions': async (visit) => {
    allowEverywhere(visit.who, 'editor');
    return form(visit, { body: {}, faults: [] });
  },
  // A POST, so that the address stands in no log; it changes nothing.
  'POST /suppressions': async (visit) => {
    const { body } = posted(visit);
    const email = emailIn(body);
    return attempt(
      visit,
      body,
      async () => {
        const found = await findSuppressions(email, visit.who, visit.at);
        return show(visit, SuppressionsScreen, { filled: { body, faults: [] }, email, found });
      },
      (filled, status) => form(visit, filled, status),
    );
  },
  'POST /suppressions/lift': async (visit) => {
    const { body } = posted(visit);
    return attempt(
      visit,
      body,
      async () => {
        await liftSuppression(emailIn(body), visit.who, visit.at);
        return seeOther('/console/suppressions', 'suppressionLifted');
      },
      (filled, status) => form(visit, filled, status),
    );
  },
};
