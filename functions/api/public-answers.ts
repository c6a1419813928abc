import * as z from 'zod';
import { WorkingGroup } from '../core/table/event.ts';
import { PublicEventFields } from '../core/table/event-fields.ts';
import { SeriesInput, WebUrl } from '../core/table/series.ts';
import { PublicSeriesFields } from '../core/table/series-fields.ts';
import { perLocale } from '../core/values/locale.ts';
import { Instant } from '../core/values/time.ts';

/** What anybody is answered. */
export const HealthAnswer = z.strictObject({ status: z.literal('ok') });

const Availability = z.enum(['free', 'few', 'waitingList', 'full']);

export const PublicEventAnswer = z.strictObject({
  ...PublicEventFields.shape,
  ...{ startsAt: Instant, endsAt: Instant },
  registration: z.strictObject({
    state: z.enum(['draft', 'cancelled', 'notYetOpen', 'open', 'closed']),
    availability: Availability,
    ways: z.strictObject({ onsite: Availability, online: Availability }).optional(),
    ...{ opensAt: Instant.optional(), closesAt: Instant },
  }),
  workingGroups: z.array(
    WorkingGroup.pick({ workingGroupId: true, title: true }).extend({ isFull: z.boolean() }),
  ),
  ...{ pageUrl: WebUrl, calendarUrl: WebUrl },
});

/** A notice with the hashes of its texts: a form submits the version and the hash of what it showed. */
const hash = perLocale(z.string());
const { privacy, news, sensitive } = SeriesInput.shape.notices.shape;
const PublicNotices = z.strictObject({
  privacy: privacy.extend({ hash }),
  news: news.unwrap().extend({ hash }).optional(),
  sensitive: sensitive.unwrap().extend({ hash }).optional(),
});

const links = { signUpUrl: WebUrl, calendarUrl: WebUrl };

export const PublicSeriesAnswer = z.strictObject({
  ...PublicSeriesFields.shape,
  notices: PublicNotices,
  ...{ ...links, events: z.array(PublicEventAnswer) },
});

/** A series beside others. */
export const ListedSeriesAnswer = z.strictObject({
  ...PublicSeriesFields.omit({ notices: true }).shape,
  ...links,
});
