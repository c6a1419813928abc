import { forgetAsker } from '../attendee/rights-requests.ts';
import { tellOwnersOfRequest } from '../mail/request-mail.ts';
import type { Context } from '../table/context.ts';
import type { RightsRequestItem } from '../table/rights-request.ts';
import { after } from '../values/time.ts';

/** How long after owners were told of what nobody has answered they are told again. */
const toldAgainAfter = 'P7D';

/** What an entry of the register is due for: owners are told that it has to be answered, or its term is over. */
export async function stepRequest(
  item: RightsRequestItem,
  context: Context,
  firstOwners: readonly string[] = [],
): Promise<void> {
  const { store, now } = context;
  const { dueAt, version } = item;
  if (dueAt === undefined || now < dueAt) return;
  if (item.answer !== undefined) return forgetAsker(item, context);
  await tellOwnersOfRequest(item, firstOwners, context);
  const next = { ...item, dueAt: after(now, toldAgainAfter), version: version + 1 };
  await store.commit([{ step: 'put', item: next, when: { version } }]);
}
