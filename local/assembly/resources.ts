import * as z from 'zod';

const KeySchema = z.array(z.looseObject({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }));
const Index = z.looseObject({
  IndexName: z.string(),
  KeySchema,
  Projection: z.looseObject({
    ProjectionType: z.string().optional(),
    NonKeyAttributes: z.array(z.string()).optional(),
  }),
});

const Table = z.looseObject({
  KeySchema,
  AttributeDefinitions: z.array(z.looseObject({ AttributeName: z.string(), AttributeType: z.string() })),
  GlobalSecondaryIndexes: z.array(Index).default([]),
  LocalSecondaryIndexes: z.array(Index).default([]),
  StreamSpecification: z.looseObject({ StreamViewType: z.string() }).optional(),
  Replicas: z
    .array(
      z.looseObject({
        SSESpecification: z.looseObject({ KMSMasterKeyId: z.string().optional() }).optional(),
      }),
    )
    .default([]),
  TimeToLiveSpecification: z
    .looseObject({ AttributeName: z.string().optional(), Enabled: z.boolean() })
    .optional(),
});

export const PolicyDocument = z.looseObject({
  Statement: z.array(
    z.looseObject({
      Effect: z.enum(['Allow', 'Deny']),
      Action: z.union([z.string(), z.array(z.string())]).optional(),
      NotAction: z.union([z.string(), z.array(z.string())]).optional(),
      Resource: z.union([z.string(), z.array(z.string())]).optional(),
      NotResource: z.union([z.string(), z.array(z.string())]).optional(),
      /** Of a resource's policy. */
      Principal: z.unknown().optional(),
      Condition: z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
    }),
  ),
});
export type PolicyDocument = z.infer<typeof PolicyDocument>;

const Destination = z.looseObject({ Destination: z.string() });
const Integer = z.coerce.number().int();

const Policy = z.looseObject({ PolicyDocument, Roles: z.array(z.string()).default([]) });

const Permission = z.looseObject({
  Action: z.string(),
  FunctionName: z.string(),
  Principal: z.string(),
  SourceArn: z.string().optional(),
});

/** The properties that the runner reads, by resource type; what is not listed here it does not start. */
export const schemas = {
  'AWS::DynamoDB::Table': Table,
  'AWS::DynamoDB::GlobalTable': Table,
  'AWS::Lambda::Function': z.looseObject({
    Handler: z.string().default('index.handler'),
    Code: z.looseObject({ S3Key: z.string().optional(), ZipFile: z.string().optional() }),
    Role: z.string(),
    MemorySize: Integer.default(128),
    Timeout: Integer.default(3),
    ReservedConcurrentExecutions: Integer.optional(),
    Environment: z.looseObject({ Variables: z.record(z.string(), z.coerce.string()).default({}) }).optional(),
  }),
  'AWS::Lambda::Permission': Permission,
  'AWS::Lambda::EventInvokeConfig': z.looseObject({
    FunctionName: z.string(),
    MaximumRetryAttempts: Integer.default(2),
    DestinationConfig: z.looseObject({ OnFailure: Destination.optional() }).optional(),
  }),
  'AWS::Lambda::EventSourceMapping': z.looseObject({
    EventSourceArn: z.string(),
    FunctionName: z.string(),
    Enabled: z.boolean().default(true),
    BatchSize: Integer.optional(),
    MaximumBatchingWindowInSeconds: Integer.default(0),
    /** Of a queue. */
    ScalingConfig: z.looseObject({ MaximumConcurrency: Integer.optional() }).optional(),
    MaximumRetryAttempts: Integer.default(-1),
    MaximumRecordAgeInSeconds: Integer.default(-1),
    BisectBatchOnFunctionError: z.boolean().default(false),
    FunctionResponseTypes: z.array(z.string()).default([]),
    FilterCriteria: z
      .looseObject({ Filters: z.array(z.looseObject({ Pattern: z.string() })).default([]) })
      .optional(),
    DestinationConfig: z.looseObject({ OnFailure: Destination.optional() }).optional(),
  }),
  'AWS::ApiGatewayV2::Api': z.looseObject({
    CorsConfiguration: z
      .looseObject({
        AllowOrigins: z.array(z.string()).default([]),
        AllowMethods: z.array(z.string()).default([]),
        AllowHeaders: z.array(z.string()).default([]),
        ExposeHeaders: z.array(z.string()).default([]),
        AllowCredentials: z.boolean().default(false),
        MaxAge: Integer.optional(),
      })
      .optional(),
  }),
  'AWS::ApiGatewayV2::Route': z.looseObject({ RouteKey: z.string(), Target: z.string() }),
  'AWS::ApiGatewayV2::Integration': z.looseObject({
    IntegrationUri: z.string(),
    PayloadFormatVersion: z.string().default('1.0'),
    TimeoutInMillis: Integer.default(30_000),
  }),
  'AWS::Events::Rule': z.looseObject({
    ScheduleExpression: z.string().optional(),
    State: z.string().default('ENABLED'),
    Targets: z.array(z.looseObject({ Arn: z.string(), Input: z.string().optional() })).default([]),
  }),
  'AWS::Scheduler::Schedule': z.looseObject({
    ScheduleExpression: z.string(),
    State: z.string().default('ENABLED'),
    Target: z.looseObject({
      Arn: z.string(),
      RoleArn: z.string(),
      Input: z.string().optional(),
      RetryPolicy: z.looseObject({ MaximumRetryAttempts: Integer.optional() }).optional(),
    }),
  }),
  'AWS::SNS::Subscription': z.looseObject({
    TopicArn: z.string(),
    Protocol: z.string(),
    Endpoint: z.string().default(''),
    RawMessageDelivery: z.boolean().default(false),
  }),
  'AWS::SQS::Queue': z.looseObject({
    VisibilityTimeout: Integer.default(30),
    /** Seconds: four days unless it says otherwise. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html */
    MessageRetentionPeriod: z.coerce.number().int().min(60).max(1_209_600).default(345_600),
    RedrivePolicy: z.looseObject({ maxReceiveCount: Integer }).optional(),
  }),
  'AWS::SQS::QueuePolicy': z.looseObject({ Queues: z.array(z.string()), PolicyDocument }),
  'AWS::SES::ConfigurationSet': z.looseObject({}),
  'AWS::SES::ConfigurationSetEventDestination': z.looseObject({
    ConfigurationSetName: z.string(),
    EventDestination: z.looseObject({
      Enabled: z.boolean().default(true),
      MatchingEventTypes: z.array(z.string()),
      SnsDestination: z.looseObject({ TopicARN: z.string() }).optional(),
    }),
  }),
  'AWS::SES::EmailIdentity': z.looseObject({ EmailIdentity: z.string() }),
  'AWS::SecretsManager::Secret': z.looseObject({
    KmsKeyId: z.string().optional(),
    SecretString: z.string().optional(),
    GenerateSecretString: z
      .looseObject({
        SecretStringTemplate: z.string().optional(),
        GenerateStringKey: z.string().optional(),
        PasswordLength: Integer.default(32),
        ExcludeCharacters: z.string().default(''),
        ExcludePunctuation: z.boolean().default(false),
      })
      .optional(),
  }),
  'AWS::IAM::Role': z.looseObject({
    Policies: z.array(z.looseObject({ PolicyDocument })).default([]),
    ManagedPolicyArns: z.array(z.string()).default([]),
  }),
  'AWS::IAM::Policy': Policy,
  'AWS::IAM::ManagedPolicy': Policy,
} as const;

export type Properties<T extends keyof typeof schemas> = z.infer<(typeof schemas)[T]>;
