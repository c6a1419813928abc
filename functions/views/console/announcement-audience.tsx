import type { AudienceSize } from '../../core/organising/announcement-drafts.ts';
import type { EventItem, SeriesItem } from '../../core/table/items.ts';
import { inLocale, locales } from '../../core/values/locale.ts';
import { Facts } from '../kit/parts.tsx';
import { choosable } from './announcement-form.tsx';
import type { AnnouncementView } from './announcements.tsx';
import { useConsole, useWords } from './console-context.ts';
import { announcementWords } from './words/announcements.ts';

interface AudienceFactsProps {
  announcement: AnnouncementView;
  events: EventItem[];
  series: SeriesItem;
}

/** Whom an announcement goes to, in words. */
export function AudienceFacts({ announcement, events, series }: AudienceFactsProps) {
  const { words, locale } = useConsole();
  const { audience: said, kind: kindLabel, kinds, whyNeeded: why } = useWords(announcementWords);
  const { kind, audience, whyNeeded, whyNeededBy } = announcement;
  const chosen = events.filter(({ eventId }) => audience.eventIds.includes(eventId));
  const groups = chosen
    .flatMap(({ workingGroups }) => workingGroups)
    .filter(({ workingGroupId }) => audience.workingGroupIds?.includes(workingGroupId));
  const asked = choosable(chosen, said, locale);
  const answers = Object.entries(audience.answers ?? {}).map(([questionId, values]) => {
    const found = asked.find(({ question }) => question.questionId === questionId);
    const label = found === undefined ? questionId : inLocale(found.question.label, locale);
    const wanted = values.map(
      (value) => found?.options.find((one) => one.value === String(value))?.label ?? String(value),
    );
    return `${label}: ${wanted.join(', ')}`;
  });
  return (
    <Facts
      facts={[
        [kindLabel, kinds[kind].label],
        [why, whyNeeded && [whyNeeded, whyNeededBy?.name].filter(Boolean).join(' – ')],
        [said.events, chosen.map(({ title }) => inLocale(title, locale)).join(', ')],
        [
          said.status,
          audience.allSubscribers
            ? said.allSubscribers(series.notices.news?.sender ?? '')
            : audience.status.map((status) => said.statuses[status]).join(', '),
        ],
        [said.workingGroups, groups.map(({ title }) => inLocale(title, locale)).join(', ')],
        [said.answers, answers.join('; ')],
        [said.locale, audience.locale && words.form.language[audience.locale]],
        [
          said.attended,
          audience.attended !== undefined && (audience.attended ? said.didAttend : said.didNotAttend),
        ],
        [said.way, audience.way && said.ways[audience.way]],
        [said.subscribed, audience.subscribedToNews && said.yes],
      ]}
    />
  );
}

interface AudienceNoteProps {
  size: AudienceSize;
  announcement: AnnouncementView;
}

/** How many that are, and for whom a text lacks. */
export function AudienceNote({ size: { atMost, counted }, announcement }: AudienceNoteProps) {
  const { words } = useConsole();
  const { size, missing, otherLanguage } = useWords(announcementWords);
  const lacking = locales.filter((locale) => announcement.texts[locale] === undefined);
  return (
    <>
      <p>
        <strong>
          {counted !== undefined
            ? size.counted(counted.total)
            : atMost === undefined
              ? size.unknown
              : size.atMost(atMost)}
        </strong>{' '}
        {counted !== undefined &&
          counted.byLocale.de > 0 &&
          counted.byLocale.en > 0 &&
          size.byLocale(counted.byLocale.de, counted.byLocale.en)}
      </p>
      {lacking
        .filter((locale) => counted === undefined || counted.byLocale[locale] > 0)
        .map((locale) => (
          <p class="note warn">
            {missing(words.form.language[locale], counted?.byLocale[locale])} {otherLanguage}
          </p>
        ))}
    </>
  );
}
