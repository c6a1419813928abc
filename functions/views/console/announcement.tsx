import type { MailCounts } from '../../core/delivery/counts.ts';
import type { AudienceSize } from '../../core/organising/announcement-drafts.ts';
import type { EventItem, SeriesItem } from '../../core/table/items.ts';
import { locales } from '../../core/values/locale.ts';
import { clock, moment } from '../dates.ts';
import { SelectField } from '../kit/fields.tsx';
import { ButtonForm, ButtonLink, LinkLine } from '../kit/form.tsx';
import { AudienceFacts, AudienceNote } from './announcement-audience.tsx';
import { AnnouncementForm } from './announcement-form.tsx';
import { AnnouncementResult } from './announcement-result.tsx';
import { AnnouncementState, type AnnouncementView, subjectOf } from './announcements.tsx';
import { useConsole, useWords } from './console-context.ts';
import { type Filled, Form } from './form.tsx';
import { useSeriesPlace } from './places.ts';
import { PreviewFrame, previewUrl } from './preview.tsx';
import { Screen } from './screen.tsx';
import { announcementWords } from './words/announcements.ts';

interface AnnouncementProps {
  series: SeriesItem;
  events: EventItem[];
  announcement: AnnouncementView;
  filled: Filled;
  size: AudienceSize;
  result: MailCounts;
  /** Nothing goes out to many until an owner resumes it. */
  isPaused: boolean;
  /** Its time has come. */
  isDue: boolean;
  /** Its time comes within the minute in which it is taken back by one press. */
  isLeaving: boolean;
}

/** The way to an announcement's screens. */
export function useAnnouncementWay(series: SeriesItem, announcement?: AnnouncementView) {
  const { locale } = useConsole();
  const own = announcement && {
    href: `/console/announcements/${announcement.announcementId}`,
    label: subjectOf(announcement, locale),
  };
  return useSeriesPlace(series, 'announcements', own === undefined ? [] : [own]).way;
}

export function NewAnnouncementScreen({
  series,
  events,
  filled,
}: Pick<AnnouncementProps, 'series' | 'events' | 'filled'>) {
  const announcements = useWords(announcementWords);
  const base = `/console/series/${series.seriesId}`;
  return (
    <Screen title={announcements.newTitle} way={useAnnouncementWay(series)}>
      {events.length === 0 ? (
        <>
          <p>{announcements.noEvents}</p>
          <LinkLine isButton href={`${base}/new-event`} label={announcements.newEvent} />
        </>
      ) : (
        <AnnouncementForm
          series={series}
          events={events}
          filled={filled}
          action={`${base}/new-announcement`}
          cancel={`${base}/announcements`}
          onward={announcements.send}
        />
      )}
    </Screen>
  );
}

/** An announcement: written as long as its sending has not begun, then what became of it. */
export function AnnouncementScreen(props: AnnouncementProps) {
  const { series, announcement, isDue, isLeaving } = props;
  const { locale, may } = useConsole();
  const announcements = useWords(announcementWords);
  const { announcementId, state, seriesId } = announcement;
  const isOpen = state === 'draft' || (state === 'scheduled' && !isDue);
  const copy = may('editor') && !isOpen && (
    <ButtonLink
      href={`/console/series/${seriesId}/new-announcement?from=${announcementId}`}
      label={announcements.copy}
      look="second"
    />
  );
  return (
    <Screen
      title={subjectOf(announcement, locale)}
      way={useAnnouncementWay(series)}
      action={copy}
      lead={
        <p>
          <AnnouncementState announcement={announcement} />{' '}
          {announcement.sendAt !== undefined && moment(announcement.sendAt, series.timeZone, locale)}
        </p>
      }
    >
      {isOpen ? <Open {...props} /> : <AnnouncementResult {...props} />}
      {isOpen && !isLeaving && may('editor') ? <Written {...props} /> : <WrittenAnnouncement {...props} />}
    </Screen>
  );
}

/** What comes before sending: whom it reaches, a trial, the way back. */
function Open({ series, events, announcement, size, isLeaving }: AnnouncementProps) {
  const { may, locale } = useConsole();
  const announcements = useWords(announcementWords);
  const path = `/console/announcements/${announcement.announcementId}`;
  const { sendAt } = announcement;
  const isScheduled = announcement.state === 'scheduled';
  if (isLeaving && sendAt !== undefined && may('editor')) {
    return (
      <div class="note warn">
        <p>{announcements.grace(clock(sendAt, series.timeZone, locale))}</p>
        <ButtonForm action={`${path}/cancel`} label={announcements.takeBackNow} look="danger" />
      </div>
    );
  }
  return (
    <section class="card">
      <h2>{announcements.toWhom}</h2>
      <AudienceFacts series={series} events={events} announcement={announcement} />
      <AudienceNote size={size} announcement={announcement} />
      {may('editor') && (
        <>
          {isScheduled && (
            <LinkLine isButton href={`${path}/cancel`} label={announcements.takeBack} look="danger" />
          )}
          <Trial announcement={announcement} />
        </>
      )}
    </section>
  );
}

function Trial({ announcement }: Pick<AnnouncementProps, 'announcement'>) {
  const { words, locale } = useConsole();
  const announcements = useWords(announcementWords);
  const written = locales.filter((one) => announcement.texts[one] !== undefined);
  return (
    <details>
      <summary>{announcements.trial.title}</summary>
      <p class="hint">{announcements.trial.help}</p>
      <Form
        action={`/console/announcements/${announcement.announcementId}/test`}
        fields={{ '/locale': announcements.trial.locale }}
        submit={announcements.trial.submit}
      >
        <SelectField
          at="/locale"
          preset={written.includes(locale) ? locale : written[0]}
          options={written.map((value) => ({ value, label: words.form.language[value] }))}
        />
      </Form>
    </details>
  );
}

function Written({ series, events, announcement, filled }: AnnouncementProps) {
  const announcements = useWords(announcementWords);
  const { announcementId, state } = announcement;
  return (
    <section>
      <h2>{announcements.edit}</h2>
      <AnnouncementForm
        series={series}
        events={events}
        filled={filled}
        action={`/console/announcements/${announcementId}`}
        saved={{ announcementId }}
        onward={state === 'scheduled' ? announcements.changeTime : announcements.send}
      />
    </section>
  );
}

/** What it says, for whoever can't change it any more, or never could. */
function WrittenAnnouncement({ series, events, announcement, isDue, isLeaving }: AnnouncementProps) {
  const { words } = useConsole();
  const { form } = words;
  const announcements = useWords(announcementWords);
  const { state } = announcement;
  const isShownAbove = !isLeaving && (state === 'draft' || (state === 'scheduled' && !isDue));
  return (
    <>
      {!isShownAbove && (
        <section>
          <h2>{announcements.toWhom}</h2>
          <AudienceFacts series={series} events={events} announcement={announcement} />
        </section>
      )}
      {locales
        .filter((locale) => announcement.texts[locale] !== undefined)
        .map((locale) => (
          <section>
            <h2>{announcements.textIn(form.language[locale])}</h2>
            <PreviewFrame
              title={announcements.textIn(form.language[locale])}
              src={previewUrl(`/console/announcements/${announcement.announcementId}/preview`, {
                locale,
                format: 'html',
              })}
            />
          </section>
        ))}
    </>
  );
}
