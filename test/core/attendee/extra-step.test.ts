import { expect, test } from 'vitest';
import { proofField, stepProof } from '../../../functions/core/access/form-marks.ts';
import { ExtraStep, extraStepFor, tooManyFrom } from '../../../functions/core/attendee/extra-step.ts';
import { guardWith } from '../../../functions/core/delivery/guard.ts';
import { MemoryTable } from '../../adapters/memory-table.ts';
import { Series } from '../series.ts';

/** Sign-ups after so many mails to verified people, and bounces of a hundred mails to addresses that nobody has verified. */
async function after(verified: number, bounced: number) {
  const table = new MemoryTable();
  const series = await Series.create(table, 'reihe', [{ eventId: 'eins' }]);
  const { context } = series;
  const guards = [
    guardWith(undefined, { sent: verified, bounced: 0, complained: 0 }, series.now),
    guardWith(undefined, { sent: 100, bounced, complained: 0 }, series.now, { isUnverified: true }),
  ];
  for (const item of guards) await table.commit([{ step: 'put', item, when: 'any' }]);
  const form = (email: string) => new URLSearchParams({ email });
  const proved = (email: string) =>
    new URLSearchParams({ email, [proofField]: stepProof(context.keys, email, series.now) });
  return {
    /** A form, with or without the proof of the extra step. */
    send: (email: string, ip: string) => extraStepFor(form(email), ip, context),
    press: (email: string, ip: string) => extraStepFor(proved(email), ip, context),
    script: (ip: string) => tooManyFrom(ip, context),
  };
}

test('while few of the mails to unverified addresses come back, nobody is asked for anything', async () => {
  const { send, script } = await after(1000, 3);
  expect(await send('a@eins.example', '198.51.100.1')).toBeUndefined();
  expect(await script('198.51.100.2')).toBeUndefined();
});

test('when many do, everybody is asked for the extra step, and lets their form in by it', async () => {
  const { send, press, script } = await after(1000, 10);
  expect(await send('a@eins.example', '198.51.100.1')).toBeInstanceOf(ExtraStep);
  expect(await script('198.51.100.1')).toMatchObject({ status: 429 });
  for (let number = 0; number < 19; number++)
    expect(await press(`p${number}@eins.example`, '198.51.100.3')).toBeUndefined();
});

test('when all mail together nears what SES allows, a client and a mail domain are slowed down', async () => {
  const { send, press } = await after(0, 10);
  const byClient = [];
  // Everybody sends twice, because everybody is asked for the extra step; one sign-up counts once.
  for (let number = 0; number < 6; number++) {
    expect(await send(`c${number}@d${number}.example`, '198.51.100.4')).toBeInstanceOf(ExtraStep);
    byClient.push(await press(`c${number}@d${number}.example`, '198.51.100.4'));
  }
  expect(byClient.map((one) => one?.status)).toEqual([...Array(5).fill(undefined), 429]);
  expect(byClient.at(-1)).not.toBeInstanceOf(ExtraStep);
  expect(byClient.at(-1)?.retryAt).toBeDefined();
  const byDomain = [];
  for (let number = 0; number < 21; number++)
    byDomain.push(await press(`d${number}@post.example`, `203.0.113.${number}`));
  expect(byDomain.map((one) => one?.status)).toEqual([...Array(20).fill(undefined), 429]);
});
