/** A fault as one line: where it is, the sentence, and what the rule wants exactly. */
export function faultLine({
  pointer,
  message,
  params = {},
}: {
  pointer: string;
  message: string;
  params?: Record<string, unknown> | undefined;
}): string {
  const { detail, line } = params;
  const more = [line === undefined ? undefined : `line ${line}`, detail].filter((one) => one !== undefined);
  return `  ${pointer || '(all of it)'}: ${message}${more.length > 0 ? ` (${more.join(': ')})` : ''}`;
}
