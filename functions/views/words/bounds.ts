/** The bounds as the sentences take them, ready to be read. */
export interface Bounds {
  max?: string | undefined;
  min?: string | undefined;
  at?: string | undefined;
}
