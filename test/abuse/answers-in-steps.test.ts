import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { takingAddresses } from '../../functions/http/in-steps.ts';
import { Backend, event, type Sent, signUpOf } from '../setup/backend.ts';

/** What takes an address from anybody answers at whole tenths of a second (docs/decisions/131). */
const stepMilliseconds = 100;
const email = 'bekannt@rathaus.example';
let backend: Backend;
let page: string;
beforeAll(async () => {
  backend = await Backend.start();
  await backend.publish([event('eins')]);
  page = await backend.join(email, ['eins']);
});
afterAll(() => backend.stop());

/** By its route: what is taken, and what is refused. The console's login is no route of its own. */
const forms: { route: string; path?: () => string; sent: [string, Sent][] }[] = [
  {
    route: 'POST /v1/registrations',
    sent: [
      ['of somebody known', { json: signUpOf(email, ['eins']) }],
      ['of nobody', { json: signUpOf('niemand@amt.example', ['eins']) }],
      ['refused', { json: signUpOf('-', ['eins']) }],
      ['as a form', { form: { email, eventIds: 'eins' } }],
    ],
  },
  {
    route: 'POST /link',
    sent: [
      ['of somebody known', { form: { email, eventId: 'eins' } }],
      ['of nobody', { form: { email: 'niemand@amt.example', eventId: 'eins' } }],
      ['refused', { form: { email: '-' } }],
    ],
  },
  {
    route: 'POST /registration/{token}/address',
    path: () => `${page}/address`,
    sent: [
      ['of nobody', { form: { email: 'neu@amt.example' } }],
      ['refused', { form: { email: '-' } }],
    ],
  },
  {
    route: 'POST /v1/organiser/login',
    sent: [
      ['of nobody', { json: { email } }],
      ['refused', { json: { email: '-' } }],
    ],
  },
  { route: 'POST /console/login', sent: [['of nobody', { form: { '/email': email } }]] },
];

/** The fastest of several answers: what else the machine does makes each of them longer, and none shorter. */
async function fastest(path: string, sent: Sent): Promise<number> {
  const times: number[] = [];
  for (let asked = 0; asked < 5; asked++) {
    const from = performance.now();
    await backend.send('POST', path, sent);
    times.push(performance.now() - from);
  }
  return Math.min(...times);
}

test('are these routes', () => {
  expect(forms.map(({ route }) => route).toSorted()).toEqual(
    [...takingAddresses, 'POST /console/login'].toSorted(),
  );
});

describe.each(forms)('$route', ({ route, path = () => route.replace('POST ', ''), sent }) => {
  test.each(sent)('answers in steps what is %s', async (_, body) => {
    expect(await fastest(path(), body)).toBeGreaterThanOrEqual(stepMilliseconds - 1);
  });
});

test('as other routes do not', async () => {
  expect(await fastest('/v1/organiser/sessions', { json: { token: '-' } })).toBeLessThan(stepMilliseconds);
});
