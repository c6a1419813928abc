import * as z from 'zod';

export const Call = z.object({
  function: z.string(),
  service: z.string(),
  action: z.string(),
  resource: z.string(),
  count: z.number(),
  allowed: z.boolean(),
});
export type Call = z.infer<typeof Call>;

/** Each function's AWS calls since the start, counted by what they did to what. */
export class CallBook {
  readonly #calls = new Map<string, Call>();

  record(functionName: string, access: { action: string; resource: string }, allowed: boolean): void {
    const key = `${functionName}\n${access.action}\n${access.resource}\n${allowed}`;
    const known = this.#calls.get(key);
    if (known) {
      known.count += 1;
      return;
    }
    const [service = '', action = ''] = access.action.split(':');
    this.#calls.set(key, {
      function: functionName,
      service,
      action,
      resource: access.resource,
      count: 1,
      allowed,
    });
  }

  list(): readonly Call[] {
    return [...this.#calls.values()];
  }
}
