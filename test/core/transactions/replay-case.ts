import { changeOrganiser, createOrganiser } from '../../../functions/core/access/organisers.ts';
import { DocumentationInput, putDocumentation } from '../../../functions/core/organising/documentation.ts';
import { cancelEvent } from '../../../functions/core/organising/event-life.ts';
import { exportRegistrations } from '../../../functions/core/participants/export.ts';
import { readLedger, replayLedger } from '../../../functions/core/upkeep/ledger.ts';
import { first, type Largest, LargestWorld, owner, recordInto } from './largest-world.ts';

/** A list that is handed out, an event that is called off, access that is taken; and all of it once more after a restore. */
export async function replayed(seen: Map<string, Largest>): Promise<void> {
  const world = await LargestWorld.create(seen, 200);
  for (let number = 0; number < 60; number++) await world.series.join(`p${number}@p.example`, [first]);
  await createOrganiser({ email: 'stays@stays.example', role: 'owner' }, owner, world.context);
  const input = { email: 'leaves@leaves.example', role: 'owner' } as const;
  const { organiserId } = await createOrganiser(input, owner, world.context);
  const links = Array.from({ length: 21 }, (_, number) => ({
    ...{ title: { de: `Teil ${number}` }, url: `https://ablage.example/${number}` },
  }));
  // As many mails to come as are looked for.
  for (let count = 1; count < links.length; count++) {
    const input = {
      links: links.slice(0, count),
      release: `2027-12-31T${count}:00:00.000Z`.replace(/T(\d):/, 'T0$1:'),
    };
    await putDocumentation(first, DocumentationInput.parse(input), undefined, owner, world.context);
  }
  const restored = world.table.copy(() => Promise.resolve());
  recordInto(seen, restored);
  world.series.advance('PT1M');
  const { context } = world;
  const order = { profile: 'full', recipient: 'Institut', purpose: 'Gruppen', limit: 100 } as const;
  await exportRegistrations(first, order, owner, context);
  await putDocumentation(first, DocumentationInput.parse({ links: [] }), undefined, owner, context);
  await changeOrganiser(organiserId, { role: 'viewer' }, undefined, owner, context);
  await cancelEvent(first, undefined, owner, context);
  await replayLedger(readLedger(world.table), { ...context, store: restored });
}
