import { parentPort, workerData } from 'node:worker_threads';
import { SESClient } from '@aws-sdk/client-ses';
import * as z from 'zod';
import { sesMailer } from '../../functions/adapters/mailer.ts';
import type { Context } from '../../functions/core/table/context.ts';
import { compose } from '../../functions/views/compose.ts';

/** What the loop is started with; `plan` is one planned mail of the run that it is compared with. */
const Start = z.object({
  count: z.number(),
  atOnce: z.number(),
  plan: z.custom<Parameters<typeof compose>[0]>(),
  stage: z.custom<Context['stage']>(),
  publicUrl: z.string(),
  now: z.string(),
  configurationSet: z.string(),
  endpoint: z.string(),
  accessKeyId: z.string(),
});

/** The limit of any mailer in this language: render, compose, SendRawEmail, as many at once, no bookkeeping. */
const { count, atOnce, plan, endpoint, accessKeyId, configurationSet, ...context } = Start.parse(workerData);
const client = new SESClient({
  endpoint,
  region: 'eu-central-1',
  credentials: { accessKeyId, secretAccessKey: 'local', sessionToken: 'local' },
  maxAttempts: 1,
});
const mailer = sesMailer(configurationSet, client);
let next = 0;
const send = async () => {
  for (let index = next++; index < count; index = next++) {
    const facts = { ...plan.facts, name: `Person ${index}` };
    const { raw } = await compose({ ...plan, facts }, context);
    const outcome = await mailer.send({
      from: context.stage.sender,
      to: `person-${index}@bare.example`,
      raw,
      deliveryId: `bare_${index}`,
      personHash: `1x${index}`,
    });
    if (outcome.outcome !== 'accepted') throw new Error(`SES answered ${outcome.outcome}`);
  }
};
const began = performance.now();
await Promise.all(Array.from({ length: atOnce }, send));
parentPort?.postMessage({ seconds: (performance.now() - began) / 1000 });
