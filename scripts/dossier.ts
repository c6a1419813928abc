import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { readStageConfiguration } from '../lib/stage-configuration.ts';
import { asMarkdown, asPage, emptyPlaces } from './dossier/blocks.ts';
import { contents, facts, StoredSeries } from './dossier/contents.ts';
import { Template } from './dossier/template.ts';

/**
 * `npm run dossier -- --stage prod --date 2026-11-27`: what a data protection officer decides on, as Markdown, as a page to be
 * printed, and as the statements that the next one is compared with. It reads `cdk.json` and what `npm run synth` wrote into
 * cdk.out; `--series FILE` are the stored series with their events, `--signed FILE.json` the dossier that was signed last, `--out`
 * the folder. It fails where something has to be said and is not.
 */
const { values } = parseArgs({
  options: {
    stage: { type: 'string', default: 'prod' },
    date: { type: 'string' },
    configuration: { type: 'string', default: 'cdk.json' },
    template: { type: 'string' },
    series: { type: 'string' },
    signed: { type: 'string' },
    out: { type: 'string', default: 'dossier' },
  },
});

const read = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));

try {
  const { stage: name, series, signed, out } = values;
  const date = z.iso.date('--date: write a day such as 2026-11-27').parse(values.date);
  const { context } = z
    .object({ context: z.object({ stages: z.unknown() }) })
    .parse(read(values.configuration));
  const input = {
    stage: readStageConfiguration(context.stages, name),
    template: Template.parse(read(values.template ?? `cdk.out/eventbote-${name}.template.json`)),
    series: series === undefined ? undefined : StoredSeries.parse(read(series)),
    signed: signed === undefined ? undefined : z.record(z.string(), z.string()).parse(read(signed)),
    date,
  };
  const blocks = contents(input);
  const empty = emptyPlaces(blocks);
  if (empty.length > 0)
    throw new Error(`The dossier has empty places:\n${empty.map((one) => `  - ${one}`).join('\n')}`);
  mkdirSync(out, { recursive: true });
  const file = path.join(out, `dossier-${name}-${date}`);
  writeFileSync(`${file}.md`, asMarkdown(blocks));
  writeFileSync(`${file}.html`, asPage(`Dossier ${name} ${date}`, blocks));
  writeFileSync(`${file}.json`, `${JSON.stringify(facts(input), undefined, 2)}\n`);
  console.log(`${file}.md, .html and .json`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
