import { describe, expect, test } from 'vitest';
import { functionNames } from '../../lib/function-names.ts';
import { Synthesized } from './synthesized.ts';

const without = new Synthesized('prod');
const prod = new Synthesized('prod', { customerManagedKey: true });

test('without the wish for one there is no key', () => {
  expect(without.all('AWS::KMS::Key')).toEqual([]);
  expect(JSON.stringify(without.template.toJSON())).not.toMatch(/kms:|KmsKeyId|KmsMasterKeyId/);
});

describe('the account’s own key', () => {
  const key = { 'Fn::GetAtt': [prod.idOf('AWS::KMS::Key', 'EncryptionKey'), 'Arn'] };
  const { Properties: properties, DeletionPolicy, UpdateReplacePolicy } = prod.only('AWS::KMS::Key');

  test('turns each year, waits before it goes, and outlives the stack as its data does', () => {
    expect(properties).toMatchObject({ EnableKeyRotation: true, PendingWindowInDays: 30 });
    expect({ DeletionPolicy, UpdateReplacePolicy }).toEqual({
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
    });
  });

  test.each([
    ['AWS::SecretsManager::Secret', 'KmsKeyId', 1],
    ['AWS::SQS::Queue', 'KmsMasterKeyId', 3],
    ['AWS::SNS::Topic', 'KmsMasterKeyId', 2],
    ['AWS::Logs::LogGroup', 'KmsKeyId', functionNames.length + 1],
    ['AWS::Lambda::Function', 'KmsKeyArn', functionNames.length],
  ])('encrypts each %s', (type, property, count) => {
    expect(prod.all(type).map(({ Properties }) => Properties[property])).toEqual(Array(count).fill(key));
  });

  test('encrypts the table, its indexes, stream and backups', () => {
    const table = prod.only('AWS::DynamoDB::GlobalTable').Properties;
    expect(table.SSESpecification).toEqual({ SSEEnabled: true, SSEType: 'KMS' });
    expect(table.Replicas[0].SSESpecification).toEqual({ KMSMasterKeyId: key });
  });

  test.each(functionNames)('is used by %s through the services alone whose rights it has', (name) => {
    const onKey = prod
      .statementsOf(name)
      .filter(({ Resource }) => JSON.stringify(Resource) === JSON.stringify([key]));
    const services = onKey.map(
      ({ Condition }) => /"kms:ViaService":\{?.*?"?(\w+)\./.exec(JSON.stringify(Condition))?.[1],
    );
    const rights = new Set(
      prod.statementsOf(name).flatMap(({ Action }) => Action.map((action) => action.split(':')[0] ?? '')),
    );
    const expected = ['dynamodb', 'secretsmanager', 'sqs'].filter((service) => rights.has(service));
    expect(services.toSorted()).toEqual([...expected, 'lambda'].toSorted());
    for (const { Action } of onKey) expect(Action.join()).not.toContain('*');
  });

  test('may be used by the services that encrypt with it, and by nobody else outside the account', () => {
    const statements: { Principal: { Service?: unknown }; Condition?: object }[] =
      properties.KeyPolicy.Statement;
    const services = statements.flatMap(({ Principal }) =>
      Principal.Service ? [JSON.stringify(Principal.Service)] : [],
    );
    expect(services.toSorted()).toEqual([
      '"cloudwatch.amazonaws.com"',
      '"ses.amazonaws.com"',
      '"sns.amazonaws.com"',
      expect.stringContaining('"logs.eu-central-1."'),
    ]);
  });
});

test('a restored table is read with the rights that the stack’s own was read with', () => {
  const restored = new Synthesized('prod', {
    customerManagedKey: true,
    restoredTableStream:
      'arn:aws:dynamodb:eu-central-1:111122223333:table/restored/stream/2027-05-01T00:00:00.000',
  });
  expect(JSON.stringify(restored.statementsOf('issueToken'))).toContain('dynamodb.eu-central-1.');
});
