import type { Context } from '../table/context.ts';
import type { FormerOrganiserItem } from '../table/organiser-items.ts';
import { everyPage } from '../table/pages.ts';
import { collections, refs } from '../table/refs.ts';

/**
 * Ends the address of an organiser who left (promise 7). Entries of the audit name people by their ids; those that were
 * written when they held addresses are written anew, of everybody: some left before that was kept.
 */
export async function forgetOrganiser({ organiserId, dueAt }: FormerOrganiserItem, { store, now }: Context) {
  if (now < dueAt) return;
  for await (const entries of everyPage((from) => store.list(collections.audit(), from))) {
    for (const item of entries) {
      if (item.who.organiserId !== undefined) await store.commit([{ step: 'put', item, when: 'any' }]);
    }
  }
  await store.commit([{ step: 'remove', ref: refs.formerOrganiser(organiserId) }]);
}
