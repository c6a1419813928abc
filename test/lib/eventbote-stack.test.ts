import { describe, expect, test } from 'vitest';
import { Stage } from '../../functions/core/values/stage.ts';
import { environmentNames } from '../../functions/runtime/environment.ts';
import { indexes, type TableUse, tableAccess } from '../../lib/constructs/table-access.ts';
import { type FunctionName, functionNames } from '../../lib/function-names.ts';
import { type Resource, Synthesized } from './synthesized.ts';

const dev = new Synthesized('dev');
const prod = new Synthesized('prod', { concurrency: { dispatch: 1 } });

const tableArn = { 'Fn::GetAtt': [dev.idOf('AWS::DynamoDB::GlobalTable', 'TableItems'), 'Arn'] };
const indexArn = (index: string) => ({ 'Fn::Join': ['', [tableArn, `/index/${index}`]] });

const uses: Record<FunctionName, TableUse> = {
  site: 'site',
  register: 'signUp',
  attendee: 'attendee',
  organiser: 'organiser',
  console: 'organiser',
  relay: 'relay',
  changes: 'changes',
  webhooks: 'webhooks',
  dispatch: 'dispatch',
  sesNotices: 'sesNotices',
  issueToken: 'issueToken',
};

const actionsOn = (name: FunctionName, resource: unknown) =>
  dev
    .statementsOf(name)
    .filter((statement) => statement.Resource.some((one) => JSON.stringify(one) === JSON.stringify(resource)))
    .flatMap(({ Action }) => Action)
    .filter((action) => action.startsWith('dynamodb:'))
    .sort();

describe.each(functionNames)('%s', (name) => {
  const properties = dev.functionProperties(name);
  const variables = properties.Environment.Variables;
  const services = new Set(
    dev.statementsOf(name).flatMap(({ Action }) => Action.map((action) => action.split(':')[0])),
  );

  test('may do on the table and its indexes what the list of uses says, and no more', () => {
    const { actions, indexes: queried } = tableAccess[uses[name]];
    expect(actionsOn(name, tableArn)).toEqual(actions.map((action) => `dynamodb:${action}`).sort());
    for (const index of Object.keys(indexes)) {
      const expected = queried.some((one) => one === index) ? ['dynamodb:Query'] : [];
      expect(actionsOn(name, indexArn(index))).toEqual(expected);
    }
  });

  test('has the name of each resource exactly where it has the right', () => {
    expect(environmentNames.tableName in variables).toBe(services.has('dynamodb'));
    expect(environmentNames.keysSecretArn in variables).toBe(services.has('secretsmanager'));
    expect(environmentNames.configurationSet in variables).toBe(services.has('ses'));
  });

  test('has no wildcard among its actions, and none among its resources but where AWS offers nothing narrower', () => {
    for (const { Action, Resource } of dev.statementsOf(name)) {
      expect(Action.join()).not.toContain('*');
      if (Resource.includes('*'))
        for (const action of Action) expect(['dynamodb:ListStreams', 'ses:GetSendQuota']).toContain(action);
    }
  });

  test('writes to a log group of its own, which ends after the stage’s days', () => {
    const logGroupId = dev.idOf('AWS::Logs::LogGroup', `${dev.functionId(name).slice(0, -8)}Logs`);
    expect(properties.LoggingConfig).toEqual({ LogFormat: 'JSON', LogGroup: { Ref: logGroupId } });
    expect(dev.statementsOf(name)).toContainEqual({
      Effect: 'Allow',
      Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      Resource: [{ 'Fn::GetAtt': [logGroupId, 'Arn'] }],
    });
  });

  test('runs on Node.js 24 and knows its public stage, nothing of the rest', () => {
    expect(properties).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Handler: 'index.handler',
    });
    expect(Stage.parse(JSON.parse(variables.STAGE)).name).toBe('dev');
    expect(variables.STAGE).toMatch(/^[\x20-\x7e]*$/);
  });
});

