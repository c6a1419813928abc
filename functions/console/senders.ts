import { allowEverywhere } from '../core/access/organiser.ts';
import {
  createSender,
  deleteSender,
  listSenders,
  readSender,
  renameSender,
  SenderInput,
} from '../core/organising/senders.ts';
import { parsed } from '../core/values/parsed.ts';
import { cursorText } from '../http/paging.ts';
import type { Filled } from '../views/console/form.tsx';
import { NewSenderScreen, SenderScreen, SendersScreen } from '../views/console/senders.tsx';
import { pageAsked } from './event-overview.ts';
import { type Routes, seeOther, sentBy, show, submit, type Visit } from './visit.ts';

const senders = '/console/senders';

async function newForm(visit: Visit, filled?: Filled) {
  allowEverywhere(visit.who, 'editor');
  return show(visit, NewSenderScreen, { filled });
}

async function changeForm(visit: Visit, filled?: Filled) {
  const { params, who, at } = visit;
  allowEverywhere(who, 'editor');
  return show(visit, SenderScreen, { sender: await readSender(params.senderId, who, at), filled });
}

export const prefixes = ['/senders'] as const;

export const routes: Routes<typeof prefixes> = {
  'GET /senders': async (visit) => {
    const { items, next } = await listSenders(visit.who, pageAsked(visit), visit.at);
    return show(visit, SendersScreen, { items, next: cursorText(next) });
  },
  'GET /senders/new': newForm,
  'POST /senders/new': submit(async ({ who, at }, { body }) => {
    await createSender(parsed(SenderInput, body), who, at);
    return seeOther(senders, 'senderMade');
  }, newForm),
  'GET /senders/{senderId}': changeForm,
  'POST /senders/{senderId}': submit(async ({ params, who, at }, { body, version }) => {
    await renameSender(params.senderId, parsed(SenderInput, body), version, who, at);
    return seeOther(senders, 'saved');
  }, changeForm),
  'POST /senders/{senderId}/delete': async (visit) => {
    const { params, who, at } = visit;
    await deleteSender(params.senderId, sentBy(visit).version, who, at);
    return seeOther(senders, 'senderDeleted');
  },
};
