export interface Header {
  /** Lower-case. */
  readonly name: string;
  /** Unfolded. */
  readonly value: string;
  /** As it stands in the mail, folded, without its last line break. */
  readonly lines: string;
}

const endOfHeaders = /\r?\n\r?\n/;

function split(raw: Buffer): { head: string; rest: Buffer } {
  // latin1 keeps every byte, so that what is not rewritten stays as it came.
  const start = raw.subarray(0, 200_000).toString('latin1');
  const end = endOfHeaders.exec(start);
  return end
    ? { head: start.slice(0, end.index), rest: raw.subarray(end.index) }
    : { head: start, rest: Buffer.alloc(0) };
}

/** The header fields of a mail. @see https://www.rfc-editor.org/rfc/rfc5322#section-2.2 */
export function headersOf(raw: Buffer): Header[] {
  return split(raw)
    .head.split(/\r?\n(?![ \t])/)
    .map((lines) => {
      const colon = lines.indexOf(':');
      return {
        name: lines.slice(0, colon).trim().toLowerCase(),
        value: lines
          .slice(colon + 1)
          .replace(/\r?\n(?=[ \t])/g, '')
          .trim(),
        lines,
      };
    });
}

/** Replaces header fields, or adds them in front, or leaves out those whose replacement is undefined. */
export function rewriteHeaders(
  raw: Buffer,
  replacements: Readonly<Record<string, string | undefined>>,
): Buffer {
  const kept = headersOf(raw).filter(({ name }) => !(name in replacements));
  const made = Object.values(replacements).filter((line) => line !== undefined);
  const head = [...made, ...kept.map(({ lines }) => lines)].join('\r\n');
  return Buffer.concat([Buffer.from(head, 'latin1'), split(raw).rest]);
}