describe('the table', () => {
  const table = dev.only('AWS::DynamoDB::GlobalTable').Properties;

  test('streams both images and ends items at expiresAt', () => {
    expect(table.BillingMode).toBe('PAY_PER_REQUEST');
    expect(table.StreamSpecification).toEqual({ StreamViewType: 'NEW_AND_OLD_IMAGES' });
    expect(table.TimeToLiveSpecification).toEqual({ AttributeName: 'expiresAt', Enabled: true });
  });

  test('has indexes of keys alone', () => {
    const keys = (names: readonly string[]) =>
      names.map((AttributeName, index) => ({ AttributeName, KeyType: index === 0 ? 'HASH' : 'RANGE' }));
    expect(table.KeySchema).toEqual(keys(['pk', 'sk']));
    expect(table.GlobalSecondaryIndexes).toEqual(
      [
        ['due', 'dueLane', 'dueAt'],
        ['person', 'personHash', 'createdAt'],
        ['list', 'listKey', 'listAt'],
      ].map(([IndexName, ...names]) => ({
        IndexName,
        KeySchema: keys(names),
        Projection: { ProjectionType: 'KEYS_ONLY' },
      })),
    );
  });

  test('of prod outlives its stack, is protected and backed up; so do the keys', () => {
    const { Properties } = prod.only('AWS::DynamoDB::GlobalTable');
    expect(Properties.Replicas).toMatchObject([
      {
        DeletionProtectionEnabled: true,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      },
    ]);
  });

  test('never has its keys generated anew: CloudFormation does it whenever this changes', () => {
    const { GenerateSecretString } = prod.only('AWS::SecretsManager::Secret').Properties;
    expect(GenerateSecretString).toEqual({
      ExcludePunctuation: true,
      GenerateStringKey: '1',
      PasswordLength: 64,
      SecretStringTemplate: '{"current":"1"}',
    });
  });

  test.each([
    'AWS::DynamoDB::GlobalTable',
    'AWS::SecretsManager::Secret',
    'AWS::SES::EmailIdentity',
    'AWS::Logs::LogGroup',
  ])(
    '%s of prod stays when it is replaced or its stack deleted, and goes when its creation is rolled back',
    (type) => {
      const policies = prod
        .all(type)
        .map(({ DeletionPolicy, UpdateReplacePolicy }) => ({ DeletionPolicy, UpdateReplacePolicy }));
      expect(policies.length).toBeGreaterThan(0);
      expect(new Set(policies.map((one) => JSON.stringify(one)))).toEqual(
        new Set([JSON.stringify({ DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' })]),
      );
      for (const { DeletionPolicy } of dev.all(type)) expect(DeletionPolicy).toBe('Delete');
    },
  );

  test('is made after what another stage may own, so that a first deployment that fails leaves none behind', () => {
    const customDomain = {
      name: 'events.seeland.internal',
      certificateArn: 'arn:aws:acm:eu-central-1:111122223333:certificate/abc',
    };
    const own = new Synthesized('prod', { customDomain });
    expect(own.only('AWS::DynamoDB::GlobalTable').DependsOn).toEqual(
      expect.arrayContaining([
        own.idOf('AWS::SES::EmailIdentity', 'MailDomainIdentity'),
        own.idOf('AWS::ApiGatewayV2::DomainName', 'ApiDomain'),
      ]),
    );
  });
});

describe('in another partition', () => {
  const sovereign = new Synthesized('prod', { region: 'eusc-de-east-1' });
  const outputs = Object.entries(sovereign.template.findOutputs('*'));

  test('no ARN and no address is of the partition aws', () => {
    const written = JSON.stringify(sovereign.template.toJSON());
    expect(written.match(/arn:aws[^-"]?:[^"]*/g) ?? []).toEqual([]);
    // Names of services stay as they are in every partition: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
    const addresses = written.match(/[\w.-]*\.amazon(aws|ses)\.com\b/g) ?? [];
    expect(addresses.filter((one) => !/^[a-z]+\.amazonaws\.com$/.test(one))).toEqual([]);
  });

  test('the records of MAIL FROM are those that SES shows, because AWS documents no others', () => {
    const shown = outputs.filter(([name]) => name.startsWith('DnsMailFrom'));
    expect(shown).toHaveLength(2);
    for (const [, { Value }] of shown)
      expect(Value).toMatch(/^bounce\.\S+ (MX|TXT) as the console of SES shows/);
  });
});

test('a restored table takes the place of the stack’s own, with the same rights', () => {
  const tableArn = 'arn:aws:dynamodb:eu-central-1:111122223333:table/restored';
  const restored = new Synthesized('prod', {
    restoredTableStream: `${tableArn}/stream/2027-05-01T00:00:00.000`,
  });
  expect(restored.all('AWS::DynamoDB::GlobalTable')).toEqual([]);
  const told = { TABLE_NAME: 'restored', TABLE_IS_RESTORED: 'yes' };
  for (const name of [
    'register',
    'attendee',
    'organiser',
    'console',
    'relay',
    'webhooks',
    'dispatch',
  ] as const)
    expect(restored.functionProperties(name).Environment.Variables).toMatchObject(told);
  expect(restored.statementsOf('issueToken')).toContainEqual({
    Effect: 'Allow',
    Action: ['dynamodb:PutItem'],
    Resource: [tableArn],
  });
  const mapping = mappingOf(restored, 'relay');
  expect(mapping.EventSourceArn).toBe(`${tableArn}/stream/2027-05-01T00:00:00.000`);
});

function mappingOf(stage: Synthesized, name: FunctionName): Resource['Properties'] {
  const [mapping, ...others] = stage
    .all('AWS::Lambda::EventSourceMapping')
    .filter(({ Properties }) => Properties.FunctionName.Ref === stage.functionId(name));
  if (mapping === undefined || others.length > 0) throw new Error(`${name} has not one event source mapping`);
  return mapping.Properties;
}

describe('relay', () => {
  const mapping = mappingOf(dev, 'relay');

  test('may list streams of any table, because AWS offers nothing narrower, and read this one’s alone', () => {
    const on = (resource: unknown) =>
      dev
        .statementsOf('relay')
        .filter(({ Resource }) => JSON.stringify(Resource) === JSON.stringify([resource]))
        .flatMap(({ Action }) => Action);
    expect(on('*')).toContain('dynamodb:ListStreams');
    expect(on(mapping.EventSourceArn)).toEqual([
      'dynamodb:DescribeStream',
      'dynamodb:GetRecords',
      'dynamodb:GetShardIterator',
    ]);
  });

  test('sees new transactional deliveries and nothing else', () => {
    const patterns = mapping.FilterCriteria.Filters.map(({ Pattern }: { Pattern: string }) =>
      JSON.parse(Pattern),
    );
    expect(patterns).toEqual([
      {
        eventName: ['INSERT'],
        dynamodb: {
          NewImage: { type: { S: ['delivery'] }, lane: { S: ['transactional'] }, state: { S: ['queued'] } },
        },
      },
    ]);
  });

  test('acknowledges by identity, and after three tries or five minutes the queue takes the rest', () => {
    expect(mapping).toMatchObject({
      FunctionName: { Ref: dev.functionId('relay') },
      BatchSize: 10,
      MaximumBatchingWindowInSeconds: 0,
      ParallelizationFactor: 1,
      BisectBatchOnFunctionError: true,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      MaximumRetryAttempts: 3,
      MaximumRecordAgeInSeconds: 300,
      StartingPosition: 'TRIM_HORIZON',
      DestinationConfig: {
        OnFailure: {
          Destination: { 'Fn::GetAtt': [dev.idOf('AWS::SQS::Queue', 'RelayDeadLetters'), 'Arn'] },
        },
      },
    });
  });
});

describe('changes', () => {
  const mapping = mappingOf(dev, 'changes');

  test('sees what the feed tells of, written and taken away, and nothing else', () => {
    const type = { S: ['series', 'event', 'documentation', 'registration', 'announcement'] };
    expect(
      mapping.FilterCriteria.Filters.map(({ Pattern }: { Pattern: string }) => JSON.parse(Pattern)),
    ).toEqual([
      { dynamodb: { NewImage: { type } } },
      { eventName: ['REMOVE'], dynamodb: { OldImage: { type } } },
    ]);
  });

  test('gets a batch again until it is added: nothing sets it aside while the stream holds it', () => {
    expect(mapping).toMatchObject({
      BatchSize: 1000,
      MaximumBatchingWindowInSeconds: 5,
      ParallelizationFactor: 1,
    });
    for (const end of ['MaximumRetryAttempts', 'MaximumRecordAgeInSeconds', 'DestinationConfig'])
      expect(mapping).not.toHaveProperty(end);
  });
});

describe.each(['dispatch', 'webhooks'] as const)('%s', (name) => {
  const arn = { 'Fn::GetAtt': [dev.functionId(name), 'Arn'] };
  const [schedule, ...others] = dev
    .all('AWS::Scheduler::Schedule')
    .map(({ Properties }) => Properties)
    .filter(({ Target }) => JSON.stringify(Target.Arn) === JSON.stringify(arn));
  if (schedule === undefined || others.length > 0) throw new Error(`${name} has not one schedule`);

  test('runs each minute, and a tick that failed is not repeated by anybody', () => {
    expect(schedule.ScheduleExpression).toBe('rate(1 minute)');
    expect(schedule.Target).toMatchObject({ Arn: arn, RetryPolicy: { MaximumRetryAttempts: 0 } });
    const invokeConfig = dev
      .all('AWS::Lambda::EventInvokeConfig')
      .find(({ Properties }) => Properties.FunctionName.Ref === dev.functionId(name));
    expect(invokeConfig?.Properties.MaximumRetryAttempts).toBe(0);
  });

  test('stops, 5 s before its limit, when the next tick begins', () => {
    expect(dev.functionProperties(name).Timeout - 5).toBeLessThanOrEqual(60);
  });

  test('is all that the schedule may invoke', () => {
    expect(dev.statementsOfRole(schedule.Target.RoleArn['Fn::GetAtt'][0])).toEqual([
      { Effect: 'Allow', Action: ['lambda:InvokeFunction'], Resource: [arn] },
    ]);
  });
});

describe('dispatch', () => {
  test('has reserved executions where the stage says so', () => {
    expect(prod.functionProperties('dispatch').ReservedConcurrentExecutions).toBe(1);
    expect(dev.functionProperties('dispatch').ReservedConcurrentExecutions).toBeUndefined();
  });
});

describe('mails', () => {
  test('are sent by relay and dispatch alone, as the sender alone', () => {
    for (const name of functionNames) {
      const sends = dev.statementsOf(name).filter(({ Action }) => Action.includes('ses:SendRawEmail'));
      const mayBe = name === 'relay' || name === 'dispatch';
      expect(sends).toHaveLength(mayBe ? 1 : 0);
      for (const { Resource, Condition } of sends) {
        expect(JSON.stringify(Resource)).toMatch(
          /:identity\/.*:configuration-set\/|:configuration-set\/.*:identity\//,
        );
        expect(Condition).toEqual({
          StringEquals: { 'ses:FromAddress': 'seminare@mail-dev.stiftung-marktplatz.example' },
        });
      }
    }
  });

  test('go over TLS, and the account’s own suppression list is off', () => {
    expect(dev.only('AWS::SES::ConfigurationSet').Properties).toMatchObject({
      DeliveryOptions: { TlsPolicy: 'REQUIRE' },
      SuppressionOptions: { SuppressedReasons: [] },
    });
  });

  describe('are reported to sesNotices', () => {
    const queueId = dev.idOf('AWS::SQS::Queue', 'MailDomainNoticesQueue');
    const arnOf = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
    const deadLetters = arnOf(dev.idOf('AWS::SQS::Queue', 'SesNoticesDeadLetters'));
    const [subscription] = dev
      .all('AWS::SNS::Subscription')
      .filter(({ Properties }) => Properties.Protocol === 'sqs');

    test('by a queue, as SES publishes them, and nothing of opening and clicking', () => {
      expect(subscription?.Properties).toMatchObject({
        Endpoint: arnOf(queueId),
        RawMessageDelivery: true,
        RedrivePolicy: { deadLetterTargetArn: deadLetters },
      });
      const destination = dev.only('AWS::SES::ConfigurationSetEventDestination').Properties.EventDestination;
      expect(destination.SnsDestination.TopicARN).toEqual(subscription?.Properties.TopicArn);
      expect(destination.MatchingEventTypes).not.toContain('open');
      expect(destination.MatchingEventTypes).not.toContain('click');
    });

    test('in batches, by two workers at most, which answer what has to come again', () => {
      expect(mappingOf(dev, 'sesNotices')).toMatchObject({
        EventSourceArn: arnOf(queueId),
        BatchSize: 10,
        ScalingConfig: { MaximumConcurrency: 2 },
        FunctionResponseTypes: ['ReportBatchItemFailures'],
      });
    });

    test('again after six times the function’s limit, and what it can’t take five times waits for a person', () => {
      const { Timeout } = dev.functionProperties('sesNotices');
      expect(dev.resources[queueId]?.Properties).toMatchObject({
        SqsManagedSseEnabled: true,
        VisibilityTimeout: 6 * Timeout,
        RedrivePolicy: { deadLetterTargetArn: deadLetters, maxReceiveCount: 5 },
      });
    });

    test('are kept for twelve days, and dead letters longer, whose time runs from the beginning', () => {
      const of = (id: string) => dev.resources[id]?.Properties.MessageRetentionPeriod / 86_400;
      expect(of(queueId)).toBe(12);
      expect(of(dev.idOf('AWS::SQS::Queue', 'SesNoticesDeadLetters'))).toBe(14);
    });

    test('and nobody but this topic may write into the queue, over TLS alone', () => {
      const [policy] = dev
        .all('AWS::SQS::QueuePolicy')
        .filter(({ Properties }) => Properties.Queues.some(({ Ref }: { Ref: string }) => Ref === queueId));
      expect(policy?.Properties.PolicyDocument.Statement).toEqual([
        expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
        {
          Effect: 'Allow',
          Action: 'sqs:SendMessage',
          Principal: { Service: 'sns.amazonaws.com' },
          Resource: arnOf(queueId),
          Condition: { ArnEquals: { 'aws:SourceArn': subscription?.Properties.TopicArn } },
        },
      ]);
    });
  });

  test('of an imported identity leave it as it is', () => {
    const imported = new Synthesized('dev', { existingIdentity: true });
    expect(imported.all('AWS::SES::EmailIdentity')).toEqual([]);
    expect(imported.template.findOutputs('Dns*')).toEqual({});
  });
});

test('every log group has an end', () => {
  const groups = prod.all('AWS::Logs::LogGroup');
  expect(groups).toHaveLength(functionNames.length + 1);
  for (const { Properties } of groups) expect(Properties.RetentionInDays).toBe(30);
});
