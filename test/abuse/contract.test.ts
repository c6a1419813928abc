import { expect, test } from 'vitest';
import { openApi } from '../../functions/api/openapi.ts';
import { Contract } from './fuzz/contract.ts';

const contract = new Contract(JSON.parse(JSON.stringify(openApi('https://events.example'))));
const json = (status: number, value: unknown, contentType = 'application/json') => ({
  ...{ status, contentType, body: JSON.stringify(value) },
});
const token = {
  ...{ tokenId: 'a', kind: 'token', name: 'b', role: 'viewer', createdAt: '2040-01-01T00:00:00.000Z' },
};
const problem = { type: 'urn:eventbote:problem:not-found', title: 'not found', status: 404 };
const tokens = { method: 'GET', path: '/v1/organiser/tokens?limit=1' };

test('an answer as the document has it is allowed', () => {
  expect(contract.faultOf(tokens, json(200, { items: [token], nextCursor: 'x' }))).toBeUndefined();
  expect(
    contract.faultOf(tokens, json(403, { ...problem, status: 403 }, 'application/problem+json')),
  ).toBeUndefined();
  const missing = json(404, problem, 'application/problem+json');
  expect(contract.faultOf({ method: 'PATCH', path: '/nowhere' }, missing)).toBeUndefined();
});

test.each([
  ['a field that is not in it', tokens, json(200, { items: [{ ...token, tokenHash: 'x' }] }), 'items.0'],
  ['a field of another kind', tokens, json(200, { items: [{ ...token, role: 'king' }] }), 'items.0.role'],
  ['a missing field', tokens, json(200, {}), 'items'],
  ['a status', tokens, json(418, {}), '418 is not in the document'],
  ['a media type', tokens, { status: 200, contentType: 'text/plain', body: 'x' }, 'text/plain is not in'],
  ['a body that is no JSON', tokens, { status: 200, contentType: 'application/json', body: '<' }, 'no JSON'],
  [
    'a problem of no known type',
    tokens,
    json(403, { ...problem, type: 'x' }, 'application/problem+json'),
    'type',
  ],
  [
    'a body where there is none',
    { method: 'DELETE', path: '/v1/organiser/tokens/a' },
    json(204, {}),
    'has a body',
  ],
  [
    'an answer by a route that there is not',
    { method: 'GET', path: '/nowhere' },
    json(200, {}),
    'no such route',
  ],
])('%s beside the document is a fault', (_, asked, answer, sentence) => {
  expect(contract.faultOf(asked, answer)).toContain(sentence);
});
