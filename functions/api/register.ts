import * as z from 'zod';
import { SignUpRequest } from '../core/registration/sign-up-request.ts';
import { page, type Routes } from './route.ts';

const { name, email, eventIds, locale, formUrl, returnUrl, notices } = SignUpRequest.shape;
const { privacy, news, sensitive } = notices.shape;
const shown = 'the `version:hash` that was shown';

/** A sign-up as a website's form names its fields; fields of others may stand beside them. */
const SignUpForm = z.looseObject({
  ...{ name, email, locale, returnUrl },
  eventIds: eventIds.meta({
    description: 'a field for each event; `workingGroups.…` and `answers.….…` name its id',
  }),
  formUrl: formUrl.optional().meta({ description: 'else the page that `Origin` or `Referer` names' }),
  website: z.literal('').optional().meta({
    description:
      'a trap that nobody sees: filled in, the answer is a page with one more button (422); a field of your own has another name',
  }),
  'notices.privacy': privacy.meta({ description: shown }),
  'notices.news': news.meta({ description: shown }),
  'notices.sensitive': sensitive.meta({ description: shown }),
});

/** Sign-up. */
export const registerRoutes = {
  'POST /v1/registrations': {
    operationId: 'signUp',
    summary: 'Sign-up: one or many registrations under one verification; also takes a plain HTML form',
    body: SignUpRequest,
    form: SignUpForm,
    isPostedFromElsewhere: true,
    isKeyed: true,
    example: {
      eventIds: ['sichtbar-machen'],
      name: 'Aylin Yılmaz',
      email: 'aylin@example.org',
      locale: 'de',
      workingGroups: { 'sichtbar-machen': 'kleinstadt' },
      answers: { 'sichtbar-machen': { role: 'verwaltung' } },
      notices: { privacy: '2027-01' },
      formUrl: 'https://www.stiftung-marktplatz.example/seminare',
    },
    answers: { 202: 'json', 303: 'redirect' },
    answer: 'Nothing',
    problems: [400, 409, 413, 415, 422, 429],
  },
  'GET /series/{seriesId}/signup': {
    operationId: 'showSignUpForm',
    summary: 'The hosted form, for websites that can only link',
    answers: page,
    problems: [404],
  },
} satisfies Routes;
