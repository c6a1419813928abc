import type * as z from 'zod';
import { faultsOf } from './faults.ts';
import { problemOf } from './problem.ts';

/** What was handed in, as its schema has it. @throws Problem 422 with every fault */
export function parsed<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const { data, error } = schema.safeParse(value, { reportInput: true });
  if (error !== undefined) throw problemOf(faultsOf(error));
  return data;
}
