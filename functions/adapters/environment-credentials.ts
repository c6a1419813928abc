import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';

type CredentialChain = NonNullable<DynamoDBClientConfig['credentialDefaultProvider']>;

/**
 * Stands in the bundles for `@aws-sdk/credential-provider-node`: Lambda hands a function its role's credentials in
 * the environment and nowhere else, so the rest of the SDK's chain (profiles, SSO, login, processes, instance
 * metadata: 130 kB) would never be asked. They are valid for as long as the function instance lives.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime
 */
export const defaultProvider: CredentialChain = () => async () => {
  const {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken,
  } = process.env;
  if (!accessKeyId || !secretAccessKey) {
    // The SDK's own name for it, by which callers know that nothing was sent.
    const missing = new Error('the environment holds no AWS credentials');
    throw Object.assign(missing, { name: 'CredentialsProviderError' });
  }
  return { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) };
};
