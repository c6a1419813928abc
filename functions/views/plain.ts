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

/** The same, cut between words. */
export function clipWords(text: string, max: number): string {
  if ([...text].length <= max) return text;
  const cut = [...text].slice(0, max).join('');
  const end = cut.lastIndexOf(' ');
  return end <= 0 ? clip(text, max) : `${cut.slice(0, end).replace(/[\s,;:–]+$/, '')} …`;
}

/** Fills `{name}` placeholders; an unknown one stays as it is. The values are never looked into again. */
export function fill(text: string, values: Record<string, string>): string {
  return text
    .replace(/\{(\w+)\}/g, (placeholder, name: string) =>
      Object.hasOwn(values, name) ? (values[name] ?? '') : placeholder,
    )
    .replace(/ +([,.;:])/g, '$1');
}
