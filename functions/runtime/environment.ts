/**
 * Names of the functions' environment variables, declared once: the constructs that own a resource set them
 * together with the grant, the entries read them through {@link readEnvironment}.
 */
export const environmentNames = {
  tableName: 'TABLE_NAME',
  /** `yes` on a stage that took a restored table over. */
  isRestored: 'TABLE_IS_RESTORED',
  keysSecretArn: 'KEYS_SECRET_ARN',
  configurationSet: 'CONFIGURATION_SET',
  publicUrl: 'PUBLIC_URL',
  stage: 'STAGE',
  owners: 'OWNERS',
} as const;

export type EnvironmentKey = keyof typeof environmentNames;

/**
 * Reads the wanted variables, and throws one error that names every missing one.
 * `STAGE` holds the stage's public configuration as JSON; its schema is core's.
 */
export function readEnvironment<K extends EnvironmentKey>(
  wanted: readonly K[],
  environment: Record<string, string | undefined> = process.env,
): Record<K, string> {
  const missing = wanted.filter((key) => !environment[environmentNames[key]]);
  if (missing.length > 0) {
    throw new Error(`missing environment: ${missing.map((key) => environmentNames[key]).join(', ')}`);
  }
  const entries = wanted.map((key) => [key, environment[environmentNames[key]]]);
  return Object.fromEntries(entries);
}
