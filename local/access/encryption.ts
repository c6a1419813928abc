import type { Stack } from '../assembly/stack.ts';
import type { Access } from './policy.ts';

/**
 * What a call needs of the account's own keys besides its service's right: whoever reads a table or secret that lies under
 * one must be allowed to decrypt by it, through that service.
 * https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service
 */
export function keyUses(stack: Stack): (access: Access) => Access[] {
  const { region, urlSuffix } = stack.deployment;
  const locked = [
    ...stack
      .all('AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable')
      .flatMap(({ arn, Replicas }) =>
        Replicas.map(({ SSESpecification }) => ({ arn, key: SSESpecification?.KMSMasterKeyId })),
      ),
    ...stack.all('AWS::SecretsManager::Secret').map(({ ref, KmsKeyId }) => ({ arn: ref, key: KmsKeyId })),
  ];
  return ({ action, resource }) =>
    locked.flatMap(({ arn, key }) => {
      if (key === undefined || (resource !== arn && !resource.startsWith(`${arn}/`))) return [];
      const via = `${action.split(':')[0]}.${region}.${urlSuffix}`;
      return [{ action: 'kms:Decrypt', resource: key, context: new Map([['kms:viaservice', [via]]]) }];
    });
}
