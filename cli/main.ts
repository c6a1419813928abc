import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { loadWords } from '../functions/views/words/index.ts';
import { announcements } from './announcements.ts';
import { Api } from './api.ts';
import { apply } from './apply.ts';
import { type Command, type Options, type World, wordsOf } from './command.ts';
import { completion } from './completion.ts';
import { exports } from './exports.ts';
import { exitCodes, Failure } from './failure.ts';
import { people } from './people.ts';
import { readings } from './readings.ts';
import { tokens } from './tokens.ts';
import { webhooks } from './webhooks.ts';

const Version = z.object({ version: z.string() });

const commands: Record<string, Command> = {
  ...{ apply, ...announcements, ...people, ...readings, ...exports, ...tokens, ...webhooks },
};
/** What there is to type, for the shell that completes it. */
const shells = { completion: { words: ['SHELL'], summary: 'What bash or zsh completes commands by' } };

const common: Options = {
  url: { type: 'string', help: "the API's address, as https://… (or EVENTBOTE_URL)" },
  token: {
    type: 'string',
    help: 'better in EVENTBOTE_TOKEN: what is typed here others on this machine can read',
  },
  lang: { type: 'string', help: 'de or en: of what the API says and of CSV files; else as LANG says' },
  json: { type: 'boolean', help: 'results as JSON, an object a line, as the API answers them' },
  help: { type: 'boolean', help: 'what a command takes' },
  version: { type: 'boolean', help: 'which version this is' },
};

/** Each option means the same in every command that has it. */
const every: Options = Object.assign({}, common, ...Object.values(commands).map(({ options }) => options));

/** Runs one command. @returns the process's exit code */
export async function run(given: readonly string[]): Promise<number> {
  try {
    return await main(given);
  } catch (error) {
    if (error instanceof Failure) {
      console.error(`eventbote: ${error.message}`);
      return error.exitCode;
    }
    // What the API answered is not what was expected of it.
    const isShape = error instanceof z.ZodError || error instanceof SyntaxError;
    console.error(isShape ? `eventbote: an answer that this API does not give: ${error.message}` : error);
    return exitCodes.unavailable;
  }
}

async function main(given: readonly string[]): Promise<number> {
  const { values, positionals } = parsed(given);
  if (values.version === true) {
    const { version } = Version.parse(
      JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')),
    );
    console.log(`eventbote ${version}`);
    return exitCodes.done;
  }
  if (positionals[0] === 'completion') {
    console.log(completion(wordsOf(shells.completion, positionals.slice(1))[0] ?? '', allOptions()));
    return exitCodes.done;
  }
  const name = Object.keys(commands).find((one) =>
    one.split(' ').every((word, index) => positionals[index] === word),
  );
  const command = name === undefined ? undefined : commands[name];
  if (name === undefined || command === undefined) {
    const [first = 'help'] = positionals;
    if (first !== 'help' && values.help !== true) {
      throw new Failure('usage', `no command is called ${first}. Type: npx eventbote --help`);
    }
    console.log(overview());
    return exitCodes.done;
  }
  if (values.help === true) {
    console.log(usage(name, command));
    return exitCodes.done;
  }
  const strange = Object.keys(values).find((option) => !(option in { ...common, ...command.options }));
  if (strange !== undefined)
    throw new Failure('usage', `--${strange} does not go with ${name}\n${usage(name, command)}`);
  const text = (option: string) => {
    const value = values[option];
    return typeof value === 'string' ? value : undefined;
  };
  const words = wordsOf(command, positionals.slice(name.split(' ').length));
  const language = languageOf(text('lang'));
  await loadWords(language);
  const url = addressOf(text('url') ?? process.env.EVENTBOTE_URL);
  const token = text('token') || process.env.EVENTBOTE_TOKEN || (await demoToken(url));
  await command.run(
    { words, text, has: (option) => values[option] === true },
    {
      api: new Api({ url, token, language }),
      language,
      ...terminal(values.json === true),
      write: (piece) => process.stdout.write(piece),
    },
  );
  return exitCodes.done;
}

