import { createHash } from 'node:crypto';
import type { Resource } from './template.ts';

/** Where a stack's resources live: on one machine, with the names that CloudFormation would give. */
export interface Deployment {
  readonly stackName: string;
  readonly region: string;
  readonly account: string;
  /** `aws`, `aws-eusc`, …: the second part of every ARN. */
  readonly partition: string;
  /** The domain that a region's endpoints lie under. */
  readonly urlSuffix: string;
  /** Scheme, host and port at which the HTTP API answers, without a slash at the end. */
  readonly baseUrl: string;
}

/** What `Ref` and `Fn::GetAtt` answer for one resource. */
export interface Identity {
  readonly ref: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/**
 * The partition of a region, by its prefix; every other region lies in `aws`.
 * @see https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html
 */
const partitions = [
  { prefix: 'cn-', partition: 'aws-cn', urlSuffix: 'amazonaws.com.cn' },
  { prefix: 'us-gov-', partition: 'aws-us-gov', urlSuffix: 'amazonaws.com' },
  { prefix: 'eusc-', partition: 'aws-eusc', urlSuffix: 'amazonaws.eu' },
];

export function partitionOf(region: string): Pick<Deployment, 'partition' | 'urlSuffix'> {
  const { partition, urlSuffix } = partitions.find(({ prefix }) => region.startsWith(prefix)) ?? {
    partition: 'aws',
    urlSuffix: 'amazonaws.com',
  };
  return { partition, urlSuffix };
}

const digest = (text: string, length: number) =>
  createHash('sha256').update(text).digest('hex').slice(0, length);

/**
 * Names one resource. `named` answers a property of the resource as a string, intrinsics resolved.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html
 */
export function identify(
  logicalId: string,
  { Type }: Pick<Resource, 'Type'>,
  named: (property: string) => string | undefined,
  { stackName, region, account, partition, urlSuffix, baseUrl }: Deployment,
): Identity {
  const generated = `${stackName}-${logicalId}`;
  const arn = (service: string, resource: string) =>
    `arn:${partition}:${service}:${region}:${account}:${resource}`;
  const global = (service: string, resource: string) => `arn:${partition}:${service}::${account}:${resource}`;
  switch (Type) {
    case 'AWS::DynamoDB::Table':
    case 'AWS::DynamoDB::GlobalTable': {
      const name = named('TableName') ?? generated;
      const tableArn = arn('dynamodb', `table/${name}`);
      return {
        ref: name,
        attributes: { Arn: tableArn, StreamArn: `${tableArn}/stream/local`, TableId: digest(tableArn, 32) },
      };
    }
    case 'AWS::Lambda::Function': {
      const name = named('FunctionName') ?? generated;
      return { ref: name, attributes: { Arn: arn('lambda', `function:${name}`) } };
    }
    case 'AWS::Lambda::Version':
      return {
        ref: `${functionArn(named)}:1`,
        attributes: { FunctionArn: functionArn(named), Version: '1' },
      };
    case 'AWS::Lambda::Alias': {
      const aliasArn = `${functionArn(named)}:${named('Name') ?? 'live'}`;
      return { ref: aliasArn, attributes: { AliasArn: aliasArn } };
    }
    case 'AWS::ApiGatewayV2::Api': {
      const id = digest(generated, 10);
      return { ref: id, attributes: { ApiId: id, ApiEndpoint: baseUrl } };
    }
    case 'AWS::ApiGatewayV2::Stage': {
      const name = named('StageName') ?? '$default';
      return { ref: name, attributes: {} };
    }
    case 'AWS::SNS::Topic': {
      const name = named('TopicName') ?? generated;
      return { ref: arn('sns', name), attributes: { TopicArn: arn('sns', name), TopicName: name } };
    }
    case 'AWS::SQS::Queue': {
      const name = named('QueueName') ?? generated;
      const url = `https://sqs.${region}.${urlSuffix}/${account}/${name}`;
      return { ref: url, attributes: { Arn: arn('sqs', name), QueueName: name, QueueUrl: url } };
    }
    case 'AWS::IAM::Role': {
      const name = named('RoleName') ?? generated;
      return { ref: name, attributes: { Arn: global('iam', `role/${name}`), RoleId: digest(name, 20) } };
    }
    case 'AWS::IAM::ManagedPolicy': {
      const policyArn = global('iam', `policy/${named('ManagedPolicyName') ?? generated}`);
      return { ref: policyArn, attributes: { PolicyArn: policyArn } };
    }
    case 'AWS::SecretsManager::Secret': {
      const name = named('Name') ?? generated;
      const secretArn = arn('secretsmanager', `secret:${name}-${digest(name, 6)}`);
      return { ref: secretArn, attributes: { Id: secretArn } };
    }
    case 'AWS::SES::ConfigurationSet':
      return { ref: named('Name') ?? generated, attributes: {} };
    case 'AWS::SES::EmailIdentity': {
      const identity = named('EmailIdentity') ?? generated;
      const tokens = [1, 2, 3].flatMap((number) => [
        [`DkimDNSTokenName${number}`, `${digest(identity + number, 32)}._domainkey.${identity}`],
        [`DkimDNSTokenValue${number}`, `${digest(identity + number, 32)}.dkim.amazonses.com`],
      ]);
      return { ref: identity, attributes: Object.fromEntries(tokens) };
    }
    case 'AWS::Logs::LogGroup': {
      const name = named('LogGroupName') ?? generated;
      return { ref: name, attributes: { Arn: arn('logs', `log-group:${name}:*`) } };
    }
    case 'AWS::Events::Rule': {
      const name = named('Name') ?? generated;
      return { ref: name, attributes: { Arn: arn('events', `rule/${name}`) } };
    }
    case 'AWS::Scheduler::Schedule': {
      const name = named('Name') ?? generated;
      const group = named('GroupName') ?? 'default';
      return { ref: name, attributes: { Arn: arn('scheduler', `schedule/${group}/${name}`) } };
    }
    default: {
      const service = Type.split('::')[1]?.toLowerCase() ?? 'unknown';
      return { ref: generated, attributes: { Arn: arn(service, generated) } };
    }
  }
}

function functionArn(named: (property: string) => string | undefined): string {
  return named('FunctionName') ?? 'arn:aws:lambda:::function:unknown';
}
