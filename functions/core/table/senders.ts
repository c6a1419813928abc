import type { SeriesItem } from './items.ts';
import type { Store } from './ports.ts';
import { refs } from './refs.ts';

/** Who sends news, as what names it does. */
export interface NamedSender {
  senderId: string;
  /** Its name when that was written. */
  sender: string;
}

/** A sender and its name today: what names it kept one of its own, which holds as long as the sender is no item. */
export async function senderOf(
  { senderId, sender }: NamedSender,
  store: Pick<Store, 'load'>,
): Promise<NamedSender> {
  // By `load`, because what the mails of a batch ask for at once then goes out as one call.
  const { item } = await store.load({ item: refs.sender(senderId) });
  return { senderId, sender: item?.name ?? sender };
}

/** A series that says its sender's name of today. */
export async function withSender(series: SeriesItem, store: Pick<Store, 'load'>): Promise<SeriesItem> {
  const { news } = series.notices;
  if (news === undefined) return series;
  return { ...series, notices: { ...series.notices, news: { ...news, ...(await senderOf(news, store)) } } };
}
