/** A fault as one line: where it is, and the sentence. */
export function faultLine({ pointer, message }: { pointer: string; message: string }): string {
  return `  ${pointer || '(all of it)'}: ${message}`;
}
