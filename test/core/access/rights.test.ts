import { describe, expect, test } from 'vitest';
import { authenticate, issueToken, type Organiser } from '../../../functions/core/access/organiser.ts';
import {
  changeOrganiser,
  createOrganiser,
  readOrganiser,
} from '../../../functions/core/access/organisers.ts';
import { handOver } from '../../../functions/core/access/remove-organiser.ts';
import {
  givenRights,
  hasRight,
  requireRight,
  rightsOf,
  shownEmail,
  shownText,
} from '../../../functions/core/access/rights.ts';
import { createToken } from '../../../functions/core/access/tokens.ts';
import { Right, type Role } from '../../../functions/core/table/organiser-items.ts';
import { MemoryTable } from '../../adapters/memory-table.ts';
import { Series } from '../series.ts';

const all = Right.options;
const owner: Organiser = { tokenHash: 'a', name: 'owner', role: 'owner', seriesIds: undefined };
const without = (right: Right): Organiser => ({ ...owner, rights: all.filter((one) => one !== right) });
const contextOf = async () => (await Series.create(new MemoryTable(), 'reihe', [])).context;

describe('rights beside the role', () => {
  test.each<[Role, readonly Right[]]>([
    ['owner', all],
    ['editor', all],
    ['viewer', []],
  ])('%s brings %j as long as nothing else is said', (role, brought) => {
    expect(rightsOf({ role })).toEqual(brought);
    expect(rightsOf({ role, rights: ['downloads'] })).toEqual(['downloads']);
    expect(rightsOf({ role, rights: [] })).toEqual([]);
  });

  test.each(all)('whoever lacks %s is told which right it is', (right) => {
    expect(() => requireRight(without(right), right)).toThrow(
      expect.objectContaining({ type: 'forbidden', detail: { code: 'rightMissing', params: { right } } }),
    );
    expect(() => requireRight(owner, ...all)).not.toThrow();
  });

  test.each(all)('nobody gives %s who lacks it, and nobody loses it by a change of theirs', (right) => {
    const others = all.filter((one) => one !== right);
    const giver = without(right);
    expect(() => givenRights({ role: 'viewer', rights: [right] }, giver)).toThrow(
      expect.objectContaining({ faults: [{ pointer: '/rights', code: 'beyondOwnRights' }] }),
    );
    expect(givenRights({ role: 'editor' }, giver)).toEqual(others);
    expect(givenRights({ role: 'editor' }, giver, [right])).toBeUndefined();
    expect(givenRights({ role: 'viewer' }, giver)).toBeUndefined();
  });
});

describe('an organiser', () => {
  test('keeps the rights that were named when nothing is said of them, in another role too', async () => {
    const context = await contextOf();
    const email = 'ina@institut.example';
    const made = await createOrganiser({ email, role: 'editor', rights: ['addresses'] }, owner, context);
    const change = (to: object) =>
      changeOrganiser(made.organiserId, { role: 'editor', ...to }, undefined, owner, context);
    expect((await change({ locale: 'en' })).rights).toEqual(['addresses']);
    expect(rightsOf(await change({ role: 'viewer' }))).toEqual(['addresses']);
    expect(rightsOf(await change({ role: 'viewer', rights: ['downloads'] }))).toEqual(['downloads']);
    expect(rightsOf(await change({}))).toEqual(['downloads']);
  });

  test.each<[Role, readonly Right[] | undefined, Role, readonly Right[]]>([
    ['editor', [], 'owner', []],
    ['viewer', [], 'editor', []],
    ['viewer', ['downloads'], 'editor', ['downloads']],
    ['editor', all, 'viewer', []],
    ['editor', all, 'owner', all],
    ['viewer', all, 'editor', all],
    ['viewer', undefined, 'editor', all],
    ['editor', undefined, 'viewer', []],
  ])('%s with %j named is %s with %j after a change of role alone', async (role, named, to, left) => {
    const context = await contextOf();
    const given = named && [...named];
    const input = { email: 'ina@institut.example', role, rights: given };
    const { organiserId } = await createOrganiser(input, owner, context);
    const changed = await changeOrganiser(organiserId, { role: to }, undefined, owner, context);
    expect(rightsOf(changed)).toEqual(left);
  });

  test('whom everything is handed over to has every right of who does it', async () => {
    const context = await contextOf();
    const input = { email: 'ina@institut.example', role: 'viewer', rights: [] } as const;
    const { organiserId } = await createOrganiser({ ...input, rights: [] }, owner, context);
    await handOver({ organiserId, afterwards: 'owner' }, owner, context);
    const heir = await readOrganiser(organiserId, owner, context);
    expect([heir.role, rightsOf(heir)]).toEqual(['owner', all]);
  });
});

describe('a token', () => {
  test('never has more rights than the token that made it', async () => {
    const context = await contextOf();
    const maker = without('sensitive');
    const made = await createToken({ name: 'skript', role: 'owner' }, maker, context);
    expect(rightsOf(made.item)).toEqual(['addresses', 'downloads']);
    await expect(
      createToken({ name: 'skript', role: 'owner', rights: ['sensitive'] }, maker, context),
    ).rejects.toMatchObject({ faults: [{ pointer: '/rights', code: 'beyondOwnRights' }] });
  });

  test('has no more rights than who answers for it, from the next call on', async () => {
    const context = await contextOf();
    const { store, now } = context;
    const input = { email: 'ina@institut.example', role: 'editor' } as const;
    const { organiserId } = await createOrganiser(input, owner, context);
    const madeBy = { tokenId: 'b', organiserId, since: now };
    const { token, item } = issueToken({ name: 'skript', role: 'editor', madeBy }, now);
    await store.commit([{ step: 'put', item, when: 'absent' }]);
    const who = () => authenticate(`Bearer ${token}`, { store, now });
    expect(rightsOf(await who())).toEqual(all);
    await changeOrganiser(organiserId, { role: 'editor', rights: ['downloads'] }, undefined, owner, context);
    expect(rightsOf(await who())).toEqual(['downloads']);
    await changeOrganiser(organiserId, { role: 'viewer' }, undefined, owner, context);
    expect(await who()).toMatchObject({ role: 'viewer', rights: ['downloads'] });
  });
});

describe('an address', () => {
  test('is masked the same way everywhere, and leaves neither mailbox nor domain', () => {
    const reader = without('addresses');
    expect(shownEmail('aylin@rathaus.example', reader)).toBe('a•••@•••.example');
    expect(shownText('für aylin@rathaus.example, <ben@verein.example>', reader)).toBe(
      'für a•••@•••.example, <b•••@•••.example>',
    );
    expect(shownText('für aylin@rathaus.example', owner)).toBe('für aylin@rathaus.example');
    expect(hasRight(owner, 'addresses')).toBe(true);
  });
});
