/**
 * A text as one harmless line: line breaks and other controls become a space, and characters that reorder
 * what stands around them (Unicode's Bidi_Control) are left out. What remains is text, whatever it looks like.
 */
export function oneLine(text: string): string {
  return text
    .toWellFormed()
    .replace(/\p{Bidi_Control}/gu, '')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim();
}

/** At most `max` characters; what is cut says so with an ellipsis. */
export function clip(text: string, max: number): string {
  const characters = [...text];
  return characters.length <= max
    ? text
    : `${characters
        .slice(0, max - 1)
        .join('')
        .trimEnd()}…`;
}

/** Whether a mail program may turn a part of the text into a link by itself. */
export function looksLikeLink(text: string): boolean {
  return /:\/\/|www\.|\S@\S|[\p{L}\d-]\.\p{L}{2,}(\/|\s|$)/iu.test(text);
}

/** Fills `{name}` placeholders; an unknown one stays as it is. The values are never looked into again. */
export function fill(text: string, values: Record<string, string>): string {
  return text
    .replace(/\{(\w+)\}/g, (placeholder, name: string) =>
      Object.hasOwn(values, name) ? (values[name] ?? '') : placeholder,
    )
    .replace(/ +([,.;:])/g, '$1');
}
