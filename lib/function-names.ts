/** Every Lambda function. */
export const functionNames = [
  'site',
  'register',
  'attendee',
  'organiser',
  'console',
  'relay',
  'changes',
  'webhooks',
  'dispatch',
  'sesNotices',
  'issueToken',
] as const;

export type FunctionName = (typeof functionNames)[number];

/** The file of a function's entry: `issueToken` lies in issue-token.ts. */
export function entryOf(name: FunctionName): string {
  return `${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}.ts`;
}
