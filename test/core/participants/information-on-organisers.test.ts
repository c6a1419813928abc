import { beforeEach, expect, test } from 'vitest';
import type { Organiser } from '../../../functions/core/access/organiser.ts';
import { createOrganiser } from '../../../functions/core/access/organisers.ts';
import { createToken } from '../../../functions/core/access/tokens.ts';
import {
  deleteOnRequest,
  informationOn,
  informationView,
  lookUpPerson,
} from '../../../functions/core/participants/personal-data.ts';
import type { DeliveryItem } from '../../../functions/core/table/items.ts';
import type { Step } from '../../../functions/core/table/ports.ts';
import { MemoryTable } from '../../adapters/memory-table.ts';
import { Series } from '../series.ts';

const owner: Organiser = { tokenHash: 'a', name: 'owner', role: 'owner', seriesIds: undefined };
const editor: Organiser = { ...owner, tokenHash: 'b', name: 'editor', role: 'editor' };
const colleague = 'ina@institut.example';
const nobody = 'niemand@anderswo.example';

let world: Series;
let organiserId: string;

beforeEach(async () => {
  world = await Series.create(new MemoryTable(), 'reihe', [{ eventId: 'eins' }]);
  const { context } = world;
  organiserId = (await createOrganiser({ email: colleague, role: 'editor' }, owner, context)).organiserId;
  await createToken({ name: 'skript', role: 'viewer' }, { ...owner, organiserId }, context);
});

const told = async (email: string, who: Organiser) =>
  informationView(await informationOn({ email }, who, world.context));

test('an editor of all series is told the same of an organiser and of nobody', async () => {
  expect(await told(colleague, editor)).toEqual(await told(nobody, editor));
  expect((await lookUpPerson({ email: colleague }, editor, world.context)).access).toBeUndefined();
  const removed = (email: string) => deleteOnRequest({ email }, editor, world.context);
  expect(await removed(colleague)).toEqual(await removed(nobody));
});

test('an owner of all series is told all, and an owner of one nothing', async () => {
  const { organiser, access } = await told(colleague, owner);
  expect(organiser).toBe(true);
  expect(access).toMatchObject({ organiser: { organiserId, role: 'editor' }, tokens: [{ name: 'skript' }] });
  const ofOne = await told(colleague, { ...owner, seriesIds: ['reihe'] });
  expect(ofOne).toEqual(await told(nobody, editor));
});

test('an owner reads what the organiser did, and what was done with their access, and of nobody else', async () => {
  const { context } = world;
  const own: Organiser = { ...editor, tokenHash: 'session', organiserId };
  await lookUpPerson({ email: nobody }, own, context);
  await lookUpPerson({ email: nobody }, editor, context);
  const { access } = await told(colleague, owner);
  const deeds = access?.deeds.map(({ action, item }) => `${action} ${item}`) ?? [];
  expect(deeds.filter((one) => one.startsWith('person.information'))).toHaveLength(1);
  expect(deeds).toContain(`organiser.create organisers/${organiserId}`);
  expect(deeds.some((one) => one.startsWith('token.create'))).toBe(true);
  expect(JSON.stringify(access?.deeds)).not.toContain('"who"');
});

test('the mails that an organiser gets as one are told to owners alone', async () => {
  await world.join(colleague, ['eins']);
  const { personHash } = world.identity(colleague);
  const { deliveries } = await world.table.ofPerson(personHash);
  const [mail] = (await world.table.getMany(deliveries)).filter((one) => one !== undefined);
  if (mail === undefined) throw new Error('no mail');
  const { signUpId, registrationId, ...rest } = mail;
  const trial = { announcementId: 'a', locale: 'de' } as const;
  const ofOrganiser: DeliveryItem[] = [
    { ...rest, notificationId: 'n1', recipientId: organiserId, template: 'erasureNotice' },
    { ...rest, notificationId: 'n2', recipientId: organiserId, template: 'announcement', trial },
  ];
  const before = (await told(colleague, editor)).series;
  await world.table.commit(ofOrganiser.map((item): Step => ({ step: 'put', item, when: 'absent' })));
  const mails = async (who: Organiser) => (await told(colleague, who)).series.flatMap((one) => one.mails);
  expect((await told(colleague, editor)).series).toEqual(before);
  expect(await mails(owner)).toHaveLength((await mails(editor)).length + 2);
});
