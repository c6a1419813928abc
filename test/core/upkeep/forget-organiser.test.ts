import { expect, test } from 'vitest';
import { listAudit } from '../../../functions/core/access/audit.ts';
import type { Organiser } from '../../../functions/core/access/organiser.ts';
import { createOrganiser } from '../../../functions/core/access/organisers.ts';
import { removeOrganiser } from '../../../functions/core/access/remove-organiser.ts';
import { createToken } from '../../../functions/core/access/tokens.ts';
import type { Context } from '../../../functions/core/table/context.ts';
import { AuditItem } from '../../../functions/core/table/organiser-items.ts';
import { refs } from '../../../functions/core/table/refs.ts';
import { readItem } from '../../../functions/core/table/schema-version.ts';
import { forgetOrganiser } from '../../../functions/core/upkeep/forget-organiser.ts';
import { after } from '../../../functions/core/values/time.ts';
import { MemoryTable } from '../../adapters/memory-table.ts';
import { keyRing, publicUrl, stage } from '../samples.ts';

const email = 'ina@stiftung.example';
const operator: Organiser = { tokenHash: 'a', name: 'betrieb', role: 'owner', seriesIds: undefined };

test('the audit names who left for a year by their address, which no entry holds, and then no more', async () => {
  const table = new MemoryTable();
  const at = (now: string): Context => ({ store: table, keys: keyRing('1', '1'), stage, publicUrl, now });
  const now = '2027-03-01T09:00:00.000Z';
  const { organiserId } = await createOrganiser({ email, role: 'owner' }, operator, at(now));
  await createOrganiser({ email: 'ben@stiftung.example', role: 'owner' }, operator, at(now));
  const ina: Organiser = { ...operator, tokenHash: 'b', name: email, organiserId };
  await createToken({ name: 'skript', role: 'viewer' }, ina, at(now));
  const names = async (time: string) => {
    const { items } = await listAudit(operator, { limit: 100 }, at(time));
    return items.map(({ action, who }) => [action, who.name]);
  };
  expect(await names(now)).toContainEqual(['token.create', email]);
  const left = '2027-04-01T09:00:00.000Z';
  await removeOrganiser(organiserId, {}, operator, at(left));
  expect(await names(left)).toContainEqual(['token.create', email]);
  const former = await table.get(refs.formerOrganiser(organiserId));
  if (former === undefined) throw new Error('nothing says who left');
  expect(former.dueAt).toBe(after(left, 'P365D'));
  await forgetOrganiser(former, at(after(left, 'P364D')));
  expect(JSON.stringify(table.rows())).toContain(email);
  await forgetOrganiser(former, at(after(left, 'P365D')));
  expect(JSON.stringify(table.rows())).not.toContain(email);
  expect(await names(after(left, 'P365D'))).toContainEqual(['token.create', undefined]);
  expect(await names(after(left, 'P365D'))).toContainEqual(['organiser.remove', 'betrieb']);
});

test('an entry of before held the address of who did it; read, it names them by their id', () => {
  const entry = { type: 'audit', auditId: 'a', at: '2027-03-01T09:00:00.000Z', action: 'x', item: 'y' };
  const read = (who: object) => readItem(AuditItem, { ...entry, who, schemaVersion: 5 }).who;
  expect(read({ tokenId: 't', name: email, organiserId: 'o' })).toEqual({ tokenId: 't', organiserId: 'o' });
  expect(read({ tokenId: 't', name: 'skript' })).toEqual({ tokenId: 't', name: 'skript' });
});
