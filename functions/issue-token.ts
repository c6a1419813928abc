import * as z from 'zod';
import { Table } from './adapters/table.ts';
import { issueToken } from './core/access/organiser.ts';
import { instant } from './core/values/time.ts';
import { readEnvironment } from './runtime/environment.ts';

/** What the operator hands in: `aws lambda invoke … --payload '{"name": "scripts", "role": "owner"}'`. */
const Order = z.strictObject({
  name: z.string().min(1).max(100),
  role: z.enum(['owner', 'editor', 'viewer']),
});

const table = new Table(readEnvironment(['tableName']).tableName);

/** Makes an organiser's token for whoever may invoke this function by IAM; the answer is the only place that shows it. */
export async function handler(input: unknown): Promise<{ token: string }> {
  const { name, role } = Order.parse(input);
  const { token, item } = issueToken({ name, role }, instant(Date.now()));
  await table.commit([{ step: 'put', item, when: 'absent' }]);
  return { token };
}