/** What a person and a script get to see. */
function terminal(isJson: boolean): Pick<World, 'tell' | 'say' | 'note' | 'progress' | 'ask'> {
  let isUnderWay = false;
  const above = (line: string, write: (line: string) => void) => {
    if (isUnderWay) process.stderr.write('\r\x1b[K');
    isUnderWay = false;
    write(line);
  };
  const say = (line: string) => above(line, console.log);
  return {
    say: (line) => (isJson ? above(line, console.error) : say(line)),
    tell: (answer, ...lines) => {
      for (const line of isJson ? [JSON.stringify(answer)] : lines) say(line);
    },
    note: (line) => above(line, console.error),
    progress: (line) => {
      if (!process.stderr.isTTY) return;
      isUnderWay = true;
      process.stderr.write(`\r\x1b[K${line}`);
    },
    ask: async (question) => {
      if (!process.stdin.isTTY || !process.stderr.isTTY) return undefined;
      const asked = createInterface({ input: process.stdin, output: process.stderr });
      const answer = await asked.question(`${question} `).finally(() => asked.close());
      return answer.trim() || undefined;
    },
  };
}

/** The options of each command, those of all included. */
const allOptions = () =>
  Object.fromEntries(
    Object.entries(commands).map(([name, { options }]) => [name, Object.keys({ ...options, ...common })]),
  );

function parsed(given: readonly string[]) {
  try {
    const types = Object.entries(every).map(([option, { type }]) => [option, { type }] as const);
    return parseArgs({ args: [...given], allowPositionals: true, options: Object.fromEntries(types) });
  } catch (error) {
    throw new Failure(
      'usage',
      `${error instanceof Error ? error.message : error}. Type: npx eventbote --help`,
    );
  }
}

function languageOf(asked: string | undefined): 'de' | 'en' {
  if (asked === 'de' || asked === 'en') return asked;
  if (asked !== undefined) throw new Failure('usage', `--lang is de or en, not ${asked}`);
  return /^de/i.test(process.env.LC_ALL ?? process.env.LANG ?? '') ? 'de' : 'en';
}

const isLoopback = ({ hostname }: URL) => ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);

/** @throws Failure for an address that would carry the token in the clear */
function addressOf(asked: string | undefined): string {
  if (asked === undefined || asked === '') throw new Failure('usage', 'which API? --url or EVENTBOTE_URL');
  const url = URL.parse(asked);
  if (url === null || (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url)))) {
    throw new Failure('usage', `${asked} is not an address that begins with https://`);
  }
  return url.href.replace(/\/+$/, '');
}

/** The runner on this machine tells the demo organiser's token itself. */
async function demoToken(url: string): Promise<string> {
  const missing = new Failure('usage', 'whose token? EVENTBOTE_TOKEN or --token');
  if (!isLoopback(new URL(url))) throw missing;
  const answer = await fetch(`${url}/_local`, { headers: { accept: 'application/json' } }).catch(
    () => undefined,
  );
  const told = z
    .object({ organiserToken: z.string() })
    .safeParse(await answer?.json().catch(() => undefined));
  if (!told.success) throw missing;
  return told.data.organiserToken;
}

function overview(): string {
  const width = Math.max(
    ...Object.entries(commands).map(([name, { words }]) => [name, ...words].join(' ').length),
  );
  const lines = Object.entries({ ...commands, ...shells }).map(
    ([name, { words, summary }]) => `  ${[name, ...words].join(' ').padEnd(width)}  ${summary}`,
  );
  return ['npx eventbote COMMAND', '', ...lines, '', 'With every command:', ...optionLines(common)].join(
    '\n',
  );
}

function usage(name: string, { words, summary, options = {} }: Command): string {
  const head = `npx eventbote ${[name, ...words].join(' ')}\n${summary}`;
  return [head, ...optionLines(options), ...optionLines(common)].join('\n');
}

function optionLines(options: Options): string[] {
  return Object.entries(options).map(
    ([name, { type, help }]) => `  --${`${name}${type === 'string' ? ' …' : ''}`.padEnd(20)} ${help}`,
  );
}
