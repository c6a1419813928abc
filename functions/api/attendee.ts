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
  'GET /confirm/{token}': { summary: 'What confirming would do, and its button', ...shown },
  'POST /confirm/{token}': { summary: 'Confirms a sign-up', ...shown },
  'POST /confirm/{token}/delete': { summary: '“Not me”: deletes a sign-up', ...shown },
  'GET /registration/{token}': { summary: 'An attendee’s own page', ...shown },
  'POST /registration/{token}': {
    summary:
      'Changes what the own page shows: adds a part (`eventId`), news (`news=on` or `off`), or withdraws the consent to sensitive answers of one registration, which are erased (`sensitive=off` with `eventId` and `seat`)',
    ...changed,
  },
  'GET /registration/{token}/add': { summary: 'The form for one more part or person', ...possible },
  'POST /registration/{token}/add': { summary: 'Adds a part of the series, or one more person', ...changed },
  'GET /registration/{token}/edit': {
    summary: 'The form to change answers or one’s own details',
    ...possible,
  },
  'POST /registration/{token}/edit': { summary: 'Changes answers or one’s own details', ...changed },
  'POST /registration/{token}/address': {
    summary: 'Moves registrations to a verified new address',
    answers: page,
    problems: [...personal, 422, 429],
  },
  'POST /registration/{token}/cancel': {
    summary: 'Cancels one registration',
    answers: { 200: 'page', 303: 'redirect' },
    problems: [...personal, 409],
  },
  'POST /registration/{token}/objection': {
    summary: 'Objects to processing (Art. 21 GDPR), or takes that back (`objection=off`)',
    ...shown,
  },
  'POST /registration/{token}/data': {
    summary: 'Mails a fresh link to one’s own data, valid an hour',
    ...mailed,
  },
  'POST /registration/{token}/delete': {
    summary: 'Mails a fresh link that deletes, valid an hour',
    ...mailed,
  },
  'GET /data/{token}': { summary: 'What is stored about oneself (Art. 15 GDPR)', ...shown },
  'POST /data/{token}/delete': { summary: 'Deletes it (Art. 17 GDPR)', ...shown },
  'POST /link': { summary: '“Send me my link again”', answers: page, problems: [422, 429] },
  'GET /unsubscribe/{token}': {
    summary: 'The page that ends news',
    answers: page,
    problems: personal,
  },
  'POST /unsubscribe/{token}': {
    summary: 'Ends news; one click (RFC 8058)',
    answers: page,
    problems: personal,
  },
  'GET /go/{token}/join': {
    summary: 'Stable redirect to the join link',
    answers: { 200: 'page', 302: 'redirect' },
    problems: [...personal, 409],
  },
  'GET /go/{token}/documentation': { summary: 'The documentation, for those whom it is for', ...possible },
} satisfies Routes;
