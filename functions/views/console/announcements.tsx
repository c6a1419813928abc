import type { MailCounts } from '../../core/delivery/counts.ts';
import type { announcementView } from '../../core/organising/views.ts';
import type { SeriesItem } from '../../core/table/items.ts';
import { shortMoment } from '../dates.ts';
import { ButtonLink } from '../kit/form.tsx';
import { useConsole, useWords } from './console-context.ts';
import { mailStateOrder } from './mail-states.tsx';
import { PagedTable, State } from './parts.tsx';
import { useSeriesPlace } from './places.ts';
import { Screen } from './screen.tsx';
import { announcementWords } from './words/announcements.ts';

export type AnnouncementView = ReturnType<typeof announcementView>;

interface AnnouncementsProps {
  series: SeriesItem;
  items: { announcement: AnnouncementView; result: MailCounts | undefined }[];
  next: string | undefined;
}

/** The announcements of a series, with what came of them. */
export function AnnouncementsScreen({ series, items, next }: AnnouncementsProps) {
  const { locale, may } = useConsole();
  const announcements = useWords(announcementWords);
  const place = useSeriesPlace(series, 'announcements');
  const base = `/console/series/${series.seriesId}`;
  const action = may('editor') && (
    <ButtonLink href={`${base}/new-announcement`} label={announcements.write} />
  );
  return (
    <Screen title={announcements.title} {...place} action={action}>
      <PagedTable
        path={`${base}/announcements`}
        next={next}
        region={announcements.title}
        empty={announcements.empty}
        columns={[
          announcements.subject,
          announcements.state,
          announcements.kind,
          announcements.when,
          announcements.result,
        ]}
        rows={items.map(({ announcement, result }) => [
          <a href={`/console/announcements/${announcement.announcementId}`}>
            {subjectOf(announcement, locale)}
          </a>,
          <AnnouncementState announcement={announcement} />,
          announcements.kinds[announcement.kind].label,
          announcement.sendAt && shortMoment(announcement.sendAt, series.timeZone, locale),
          result && <Outcome result={result} />,
        ])}
      />
    </Screen>
  );
}

/** What an announcement is called: its subject in the reader's language, else in the one that it has. */
export function subjectOf({ texts }: Pick<AnnouncementView, 'texts'>, locale: 'de' | 'en'): string {
  return (texts[locale] ?? texts.de ?? texts.en)?.subject ?? '';
}

export function AnnouncementState({ announcement }: { announcement: Pick<AnnouncementView, 'state'> }) {
  const announcements = useWords(announcementWords);
  const looks = {
    sent: 'good',
    sending: 'warn',
    scheduled: 'warn',
    draft: undefined,
    cancelled: 'bad',
  } as const;
  return <State label={announcements.states[announcement.state]} look={looks[announcement.state]} />;
}

function Outcome({ result }: { result: MailCounts }) {
  const states = useConsole().words.states.mail;
  const told = mailStateOrder
    .map((state) => ({ state, count: result.byState[state] ?? 0 }))
    .filter(({ count }) => count > 0)
    .map(({ state, count }) => `${count} ${states[state]}`);
  return <>{told.join(', ')}</>;
}
