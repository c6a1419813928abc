import type { Api } from './api.ts';
import { Failure } from './failure.ts';

/** The options that a command knows beside those of all. */
export type Options = Record<string, { type: 'string' | 'boolean'; help: string }>;

interface CommandInput {
  /** The words behind the command's name. */
  words: readonly string[];
  /** An option's text. */
  text(name: string): string | undefined;
  has(name: string): boolean;
}

export interface World {
  api: Api;
  language: 'de' | 'en';
  /** A result: what the API answered where `--json` asks for it, else lines for a person. */
  tell(answer: object, ...lines: string[]): void;
  /** A line of a plan, or of what was done by it. */
  say(line: string): void;
  /** A line for the person alone, which a script does not read. */
  note(line: string): void;
  /** How far something long is, where somebody looks on; the next one takes its place. */
  progress(line: string): void;
  /** Asks the person, where there is one; undefined where nobody answers. */
  ask(question: string): Promise<string | undefined>;
  /** A piece of a file that goes to standard output. */
  write(piece: string | Uint8Array): void;
}

export interface Command {
  /** What stands behind its name, as `EVENT FILE`; each word is required. */
  words: readonly string[];
  summary: string;
  options?: Options;
  run(given: CommandInput, world: World): Promise<void>;
}

/** The words that a command takes, checked: `[eventId, file]`. */
export function wordsOf({ words }: Pick<Command, 'words'>, given: readonly string[]): readonly string[] {
  if (given.length > words.length) throw new Failure('usage', `${given[words.length]}: one word too many`);
  const missing = words[given.length];
  if (missing !== undefined) throw new Failure('usage', `${missing} is missing`);
  return given;
}

/** One segment of a path. */
export const segment = (text: string) => encodeURIComponent(text);
