import { expect, test } from 'vitest';
import { requestLink } from '../../../functions/core/attendee/fresh-link.ts';
import { sendNow } from '../../../functions/core/sending/transactional.ts';
import { DeliveryItem } from '../../../functions/core/table/items.ts';
import { refs } from '../../../functions/core/table/refs.ts';
import { PageWorld } from './page-world.ts';

const person = 'aylin@rathaus.example';

/** Somebody registered who asked for their link, and the mail that waits for them. */
async function asked(): Promise<{ world: PageWorld; mail: DeliveryItem }> {
  const world = await PageWorld.of({ one: [person] });
  await requestLink(person, 'series', world.context);
  const [row] = world.table.rows().filter(({ template }) => template === 'link');
  const { notificationId, recipientId } = DeliveryItem.pick({
    notificationId: true,
    recipientId: true,
  }).parse({
    notificationId: row?.notificationId,
    recipientId: row?.recipientId,
  });
  const mail = await world.table.get(refs.delivery(notificationId, recipientId));
  if (mail === undefined) throw new Error('no mail waits');
  return { world, mail };
}

test('a mail that two take up is handed over once, whenever the other comes', async () => {
  let isReached = true;
  let moment = 0;
  for (; isReached; moment++) {
    const { world, mail } = await asked();
    const at = world.at(moment, async () => {
      await sendNow([mail], world.run());
      return true;
    });
    await sendNow([mail], world.run());
    isReached = at.isReached();
    expect(
      world.sent.map(({ to }) => to),
      `the other comes before call ${moment}`,
    ).toEqual([person]);
  }
  expect(moment, 'calls of one sending').toBeGreaterThan(4);
});

test('a mail that is sent is not sent again to whoever still has it as waiting', async () => {
  const { world, mail } = await asked();
  await sendNow([mail], world.run());
  await sendNow([mail], world.run());
  expect(world.sent).toHaveLength(1);
});
