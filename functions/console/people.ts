import { allow } from '../core/access/organiser.ts';
import { requireRight } from '../core/access/rights.ts';
import { listObjections } from '../core/attendee/objection.ts';
import {
  deleteOnRequest,
  informationOn,
  lookUpPerson,
  PersonInput,
  processingOf,
} from '../core/participants/personal-data.ts';
import { parsed } from '../core/values/parsed.ts';
import type { Filled } from '../views/console/form.tsx';
import { DeletedScreen, DeletionScreen, InformationScreen, PeopleScreen } from '../views/console/people.tsx';
import { type Routes, show, submit, type Visit } from './visit.ts';

async function ask(visit: Visit, filled?: Filled) {
  allow(visit.who, 'editor');
  requireRight(visit.who, 'addresses');
  const objections = await listObjections(visit.who, visit.at);
  return show(visit, PeopleScreen, { filled, objections });
}

const emailIn = (body: Record<string, unknown>) => String(body.email ?? '');

export const prefixes = ['/people'] as const;

/** Buttons are answered by the page itself, not by leading to one: an address stands in no page's address. */
export const routes: Routes<typeof prefixes> = {
  'GET /people': ask,
  'POST /people/information': submit(async (visit, { body }) => {
    const kept = await informationOn(parsed(PersonInput, body), visit.who, visit.at);
    const processing = processingOf(kept, visit.at, visit.locale);
    return show(visit, InformationScreen, { email: emailIn(body), kept, processing, at: visit.at.now });
  }, ask),
  'POST /people/deletion-question': submit(async (visit, { body }) => {
    const kept = await lookUpPerson(parsed(PersonInput, body), visit.who, visit.at);
    return show(visit, DeletionScreen, { email: emailIn(body), kept });
  }, ask),
  'POST /people/deletion': submit(async (visit, { body }) => {
    const deleted = await deleteOnRequest(parsed(PersonInput, body), visit.who, visit.at);
    return show(visit, DeletedScreen, { email: emailIn(body), ...deleted });
  }, ask),
};
