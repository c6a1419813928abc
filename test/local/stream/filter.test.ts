import { expect, test } from 'vitest';
import { filterOf } from '../../../local/stream/filter.ts';

const record = {
  eventName: 'INSERT',
  size: 12,
  dynamodb: { NewImage: { kind: { S: 'delivery' }, lane: { S: 'transactional' }, state: { S: 'queued' } } },
};

test.each<[string, object, boolean]>([
  ['a list is any of its values', { eventName: ['MODIFY', 'INSERT'] }, true],
  [
    'every field has to match',
    { eventName: ['INSERT'], dynamodb: { NewImage: { kind: { S: ['other'] } } } },
    false,
  ],
  [
    'nested fields match',
    { dynamodb: { NewImage: { lane: { S: ['transactional'] }, state: { S: ['queued'] } } } },
    true,
  ],
  ['a missing field does not match', { dynamodb: { OldImage: { kind: { S: ['delivery'] } } } }, false],
  ['prefix', { dynamodb: { NewImage: { kind: { S: [{ prefix: 'deli' }] } } } }, true],
  ['suffix', { dynamodb: { NewImage: { kind: { S: [{ suffix: 'deli' }] } } } }, false],
  [
    'exists: false holds where there is nothing',
    { dynamodb: { OldImage: { kind: { S: [{ exists: false }] } } } },
    true,
  ],
  ['exists: true holds for a leaf', { dynamodb: { NewImage: { kind: { S: [{ exists: true }] } } } }, true],
  ['anything-but a list', { eventName: [{ 'anything-but': ['REMOVE', 'MODIFY'] }] }, true],
  ['anything-but a prefix', { eventName: [{ 'anything-but': { prefix: 'INS' } }] }, false],
  ['numeric ranges', { size: [{ numeric: ['>', 10, '<=', 12] }] }, true],
  ['numeric refuses text', { eventName: [{ numeric: ['>', 0] }] }, false],
  ['$or', { $or: [{ eventName: ['REMOVE'] }, { size: [12] }] }, true],
])('%s', (_, pattern, passes) => {
  expect(filterOf([JSON.stringify(pattern)])(record)).toBe(passes);
});

test('one of several patterns is enough, and none lets everything pass', () => {
  expect(filterOf(['{"eventName":["REMOVE"]}', '{"eventName":["INSERT"]}'])(record)).toBe(true);
  expect(filterOf([])(record)).toBe(true);
});

test('an unknown rule is an error that names it', () => {
  expect(() => filterOf(['{"eventName":[{"cidr":"10.0.0.0/8"}]}'])(record)).toThrow('cidr');
});
