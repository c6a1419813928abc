// biome-ignore-all lint/suspicious/noTemplateCurlyInString: CloudFormation's placeholders, not JavaScript's
import { describe, expect, test } from 'vitest';
import { partitionOf } from '../../../local/assembly/names.ts';
import { Resolver } from '../../../local/assembly/resolver.ts';
import { Template } from '../../../local/assembly/template.ts';

const template = Template.parse({
  Parameters: { BootstrapVersion: { Default: '/cdk-bootstrap/version' } },
  Conditions: {
    IsLocal: { 'Fn::Equals': [{ Ref: 'AWS::AccountId' }, '000000000000'] },
    IsElsewhere: { 'Fn::Not': [{ Condition: 'IsLocal' }] },
  },
  Mappings: { Sizes: { small: { memory: 128 } } },
  Resources: {
    Table: { Type: 'AWS::DynamoDB::GlobalTable' },
    Api: { Type: 'AWS::ApiGatewayV2::Api' },
    Named: {
      Type: 'AWS::SQS::Queue',
      Properties: { QueueName: { 'Fn::Join': ['-', [{ Ref: 'AWS::StackName' }, 'queue']] } },
    },
    Odd: { Type: 'Custom::Odd' },
    Circle: { Type: 'AWS::SQS::Queue', Properties: { QueueName: { Ref: 'Circle' } } },
  },
});
const resolver = new Resolver(template, {
  stackName: 'demo',
  region: 'eu-central-1',
  account: '000000000000',
  partition: 'aws',
  urlSuffix: 'amazonaws.com',
  baseUrl: 'http://127.0.0.1:3000',
});

test('an ARN lies in its region’s partition', () => {
  const region = 'eusc-de-east-1';
  const deployment = { stackName: 'demo', account: '000000000000', baseUrl: 'http://127.0.0.1:3000' };
  const sovereign = new Resolver(template, { ...deployment, region, ...partitionOf(region) });
  expect(sovereign.resolve({ 'Fn::GetAtt': ['Table', 'Arn'] })).toBe(
    'arn:aws-eusc:dynamodb:eusc-de-east-1:000000000000:table/demo-Table',
  );
  expect(sovereign.resolve([{ Ref: 'AWS::Partition' }, { Ref: 'AWS::URLSuffix' }])).toEqual([
    'aws-eusc',
    'amazonaws.eu',
  ]);
  expect(['cn-north-1', 'us-gov-west-1', 'eu-west-3'].map((one) => partitionOf(one).partition)).toEqual([
    'aws-cn',
    'aws-us-gov',
    'aws',
  ]);
});

describe('the resolver', () => {
  test.each([
    ['Ref of a resource is its name', { Ref: 'Table' }, 'demo-Table'],
    ['Ref of a parameter is its default', { Ref: 'BootstrapVersion' }, '/cdk-bootstrap/version'],
    [
      'Fn::GetAtt is an attribute',
      { 'Fn::GetAtt': ['Table', 'Arn'] },
      'arn:aws:dynamodb:eu-central-1:000000000000:table/demo-Table',
    ],
    ['Fn::GetAtt takes a dotted name', { 'Fn::GetAtt': 'Named.QueueName' }, 'demo-queue'],
    [
      'Fn::Sub knows resources, attributes, its own values and escapes',
      { 'Fn::Sub': ['${Table} ${Named.QueueName} ${own} ${!kept}', { own: { Ref: 'AWS::Region' } }] },
      'demo-Table demo-queue eu-central-1 ${kept}',
    ],
    ['Fn::Select takes one of Fn::Split', { 'Fn::Select': [1, { 'Fn::Split': [':', 'a:b:c'] }] }, 'b'],
    ['Fn::If follows a condition', { 'Fn::If': ['IsElsewhere', 'there', 'here'] }, 'here'],
    ['Fn::FindInMap looks up', { 'Fn::FindInMap': ['Sizes', 'small', 'memory'] }, 128],
    ['an unknown type still has a name', { Ref: 'Odd' }, 'demo-Odd'],
  ])('%s', (_, value, expected) => {
    expect(resolver.resolve(value)).toEqual(expected);
  });

  test('an API answers at the local address, by its attribute and by its id', () => {
    const joined = {
      'Fn::Join': [
        '',
        [
          'https://',
          { Ref: 'Api' },
          '.execute-api.',
          { Ref: 'AWS::Region' },
          '.',
          { Ref: 'AWS::URLSuffix' },
          '/confirm',
        ],
      ],
    };
    expect(resolver.resolve({ 'Fn::GetAtt': ['Api', 'ApiEndpoint'] })).toBe('http://127.0.0.1:3000');
    expect(resolver.resolve(joined)).toBe('http://127.0.0.1:3000/confirm');
  });

  test('what is AWS::NoValue is left out, of objects and of lists', () => {
    const nothing = { 'Fn::If': ['IsElsewhere', 1, { Ref: 'AWS::NoValue' }] };
    expect(resolver.resolve({ kept: 1, gone: nothing, list: [nothing, 2] })).toEqual({ kept: 1, list: [2] });
  });

  test("a policy's Condition is no condition of the template", () => {
    const statement = { Condition: { StringEquals: { 'aws:RequestedRegion': { Ref: 'AWS::Region' } } } };
    expect(resolver.resolve(statement)).toEqual({
      Condition: { StringEquals: { 'aws:RequestedRegion': 'eu-central-1' } },
    });
  });

  test('an unknown function and a name that refers to itself are errors', () => {
    expect(() => resolver.resolve({ 'Fn::ImportValue': 'x' })).toThrow('Fn::ImportValue');
    expect(() => resolver.resolve({ Ref: 'Circle' })).toThrow('Circle');
    expect(() => resolver.resolve({ Ref: 'Missing' })).toThrow('no resource Missing');
  });
});
