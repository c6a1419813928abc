import { isLoginOpen, loginFor } from '../access/login.ts';
import type { Context } from '../table/context.ts';
import type { DeliveryItem } from '../table/items.ts';
import { linksOf } from '../table/links.ts';
import type { OrganiserItem } from '../table/organiser-items.ts';
import { refs } from '../table/refs.ts';
import { after } from '../values/time.ts';
import type { MailContent } from './mail-content.ts';

/** What the mail with the link says, and to whom; undefined when the link no longer logs in. */
export async function loginContent(
  { loginId = '-', recipientId }: DeliveryItem,
  context: Context,
): Promise<{ organiser: OrganiserItem; content: MailContent } | undefined> {
  const { store, now } = context;
  const { login, organiser } = await store.load({
    login: refs.login(loginId),
    organiser: refs.organiser(recipientId),
  });
  if (login === undefined || !isLoginOpen(login, organiser, now)) return undefined;
  const validUntil = after(login.allowedAt ?? login.createdAt, loginFor);
  const url = linksOf(context).login(login.loginId);
  return { organiser, content: { template: 'login', url, validUntil } };
}
