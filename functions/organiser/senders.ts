import type { senderRoutes } from '../api/senders.ts';
import {
  createSender,
  deleteSender,
  listSenders,
  readSender,
  renameSender,
  senderView,
} from '../core/organising/senders.ts';
import { type Handlers, viewed } from '../http/implement.ts';

export const senderHandlers: Handlers<typeof senderRoutes> = {
  'GET /v1/organiser/senders': async ({ page, who, at }) =>
    viewed(await listSenders(who, page, at), senderView),
  'POST /v1/organiser/senders': async ({ body, who, at }) => senderView(await createSender(body, who, at)),
  'GET /v1/organiser/senders/{senderId}': async ({ path, who, at }) =>
    senderView(await readSender(path.senderId, who, at)),
  'PUT /v1/organiser/senders/{senderId}': async ({ path, body, version, who, at }) =>
    senderView(await renameSender(path.senderId, body, version, who, at)),
  'DELETE /v1/organiser/senders/{senderId}': ({ path, version, who, at }) =>
    deleteSender(path.senderId, version, who, at),
};
