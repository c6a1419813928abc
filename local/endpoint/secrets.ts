import { randomInt, randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { Declared, Stack } from '../assembly/stack.ts';
import type { Store } from '../state/store.ts';
import type { PreparedCall } from './dynamodb.ts';
import { jsonRefusal, type Outcome } from './refusals.ts';

const Request = z.looseObject({
  SecretId: z.string(),
  VersionId: z.string().optional(),
  VersionStage: z.string().optional(),
  SecretString: z.string().optional(),
  ClientRequestToken: z.string().default(() => randomUUID()),
});
const Version = z.object({ value: z.string(), versionId: z.string(), createdAt: z.number() });

/**
 * Secrets Manager's GetSecretValue and PutSecretValue, of the current version; what the template has generated is generated
 * once and kept.
 */
export class SecretsService {
  readonly #store: Store;
  readonly #secrets: readonly Declared<'AWS::SecretsManager::Secret'>[];
  readonly #missingArn: (name: string) => string;

  constructor(store: Store, stack: Stack) {
    const { partition, region, account } = stack.deployment;
    this.#store = store;
    this.#secrets = stack.all('AWS::SecretsManager::Secret');
    this.#missingArn = (name) => `arn:${partition}:secretsmanager:${region}:${account}:secret:${name}`;
    for (const secret of this.#secrets) this.#version(secret);
  }

  prepare(target: string, body: Buffer): PreparedCall {
    const operation = target.split('.')[1] ?? '';
    const asked = Request.parse(JSON.parse(body.toString('utf8')));
    const { SecretId, VersionId, VersionStage = 'AWSCURRENT' } = asked;
    const secret = this.#secrets.find(({ ref }) => ref === SecretId || nameOf(ref) === SecretId);
    return {
      accesses: [
        {
          action: `secretsmanager:${operation}`,
          resource: secret?.ref ?? (SecretId.startsWith('arn:') ? SecretId : this.#missingArn(SecretId)),
          context: new Map([
            ['secretsmanager:secretid', [secret?.ref ?? SecretId]],
            ...(operation === 'GetSecretValue'
              ? [['secretsmanager:versionstage', [VersionStage]] as const]
              : []),
          ]),
        },
      ],
      refuse: (message) => jsonRefusal('AccessDeniedException', message),
      run: async () => {
        if (secret !== undefined && operation === 'PutSecretValue') return this.#put(secret, asked);
        if (operation !== 'GetSecretValue') {
          return jsonRefusal(
            'UnknownOperationException',
            `the local runner serves GetSecretValue and PutSecretValue, not ${operation}`,
          );
        }
        const version = secret && this.#version(secret);
        if (!version || VersionStage !== 'AWSCURRENT' || (VersionId && VersionId !== version.versionId)) {
          return jsonRefusal('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
        }
        return answered({
          ...named(secret, version),
          SecretString: version.value,
          CreatedDate: version.createdAt,
        });
      },
    };
  }

  /** @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_PutSecretValue.html */
  #put(
    secret: Declared<'AWS::SecretsManager::Secret'>,
    { SecretString, ClientRequestToken }: z.infer<typeof Request>,
  ): Outcome {
    if (SecretString === undefined || SecretString.length > 65_536)
      return jsonRefusal(
        'InvalidParameterException',
        'You must provide either SecretString or SecretBinary.',
      );
    const version = {
      value: SecretString,
      versionId: ClientRequestToken,
      createdAt: Math.floor(Date.now() / 1000),
    };
    this.#store.set(`secret.${secret.ref}`, version);
    return answered(named(secret, version));
  }

  #version(secret: Declared<'AWS::SecretsManager::Secret'>): z.infer<typeof Version> {
    const known = this.#store.get(`secret.${secret.ref}`, Version);
    if (known) return known;
    const made = {
      value: generate(secret),
      versionId: randomUUID(),
      createdAt: Math.floor(Date.now() / 1000),
    };
    this.#store.set(`secret.${secret.ref}`, made);
    return made;
  }
}

const named = ({ ref }: { ref: string }, { versionId }: z.infer<typeof Version>) => ({
  ARN: ref,
  Name: nameOf(ref),
  VersionId: versionId,
  VersionStages: ['AWSCURRENT'],
});

const answered = (answer: object): Outcome => ({
  status: 200,
  headers: { 'content-type': 'application/x-amz-json-1.1' },
  body: Buffer.from(JSON.stringify(answer)),
});

const nameOf = (arn: string) => arn.replace(/^.*:secret:/, '').replace(/-[0-9a-f]{6}$/, '');

/** @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetRandomPassword.html */
function generate({
  SecretString,
  GenerateSecretString: wanted,
}: Declared<'AWS::SecretsManager::Secret'>): string {
  if (!wanted) return SecretString ?? '';
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
  const punctuation = wanted.ExcludePunctuation ? '' : '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';
  const alphabet = [...(letters + punctuation)].filter(
    (character) => !wanted.ExcludeCharacters.includes(character),
  );
  const password = Array.from(
    { length: wanted.PasswordLength },
    () => alphabet[randomInt(alphabet.length)],
  ).join('');
  if (!wanted.GenerateStringKey) return password;
  const template = z.record(z.string(), z.unknown()).parse(JSON.parse(wanted.SecretStringTemplate ?? '{}'));
  return JSON.stringify({ ...template, [wanted.GenerateStringKey]: password });
}
