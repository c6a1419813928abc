import { expect, test } from 'vitest';
import { Policies } from '../../../local/access/policy.ts';
import { PolicyDocument } from '../../../local/assembly/resources.ts';

const table = 'arn:aws:dynamodb:eu-central-1:000000000000:table/demo';
const policies = (...Statement: object[]) => new Policies([PolicyDocument.parse({ Statement })]);
const allow = (more: object) =>
  policies({ Effect: 'Allow', Action: 'dynamodb:PutItem', Resource: table, ...more });
const put = { action: 'dynamodb:PutItem', resource: table };
const keys = (...leading: string[]) => ({ ...put, context: new Map([['dynamodb:leadingkeys', leading]]) });

test('nothing is allowed that no statement allows', () => {
  const decision = policies().decide(put);
  expect(decision).toEqual({
    allowed: false,
    because: 'because no identity-based policy allows the dynamodb:PutItem action',
  });
});

test('actions match whatever their case, and with wildcards; resources match exactly', () => {
  expect(allow({ Action: 'DynamoDB:putitem' }).decide(put).allowed).toBe(true);
  expect(allow({ Action: ['dynamodb:Get*', 'dynamodb:Put*'] }).decide(put).allowed).toBe(true);
  expect(allow({}).decide({ ...put, resource: `${table}/index/byTime` }).allowed).toBe(false);
  expect(
    allow({ Resource: `${table}/index/*` }).decide({ ...put, resource: `${table}/index/byTime` }).allowed,
  ).toBe(true);
  expect(allow({ Resource: table.toUpperCase() }).decide(put).allowed).toBe(false);
});

test('NotAction allows everything else', () => {
  const document = allow({ Action: undefined, NotAction: 'dynamodb:Delete*' });
  expect(document.decide(put).allowed).toBe(true);
  expect(document.decide({ ...put, action: 'dynamodb:DeleteItem' }).allowed).toBe(false);
});

test('a Deny wins over every Allow', () => {
  const document = policies(
    { Effect: 'Allow', Action: '*', Resource: '*' },
    { Effect: 'Deny', Action: 'dynamodb:PutItem', Resource: table },
  );
  expect(document.decide(put)).toMatchObject({
    allowed: false,
    because: expect.stringContaining('explicit deny'),
  });
});

test('ForAllValues:StringLike wants every leading key to match', () => {
  const document = allow({
    Condition: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['event#*'] } },
  });
  expect(document.decide(keys('event#1', 'event#2')).allowed).toBe(true);
  expect(document.decide(keys('event#1', 'person#2')).allowed).toBe(false);
});

test('StringEquals on a key that the request lacks does not hold; with IfExists it does', () => {
  expect(
    allow({ Condition: { StringEquals: { 'ses:FromAddress': 'a@b.example' } } }).decide(put).allowed,
  ).toBe(false);
  expect(
    allow({ Condition: { StringEqualsIfExists: { 'ses:FromAddress': 'a@b.example' } } }).decide(put).allowed,
  ).toBe(true);
});

test('an operator or a key that the runner does not know is refused by name, never granted', () => {
  expect(allow({ Condition: { IpAddress: { 'ses:FromAddress': '1.2.3.4' } } }).decide(put)).toMatchObject({
    allowed: false,
    because: expect.stringContaining('IpAddress'),
  });
  expect(allow({ Condition: { StringEquals: { 'aws:PrincipalTag/team': 'x' } } }).decide(put)).toMatchObject({
    allowed: false,
    because: expect.stringContaining('aws:principaltag/team'),
  });
});
