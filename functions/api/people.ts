import { AddressInput } from '../core/participants/corrected-address.ts';
import { PersonInput } from '../core/participants/personal-data.ts';
import { accepted, json, list, type Routes } from './route.ts';

const example = { email: 'aylin@example.org' };

/** What people ask organisers for: their data, its end, another address. */
export const peopleRoutes = {
  'POST /v1/organiser/events/{eventId}/registrations/{registrationId}/address': {
    operationId: 'correctAddress',
    summary:
      'Corrects an address; it counts once its button is pressed in the mail to the new one. Answers who got lists with it, to be told (Art. 19 GDPR)',
    role: 'editor',
    rights: ['addresses'],
    body: AddressInput,
    example,
    answers: accepted,
    answer: 'Correction',
    problems: [404, 409, 422, 429],
  },
  'GET /v1/organiser/people/objections': {
    operationId: 'listObjections',
    summary:
      'Who objected to processing in one’s series (Art. 21 GDPR), oldest first, and until when they have to be answered',
    role: 'editor',
    answers: list,
    answer: 'Objection',
  },
  'POST /v1/organiser/people/information': {
    operationId: 'getPersonInformation',
    summary:
      'What is kept of an address in one’s series (Art. 15 GDPR), `stored: false` included; that of organisers for owners of all series; a page for browsers',
    role: 'editor',
    rights: ['addresses', 'sensitive'],
    body: PersonInput,
    example,
    answers: { 200: 'jsonOrPage' },
    answer: 'Information',
    isShownOnce: true,
    problems: [422],
  },
  'POST /v1/organiser/people/deletion': {
    operationId: 'deletePerson',
    summary:
      'Deletes what is kept of an address in one’s series (Art. 17 GDPR), and says whether there was anything, and who got lists with it, to be told (Art. 19)',
    role: 'editor',
    rights: ['addresses'],
    body: PersonInput,
    example,
    answers: json,
    answer: 'Deletion',
    problems: [422],
  },
} satisfies Routes;
