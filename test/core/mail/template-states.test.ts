import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { MailTemplate } from '../../../functions/core/table/mail-kinds.ts';
import { rows } from './template-states.ts';
import { aylin, type Row } from './template-worlds.ts';

/**
 * Every template in every state that what it is about can be in when the mail is made: by the use cases and the mailing
 * itself, and read from the mail's bytes. `KEEP=1` writes the table of docs/mails.md anew.
 */
const page = path.resolve(import.meta.dirname, '../../../docs/mails.md');

describe('a mail tells nobody what is not so', () => {
  test.each(rows.map((row) => [row.template, row.state, row] as const))('%s, %s', async (_, _state, row) => {
    const { world, mails } = await row.run();
    const last = mails.at(-1);
    if ('skips' in row) {
      expect(mails).toEqual([]);
      expect(await world.reason(row.to ?? aylin, row.template)).toBe(row.skips);
      return;
    }
    if ('plans' in row) {
      expect(mails).toEqual([]);
      return;
    }
    expect(mails).toHaveLength(1);
    const said = `${last?.subject} ${last?.text}`;
    expect(said).toContain(row.says);
    for (const lie of row.never ?? []) expect(said).not.toContain(lie);
    expect(world.reported.map(String)).toEqual(row.reports ?? []);
  });
});

test('each template is in the table', () => {
  const there = new Set(rows.map(({ template }) => template));
  // The words of a confirmation, and no mail of its own.
  const wanted = MailTemplate.options.filter((template) => template !== 'waiting');
  expect(wanted.filter((template) => !there.has(template))).toEqual([]);
});

const cell = (row: Row) =>
  'says' in row ? `„${row.says}“` : 'skips' in row ? `– \`${row.skips}\`` : '– not planned';
const table = rows.map((row) => `| \`${row.template}\` | ${row.state} | ${cell(row)} |`);

test('the documentation shows the table', () => {
  const [head = ''] = readFileSync(page, 'utf8').split('\n| `');
  const text = `${head.trimEnd()}\n${table.join('\n')}\n`;
  if (process.env.KEEP === '1') writeFileSync(page, text);
  expect(readFileSync(page, 'utf8')).toBe(text);
});
