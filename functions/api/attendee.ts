import { page, type Routes } from './route.ts';

const personal = [404, 410] as const;
const shown = { answers: page, problems: personal } as const;
/** What is mailed as often as a mailbox may get mail. */
const mailed = { answers: page, problems: [...personal, 429] } as const;
/** What may not be possible any more. */
const possible = { answers: page, problems: [...personal, 409] } as const;
const changed = { answers: { 200: 'page', 303: 'redirect' }, problems: [...personal, 409, 422] } as const;

/** What attendees’ links lead to. */
export const attendeeRoutes = {
  'GET /confirm/{token}': {
    operationId: 'showConfirmation',
    summary: 'What confirming would do, and its button',
    ...shown,
  },
  'POST /confirm/{token}': { operationId: 'confirmSignUp', summary: 'Confirms a sign-up', ...shown },
  'POST /confirm/{token}/delete': {
    operationId: 'deleteSignUp',
    summary: '“Not me”: deletes a sign-up',
    ...shown,
  },
  'GET /registration/{token}': { operationId: 'showOwnPage', summary: 'An attendee’s own page', ...shown },
  'POST /registration/{token}': {
    operationId: 'changeOwnPage',
    summary:
      'Changes what the own page shows: adds a part (`eventId`), news (`news=on` or `off`), or withdraws the consent to sensitive answers of one registration, which are erased (`sensitive=off` with `eventId` and `seat`)',
    ...changed,
  },
  'GET /registration/{token}/add': {
    operationId: 'showAddForm',
    summary: 'The form for one more part or person',
    ...possible,
  },
  'POST /registration/{token}/add': {
    operationId: 'addPart',
    summary: 'Adds a part of the series, or one more person',
    ...changed,
  },
  'GET /registration/{token}/edit': {
    operationId: 'showEditForm',
    summary: 'The form to change answers or one’s own details',
    ...possible,
  },
  'POST /registration/{token}/edit': {
    operationId: 'editOwnRegistration',
    summary: 'Changes answers or one’s own details',
    ...changed,
  },
  'GET /registration/{token}/certificate': {
    operationId: 'showOwnCertificate',
    summary: 'A certificate of attendance to be printed (`eventId`, `seat`), once attendance is recorded',
    ...possible,
  },
  'GET /certificate/{number}': {
    operationId: 'confirmCertificate',
    summary: 'What the number on a certificate confirms: what the paper says, as long as the data is kept',
    answers: page,
    problems: [404],
  },
  'POST /registration/{token}/address': {
    operationId: 'askForNewAddress',
    summary: 'Moves registrations to a verified new address',
    answers: page,
    problems: [...personal, 422, 429],
  },
  'POST /registration/{token}/cancel': {
    operationId: 'cancelOwnRegistration',
    summary: 'Cancels one registration',
    answers: { 200: 'page', 303: 'redirect' },
    problems: [...personal, 409],
  },
  'POST /registration/{token}/objection': {
    operationId: 'objectToProcessing',
    summary: 'Objects to processing (Art. 21 GDPR), or takes that back (`objection=off`)',
    ...shown,
  },
  'POST /registration/{token}/data': {
    operationId: 'askForOwnData',
    summary: 'Mails a fresh link to one’s own data, valid an hour',
    ...mailed,
  },
  'POST /registration/{token}/delete': {
    operationId: 'askForDeletion',
    summary: 'Mails a fresh link that deletes, valid an hour',
    ...mailed,
  },
  'GET /data/{token}': {
    operationId: 'showOwnData',
    summary: 'What is stored about oneself (Art. 15 GDPR)',
    ...shown,
  },
  'POST /data/{token}/delete': {
    operationId: 'deleteOwnData',
    summary: 'Deletes it (Art. 17 GDPR)',
    ...shown,
  },
  'POST /link': {
    operationId: 'askForLink',
    summary: '“Send me my link again”',
    answers: page,
    problems: [422, 429],
  },
  'GET /unsubscribe/{token}': {
    operationId: 'showUnsubscribe',
    summary: 'The page that ends news',
    answers: page,
    problems: personal,
  },
  'POST /unsubscribe/{token}': {
    operationId: 'unsubscribe',
    summary: 'Ends news; one click (RFC 8058)',
    answers: page,
    problems: personal,
  },
  'GET /go/{token}/join': {
    operationId: 'joinEvent',
    summary: 'Stable redirect to the join link',
    answers: { 200: 'page', 302: 'redirect' },
    problems: [...personal, 409],
  },
  'GET /go/{token}/documentation': {
    operationId: 'showDocumentation',
    summary: 'The documentation, for those whom it is for',
    ...possible,
  },
} satisfies Routes;
