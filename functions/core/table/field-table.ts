type Table = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** The fields that have a value in a column of a table of fields. */
export type FieldWith<T extends Table, Column extends keyof T[keyof T], Value> = {
  [Name in keyof T]: T[Name][Column] extends Value ? Name : never;
}[keyof T];

/** Their names, in the table's order. */
export function fieldsWith<T extends Table, const C extends keyof T[keyof T], const V extends T[keyof T][C]>(
  table: T,
  column: C,
  value: V,
): FieldWith<T, C, V>[];
export function fieldsWith(table: Table, column: string, value: unknown): string[] {
  return Object.keys(table).filter((name) => table[name]?.[column] === value);
}

/** Names as the mask that a schema's `pick` takes. */
export function maskOf<Name extends string>(names: readonly Name[]): Record<Name, true>;
export function maskOf(names: readonly string[]): Record<string, true> {
  return Object.fromEntries(names.map((name) => [name, true]));
}
