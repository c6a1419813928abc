import path from 'node:path';
import { parseArgs } from 'node:util';
import { withRunner } from '../../scripts/with-runner.ts';
import { Chance } from '../setup/random.ts';
import { type CampaignResult, type CampaignSize, campaign, scarce } from './attack/campaign.ts';
import type { Auc } from './attack/classifier.ts';
import { prepare } from './attack/ground.ts';
import { type Learned, learning, mostAuc } from './attack/learning.ts';
import { type Outcome, outcomeOf } from './attack/outcome.ts';

/** What is never to be exceeded, whatever strangers do. */
const goals = {
  mailsAnHour: 3,
  mailsADay: 10,
  loginsAnHour: 3,
  /** Of an event's places, what one client and one mail domain hold unconfirmed (docs/decisions/107). */
  heldByClient: Math.ceil(scarce.capacity / 5),
  heldByDomain: Math.ceil(scarce.capacity / 3),
};

export interface AttackSize extends CampaignSize {
  /** Known addresses that are asked about, each beside an unknown one, and days on which last places are watched. */
  pairs: number;
  lastPlaceDays: number;
}

export const sizes = {
  small: { victims: 12, deeds: 12, stepMinutes: 60, invented: 60, pairs: 40, lastPlaceDays: 1 },
  full: { victims: 60, deeds: 40, stepMinutes: 5, invented: 3000, pairs: 2000, lastPlaceDays: 50 },
} as const satisfies Record<string, AttackSize>;

export interface AttackReport {
  campaign: CampaignResult;
  outcome: Outcome;
  learned: Learned[];
  /** A line for each goal that is missed for certain, and for each of which too few were asked to tell. */
  missed: string[];
  open: string[];
}

/** Attacks a runner of its own by every public path, and says what came of it. */
export async function attack(
  size: AttackSize,
  seed: number,
  assembly: string | undefined,
  tell: (line: string) => void = () => {},
): Promise<AttackReport> {
  const chance = new Chance(seed);
  return withRunner({ assembly }, async (runner, client) => {
    const ground = { runner, client };
    await prepare(ground);
    const done = await campaign(ground, size, chance);
    const outcome = await outcomeOf(ground, done);
    const verdict = judged(done, outcome, []);
    for (const goal of [...verdict.missed, ...outcome.late]) tell(goal);
    tell(`a day of attacks is over, ${verdict.missed.length} goals missed`);
    const learned: Learned[] = [];
    for await (const one of learning(ground, { ...size, chance })) {
      learned.push(one);
      tell(`${one.way}: AUC ${shown(one.all)} by ${one.pairs} pairs`);
    }
    return { campaign: done, outcome, learned, ...judged(done, outcome, learned) };
  });
}

function judged(
  { held }: CampaignResult,
  outcome: Outcome,
  learned: readonly Learned[],
): Pick<AttackReport, 'missed' | 'open'> {
  const { worstHour, worstDay, worstLogins, late, typedText } = outcome;
  const counted: [string, number, number][] = [
    [`mails an hour to ${worstHour.of}`, worstHour.mails, goals.mailsAnHour],
    [`mails a day to ${worstDay.of}`, worstDay.mails, goals.mailsADay],
    [`logins an hour to ${worstLogins.of}`, worstLogins.mails, goals.loginsAnHour],
    ['mails to verified people late or missing', late.length, 0],
    ['places held by one client', held.client, goals.heldByClient],
    ['places held by one mail domain', held.domain, goals.heldByDomain],
    ['texts of strangers in mail to unverified addresses', typedText.length, 0],
  ];
  const missed = counted.flatMap(([what, found, most]) =>
    found > most ? [`${what}: ${found}, goal at most ${most}`] : [],
  );
  const asked = learned.filter(({ remains }) => remains === undefined);
  const told = (all: readonly Learned[]) => all.map(({ way, all: auc }) => `AUC of ${way}: ${shown(auc)}`);
  return {
    missed: [...missed, ...told(asked.filter(({ all }) => all.low > mostAuc))],
    open: told(asked.filter(({ all }) => all.low <= mostAuc && all.high > mostAuc)),
  };
}

const shown = ({ auc, low, high }: Auc) => `${auc.toFixed(3)} (${low.toFixed(3)} to ${high.toFixed(3)})`;

function print({ campaign: done, outcome, learned, missed, open }: AttackReport): void {
  const { worstHour, worstDay, worstLogins, late, typedText, waitedLongest } = outcome;
  const { held } = done;
  console.table(
    Object.fromEntries(
      [...done.tally].map(([deed, statuses]) => [
        deed,
        { answers: [...statuses].map(([status, times]) => `${times} × ${status}`).join(', ') },
      ]),
    ),
  );
  console.table({
    'most mails an hour to one mailbox': { found: worstHour.mails, goal: `≤ ${goals.mailsAnHour}` },
    'most mails a day to one mailbox': { found: worstDay.mails, goal: `≤ ${goals.mailsADay}` },
    'most logins an hour to one organiser': { found: worstLogins.mails, goal: `≤ ${goals.loginsAnHour}` },
    'mails to verified people, late or missing': {
      found: `${late.length} of ${outcome.expected}`,
      goal: '0',
    },
    'places held by one client': { found: held.client, goal: `≤ ${goals.heldByClient}` },
    'places held by one mail domain': { found: held.domain, goal: `≤ ${goals.heldByDomain}` },
    'places held by all strangers together': { found: `${held.all} of ${scarce.capacity}`, goal: 'named' },
    'texts of strangers to unverified': { found: typedText.length, goal: '0' },
    'honest people refused': { found: outcome.refused.length, goal: 'named' },
    'longest wait for an allowance, minutes': { found: waitedLongest.minutes, goal: 'named' },
    'mails in all': { found: outcome.mails, goal: '' },
  });
  console.table(
    Object.fromEntries(
      learned.map(({ way, pairs, all, said, time, remains }) => [
        way,
        { pairs, 'AUC of all': shown(all), said: shown(said), time: shown(time), remains: remains ?? '' },
      ]),
    ),
  );
  for (const line of [...late, ...typedText, ...outcome.refused].slice(0, 40)) console.log(line);
  if (worstHour.mails > goals.mailsAnHour) console.log(worstHour.which.join('\n'));
  if (worstDay.mails > goals.mailsADay) console.log(worstDay.which.join('\n'));
  for (const line of open) console.log(`too few to tell: ${line}`);
  for (const line of missed) console.log(`missed: ${line}`);
}

/** `npm run attack -- --seed 1`; --size small, --pairs N, --assembly FOLDER instead of synthesizing. */
if (process.argv[1] === path.resolve(import.meta.filename)) {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string', default: '1' },
      size: { type: 'string', default: 'full' },
      pairs: { type: 'string' },
      assembly: { type: 'string' },
    },
  });
  const size: AttackSize = values.size === 'small' ? sizes.small : sizes.full;
  const wanted = values.pairs === undefined ? size : { ...size, pairs: Number(values.pairs) };
  const began = performance.now();
  const report = await attack(wanted, Number(values.seed), values.assembly, console.log);
  print(report);
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  console.log(
    `seed ${values.seed}: ${report.missed.length} goals missed, ${report.open.length} open, in ${seconds} s`,
  );
  process.exitCode = report.missed.length + report.open.length === 0 ? 0 : 1;
}
