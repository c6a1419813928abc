import * as z from 'zod';
import { AddressInput } from '../core/participants/corrected-address.ts';
import { PersonInput } from '../core/participants/personal-data.ts';
import { LiftingInput, RestrictionInput } from '../core/participants/restrictions.ts';
import { ExtensionInput, RequestAnswer, RequestInput } from '../core/participants/rights-register.ts';
import { paged } from './query.ts';
import { accepted, act, created, json, list, type Routes, read } from './route.ts';

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
      'Restricts what is kept of an address (Art. 18 GDPR), or keeps it for a legal claim: registrations in every series, sign-ups that nobody confirmed and consents to news; no mail but what the person asks for, no erasure, in no list; done again, it changes kind, reason and day. Answers who got lists with the person, to be told where the person asked for it (Art. 19 GDPR). For owners of all series',
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
  'GET /v1/organiser/people/requests': {
    operationId: 'listRequests',
    summary:
      'The register of what people ask for by right (Art. 15 to 18, 20 and 21 GDPR) and of complaints: open ones by the day to answer by, or answered ones, the latest first. What is asked for by a button of the own page enters it by itself. For owners of all series',
    role: 'owner',
    isEverywhere: true,
    rights: ['addresses'],
    query: z.object({
      state: z.enum(['open', 'answered']).default('open').meta({ description: 'which of them' }),
    }),
    ...paged,
    answer: 'RegisterEntry',
  },
  'POST /v1/organiser/people/requests': {
    operationId: 'enterRequest',
    summary:
      'Enters what somebody asked for by mail, letter or telephone, with the day on which it came; it is to be answered within a month (Art. 12(3) GDPR)',
    role: 'owner',
    isEverywhere: true,
    rights: ['addresses'],
    body: RequestInput,
    example: { ...example, kind: 'access', receivedOn: '2027-03-01' },
    ...created('/v1/organiser/people/requests/{requestId}'),
    answer: 'RegisterEntry',
    problems: [422],
  },
  'GET /v1/organiser/people/requests/{requestId}': {
    operationId: 'getRequest',
    summary: 'One entry of the register',
    role: 'owner',
    isEverywhere: true,
    rights: ['addresses'],
    ...read,
    answer: 'RegisterEntry',
  },
  'POST /v1/organiser/people/requests/{requestId}/extension': {
    operationId: 'extendRequest',
    summary:
      'Notes that two more months are needed, why, and when the person was told so: within the first month (Art. 12(3) GDPR)',
    role: 'owner',
    isEverywhere: true,
    rights: ['addresses'],
    body: ExtensionInput,
    example: { reason: 'Unterlagen in mehreren Ämtern', toldOn: '2027-03-20' },
    ...act,
    answer: 'RegisterEntry',
    problems: [404, 409, 422],
  },
  'POST /v1/organiser/people/requests/{requestId}/answer': {
    operationId: 'answerRequest',
    summary:
      'Notes what it was answered, when and by whom. Who objected on their own page reads it there and gets it by mail',
    role: 'owner',
    isEverywhere: true,
    rights: ['addresses'],
    body: RequestAnswer,
    example: {
      ...{ outcome: 'granted', text: 'Auskunft als Brief geschickt' },
      identity: 'Antwort an die gespeicherte Adresse',
    },
    ...act,
    answer: 'RegisterEntry',
    problems: [404, 409, 422],
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
