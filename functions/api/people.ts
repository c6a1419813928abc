import { AddressInput } from '../core/participants/corrected-address.ts';
import { PersonInput } from '../core/participants/personal-data.ts';
import { LiftingInput, RestrictionInput } from '../core/participants/restrictions.ts';
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
  'GET /v1/organiser/people/restrictions': {
    operationId: 'listRestrictions',
    summary:
      'Whose data is restricted (Art. 18 GDPR) or kept for a legal claim, the longest ago first, and whether that is to be looked at again; for owners of all series',
    role: 'owner',
    isEverywhere: true,
    rights: ['addresses'],
    answers: list,
    answer: 'RestrictedPerson',
  },
  'POST /v1/organiser/people/restriction': {
    operationId: 'restrictPerson',
    summary:
      'Restricts what is kept of an address in every series (Art. 18 GDPR), or keeps it for a legal claim: no mail but what the person asks for, no erasure, in no list; done again, it changes kind, reason and day. For owners of all series',
    role: 'owner',
    isEverywhere: true,
    rights: ['addresses'],
    body: RestrictionInput,
    example: { ...example, kind: 'request', reason: 'Bestreitet die Richtigkeit', reviewOn: '2027-06-30' },
    answers: json,
    answer: 'Restricted',
    problems: [422],
  },
  'POST /v1/organiser/people/restriction/lifting': {
    operationId: 'liftRestriction',
    summary:
      'Lifts it. Who asked for it has to be told before (Art. 18(3) GDPR): `toldOn` says when. What was asked to be erased meanwhile is erased. For owners of all series',
    role: 'owner',
    isEverywhere: true,
    rights: ['addresses'],
    body: LiftingInput,
    example: { ...example, toldOn: '2027-06-01' },
    answers: json,
    answer: 'Unrestricted',
    problems: [422],
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
