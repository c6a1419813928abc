import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import type { Runner } from '../../local/index.ts';
import { Client } from '../../scripts/client.ts';
import { type Step, story } from '../../scripts/story.ts';
import { issueToken, startApp } from '../setup/app.ts';

const Form = z.looseObject({ name: z.string(), email: z.string() });

/** A client that remembers what people typed into forms. */
class Typist extends Client {
  /** Each value that a person typed: names, addresses, answers. */
  readonly typed = new Set<string>();
  /** Sign-ups that were taken. */
  submitted = 0;

  override async signUp(form: unknown): Promise<void> {
    const { name, email, answers } = Form.parse(form);
    for (const text of [name, email, ...freeTexts(answers)]) this.typed.add(text);
    await super.signUp(form);
    this.submitted += 1;
  }
}

function freeTexts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return value instanceof Object ? Object.values(value).flatMap(freeTexts) : [];
}

/** What is left of a year: the runner, still running, and every line that its functions logged. */
export interface Year {
  runner: Runner;
  client: Typist;
  logLines(): { function: string; line: string }[];
  end(): Promise<void>;
}

/** A runner of the synthesized app with an owner's token, in a folder of its own. */
export async function startYear(assembly: string): Promise<Year> {
  const { runner, directory, stop } = await startApp({ cloudAssembly: assembly });
  // As an operator does it: what issuing needs is among the permissions.
  const token = await issueToken(runner, 'owner');
  const logs = path.join(directory, 'logs');
  return {
    runner,
    client: new Typist(runner.url, token),
    logLines: () =>
      readdirSync(logs).flatMap((file) =>
        readFileSync(path.join(logs, file), 'utf8')
          .split('\n')
          .filter(Boolean)
          .map((line) => ({ function: file.slice(0, -'.log'.length), line })),
      ),
    end: stop,
  };
}

/** Plays steps, those of the story unless others are given. */
export async function play(client: Client, steps: readonly Step[] = story): Promise<void> {
  for (const { at, act } of steps) {
    await client.clock(at);
    await act(client);
    await client.advance('PT2M');
  }
}
