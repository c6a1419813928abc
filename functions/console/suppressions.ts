import { allowEverywhere } from '../core/access/organiser.ts';
import { requireRight } from '../core/access/rights.ts';
import { findSuppressions, liftSuppression } from '../core/organising/suppressions.ts';
import type { Filled } from '../views/console/form.tsx';
import { SuppressionsScreen } from '../views/console/suppressions.tsx';
import { type Routes, seeOther, show, submit, type Visit } from './visit.ts';

async function form(visit: Visit, filled?: Filled) {
  allowEverywhere(visit.who, 'editor');
  requireRight(visit.who, 'addresses');
  return show(visit, SuppressionsScreen, { filled });
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
  'POST /suppressions/lift': submit(async ({ who, at }, { body }) => {
    await liftSuppression(emailIn(body), who, at);
    return seeOther('/console/suppressions', 'suppressionLifted');
  }, form),
};
