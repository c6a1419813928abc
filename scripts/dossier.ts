import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { Api } from '../cli/api.ts';
import type { StageConfiguration } from '../lib/stage-configuration.ts';
import { publicStageJson, readStageConfiguration } from '../lib/stage-configuration.ts';
import { asMarkdown, asPage, emptyPlaces } from './dossier/blocks.ts';
import { contents, statements } from './dossier/contents.ts';
import { missingTests } from './dossier/measures.ts';
import { readStored, Stored } from './dossier/stored.ts';
import { stagesIn, Template } from './dossier/template.ts';
import { synthesize } from './synthesize.ts';

/**
 * `npm run dossier -- --stage prod --date 2026-11-27`: what a data protection officer decides on, as Markdown, as a page to be
 * printed, and as the statements that the next one is compared with. It synthesizes the stage as `cdk.json` has it, or takes
 * `--template FILE`, which has to be that stage's. What is stored it reads from `--url` with EVENTBOTE_TOKEN, and keeps beside
 * the dossier, or takes `--stored FILE` that an earlier run kept. `--signed FILE.json` is the dossier that was signed last,
 * `--out` the folder. It fails where something has to be said and is not.
 */
const { values } = parseArgs({
  options: {
    stage: { type: 'string', default: 'prod' },
    date: { type: 'string' },
    configuration: { type: 'string', default: 'cdk.json' },
    template: { type: 'string' },
    url: { type: 'string' },
    stored: { type: 'string' },
    signed: { type: 'string' },
    out: { type: 'string', default: 'dossier' },
  },
});

const read = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));

function synthesized(name: string): unknown {
  const folder = mkdtempSync(path.join(tmpdir(), 'dossier-'));
  try {
    synthesize(folder, name);
    return read(path.join(folder, `eventbote-${name}.template.json`));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The template of the very stage that was asked for, as it is configured now. */
function templateOf(stage: StageConfiguration): Template {
  const { template: file } = values;
  const template = Template.parse(file === undefined ? synthesized(stage.name) : read(file));
  const found = stagesIn(template);
  if (found.length !== 1 || found[0] !== publicStageJson(stage)) {
    const names = found.map((text) => z.looseObject({ name: z.string() }).parse(JSON.parse(text)).name);
    const which = names.includes(stage.name) ? `an earlier ${stage.name}` : names.join(', ') || 'no stage';
    throw new Error(
      `${file ?? 'The template'} is of ${which}, not of ${stage.name} as ${values.configuration} has it. Run npm run synth -- -c stage=${stage.name}, or leave --template out.`,
    );
  }
  return template;
}

async function storedAt(now: string): Promise<Stored | undefined> {
  const { url, stored } = values;
  if (stored !== undefined) return Stored.parse(read(stored));
  if (url === undefined) return undefined;
  const token = process.env.EVENTBOTE_TOKEN;
  if (token === undefined)
    throw new Error('EVENTBOTE_TOKEN: is missing. Write the token of an owner of all series there.');
  return readStored(new Api({ url: url.replace(/\/$/, ''), token, language: 'de' }), now);
}

try {
  const { stage: name, signed, out } = values;
  const date = z.iso.date('--date: write a day such as 2026-11-27').parse(values.date);
  const { context } = z
    .object({ context: z.object({ stages: z.unknown() }) })
    .parse(read(values.configuration));
  const stage = readStageConfiguration(context.stages, name);
  const stored = await storedAt(new Date().toISOString());
  const input = {
    ...{ stage, date, stored },
    template: templateOf(stage),
    signed: signed === undefined ? undefined : z.record(z.string(), z.string()).parse(read(signed)),
  };
  const blocks = contents(input);
  const lacking = [
    ...emptyPlaces(blocks).map((one) => `is empty: ${one}`),
    ...missingTests().map((file) => `names a test that is not there: ${file}`),
  ];
  if (lacking.length > 0)
    throw new Error(`The dossier is not whole:\n${lacking.map((one) => `  - ${one}`).join('\n')}`);
  mkdirSync(out, { recursive: true });
  const file = path.join(out, `dossier-${name}-${date}`);
  const json = (value: unknown) => `${JSON.stringify(value, undefined, 2)}\n`;
  writeFileSync(`${file}.md`, asMarkdown(blocks));
  writeFileSync(`${file}.html`, asPage(`Dossier ${name} ${date}`, blocks));
  writeFileSync(`${file}.json`, json(statements(input)));
  if (stored !== undefined) writeFileSync(`${file}.stored.json`, json(stored));
  console.log(`${file}.md, .html and .json`);
} catch (error) {
  console.error(
    error instanceof z.ZodError ? z.prettifyError(error) : error instanceof Error ? error.message : error,
  );
  process.exitCode = 1;
}
