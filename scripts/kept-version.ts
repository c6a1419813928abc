import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';
import type { Runner } from '../local/index.ts';

/** What a version left behind, as `scripts/keep-version.ts` writes it down. */
export const KeptVersion = z.strictObject({
  /** The clock when it was kept. */
  at: z.string(),
  /** The secret's value: hashes and links were made with it. */
  keys: z.string(),
  /** An organiser's token among the rows. */
  token: z.string(),
  /** Paths of links that stand in mails already sent. */
  links: z.strictObject({ confirm: z.string(), aylin: z.string(), cem: z.string() }),
  rows: z.array(z.looseObject({ pk: z.string(), sk: z.string() })),
});
export type KeptVersion = z.infer<typeof KeptVersion>;

/** Gives a runner that no function has been called on yet a secret of known value. */
export function useKeys(runner: Runner, directory: string, value: string): void {
  const [secret] = runner.stack.all('AWS::SecretsManager::Secret');
  const database = new DatabaseSync(path.join(directory, 'state.db'));
  database
    .prepare('UPDATE settings SET value = ? WHERE name = ?')
    .run(JSON.stringify({ value, versionId: crypto.randomUUID(), createdAt: 0 }), `secret.${secret?.ref}`);
  database.close();
}

/** The one table's name. */
export function tableOf(runner: Runner): string {
  const [table] = runner.stack.all('AWS::DynamoDB::GlobalTable');
  if (table === undefined) throw new Error('the template has no table');
  return table.ref;
}
