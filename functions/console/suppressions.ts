import { allowEverywhere } from '../core/access/organiser.ts';
import { requireRight } from '../core/access/rights.ts';
import {
  dueSuppressions,
  dueSuppressionView,
  readSuppression,
  reviewSuppression,
  SuppressionReview,
} from '../core/organising/suppression-review.ts';
import { findSuppressions, liftSuppression } from '../core/organising/suppressions.ts';
import { parsed } from '../core/values/parsed.ts';
import { cursorText } from '../http/paging.ts';
import type { Filled } from '../views/console/form.tsx';
import { DueSuppressionScreen, DueSuppressionsScreen } from '../views/console/suppression-review.tsx';
import { SuppressionsScreen } from '../views/console/suppressions.tsx';
import { pageAsked } from './event-overview.ts';
import { type Routes, seeOther, show, submit, type Visit } from './visit.ts';

async function form(visit: Visit, filled?: Filled) {
  allowEverywhere(visit.who, 'editor');
  requireRight(visit.who, 'addresses');
  return show(visit, SuppressionsScreen, { filled });
}

async function reviewForm(visit: Visit, filled?: Filled) {
  const { params, who, at } = visit;
  const item = await readSuppression(params.suppressionId, who, at);
  return show(visit, DueSuppressionScreen, { item: dueSuppressionView(item), filled });
}

const emailIn = ({ email }: Record<string, unknown>) => (typeof email === 'string' ? email : '');

export const prefixes = ['/suppressions'] as const;

export const routes: Routes<typeof prefixes> = {
  'GET /suppressions': form,
  // A POST, so that the address stands in no log; it changes nothing.
  'POST /suppressions': submit(async (visit, { body }) => {
    const email = emailIn(body);
    const found = await findSuppressions(email, visit.who, visit.at);
    return show(visit, SuppressionsScreen, { filled: { body, faults: [] }, email, found });
  }, form),
  'GET /suppressions/due': async (visit) => {
    const { items, next } = await dueSuppressions(visit.who, pageAsked(visit), visit.at);
    return show(visit, DueSuppressionsScreen, {
      items: items.map(dueSuppressionView),
      next: cursorText(next),
    });
  },
  'GET /suppressions/due/{suppressionId}': reviewForm,
  'POST /suppressions/due/{suppressionId}': submit(async ({ params, who, at }, { body }) => {
    const review = parsed(SuppressionReview, body);
    await reviewSuppression(params.suppressionId, review, who, at);
    const done = review.decision === 'keep' ? 'suppressionKept' : 'suppressionLifted';
    return seeOther('/console/suppressions/due', done);
  }, reviewForm),
  'POST /suppressions/lift': submit(async ({ who, at }, { body }) => {
    await liftSuppression(emailIn(body), who, at);
    return seeOther('/console/suppressions', 'suppressionLifted');
  }, form),
};
