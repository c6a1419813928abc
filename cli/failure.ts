/** What the command line ends with, so that scripts can tell why. */
export const exitCodes = {
  done: 0,
  /** The API refused, and said why. */
  refused: 1,
  /** The command itself: an option, a file, a missing token. */
  usage: 2,
  /** The API could not be reached, or failed: the same command may work later. */
  unavailable: 3,
} as const;

/** Something that the command line ends with: a sentence for a person, a code for a script. */
export class Failure extends Error {
  readonly exitCode: number;
  /** Which rules the API says are broken. */
  readonly faultCodes: readonly string[];
  constructor(
    kind: Exclude<keyof typeof exitCodes, 'done'>,
    message: string,
    { faultCodes = [], ...options }: ErrorOptions & { faultCodes?: readonly string[] } = {},
  ) {
    super(message, options);
    this.name = 'Failure';
    this.exitCode = exitCodes[kind];
    this.faultCodes = faultCodes;
  }
}
