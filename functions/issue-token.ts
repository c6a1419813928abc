import * as z from 'zod';
import { Table } from './adapters/table.ts';
import { issueToken } from './core/access/organiser.ts';
import { Rights, Role } from './core/table/organiser-items.ts';
import { instant } from './core/values/time.ts';
import { readEnvironment } from './runtime/environment.ts';

/** What the operator hands in: `aws lambda invoke … --payload '{"name": "scripts", "role": "owner"}'`. */
const Order = z.strictObject({
  name: z.string().min(1).max(100),
  role: Role,
  rights: Rights,
});

const table = new Table(readEnvironment(['tableName']).tableName);

/** Makes an organiser's token for whoever may invoke this function by IAM; the answer is the only place that shows it. */
export async function handler(input: unknown): Promise<{ token: string }> {
  const { token, item } = issueToken(Order.parse(input), instant(Date.now()));
  await table.commit([{ step: 'put', item, when: 'absent' }]);
  return { token };
}
