import { page, type Routes } from './route.ts';

const personal = [404, 410];

/** What attendees’ links lead to. */
export const attendeeRoutes = {
  'GET /confirm/{token}': {
    summary: 'What confirming would do, and its button',
    answers: page,
    problems: personal,
  },
  'POST /confirm/{token}': { summary: 'Confirms a sign-up', answers: page, problems: personal },
  'POST /confirm/{token}/delete': {
    summary: '“Not me”: deletes a sign-up',
    answers: page,
    problems: personal,
  },
  'GET /registration/{token}': { summary: 'An attendee’s own page', answers: page, problems: personal },
  'POST /registration/{token}': {
    summary: 'Changes what the own page shows',
    answers: { 200: 'page', 303: 'redirect' },
    problems: [...personal, 409, 422],
  },
  'GET /registration/{token}/add': {
    summary: 'The form for one more part or person',
    answers: page,
    problems: [...personal, 409],
  },
  'POST /registration/{token}/add': {
    summary: 'Adds a part of the series, or one more person',
    answers: { 200: 'page', 303: 'redirect' },
    problems: [...personal, 409, 422],
  },
  'GET /registration/{token}/edit': {
    summary: 'The form to change answers or one’s own details',
    answers: page,
    problems: [...personal, 409],
  },
  'POST /registration/{token}/edit': {
    summary: 'Changes answers or one’s own details',
    answers: { 200: 'page', 303: 'redirect' },
    problems: [...personal, 409, 422],
  },
  'POST /registration/{token}/address': {
    summary: 'Moves registrations to a verified new address',
    answers: page,
    problems: [...personal, 422],
  },
  'POST /registration/{token}/cancel': {
    summary: 'Cancels one registration',
    answers: { 200: 'page', 303: 'redirect' },
    problems: [...personal, 409],
  },
  'POST /registration/{token}/data': {
    summary: 'Mails a fresh link to one’s own data, valid an hour',
    answers: page,
    problems: personal,
  },
  'POST /registration/{token}/delete': {
    summary: 'Mails a fresh link that deletes, valid an hour',
    answers: page,
    problems: personal,
  },
  'GET /data/{token}': {
    summary: 'What is stored about oneself (Art. 15 GDPR)',
    answers: page,
    problems: personal,
  },
  'POST /data/{token}/delete': {
    summary: 'Deletes it (Art. 17 GDPR)',
    answers: page,
    problems: personal,
  },
  'POST /link': { summary: '“Send me my link again”', answers: page, problems: [422] },
  'GET /unsubscribe/{token}': {
    summary: 'The page that ends news',
    answers: page,
    problems: [404],
  },
  'POST /unsubscribe/{token}': {
    summary: 'Ends news; one click (RFC 8058)',
    answers: page,
    problems: [404],
  },
  'GET /go/{token}/join': {
    summary: 'Stable redirect to the join link',
    answers: { 200: 'page', 302: 'redirect' },
    problems: [...personal, 409],
  },
  'GET /go/{token}/documentation': {
    summary: 'The documentation, for those whom it is for',
    answers: page,
    problems: [...personal, 409],
  },
} satisfies Routes;
