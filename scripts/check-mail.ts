import { Resolver } from 'node:dns/promises';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { SESClient } from '@aws-sdk/client-ses';
import * as z from 'zod';
import { readDeployedStage } from '../lib/stage-configuration.ts';
import { askSes } from './check-mail/ask-ses.ts';
import { findings } from './check-mail/findings.ts';

/**
 * `npm run check:mail -- --stage prod`: what is missing in DNS and at SES before mail arrives, in words. It changes
 * nothing. `--resolver 127.0.0.1:5353` asks another DNS server, `--dns-only` leaves SES out.
 */
const { values } = parseArgs({
  options: {
    stage: { type: 'string', default: 'prod' },
    resolver: { type: 'string' },
    'dns-only': { type: 'boolean', default: false },
  },
});
const { context } = z
  .object({ context: z.object({ stages: z.unknown() }) })
  .parse(JSON.parse(readFileSync(new URL('../cdk.json', import.meta.url), 'utf8')));
const stage = readDeployedStage(context.stages, values.stage);

const dns = new Resolver({ timeout: 3000, tries: 2 });
if (values.resolver) dns.setServers([values.resolver]);
const ses = values['dns-only']
  ? undefined
  : await askSes(stage.mailDomain, new SESClient({ region: stage.region })).catch((error: unknown) => {
      console.error(`SES: ${error instanceof Error ? error.message : 'no answer'}`);
      return undefined;
    });

const found = await findings(stage, dns, ses);
for (const { isFine, text } of found) console.log(`${isFine ? 'ok     ' : 'MISSING'} ${text}`);
const missing = found.filter(({ isFine }) => !isFine).length;
console.log(missing === 0 ? 'Mail is ready.' : `${missing} of ${found.length} to do.`);
process.exitCode = missing === 0 ? 0 : 1;
