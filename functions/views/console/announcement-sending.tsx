import type { MailCounts } from '../../core/delivery/counts.ts';
import type { AudienceSize } from '../../core/organising/announcement-drafts.ts';
import type { EventItem, SeriesItem } from '../../core/table/items.ts';
import { locales } from '../../core/values/locale.ts';
import { shortMoment } from '../dates.ts';
import { ChoiceField, TextField, TickField } from '../kit/fields.tsx';
import { LinkLine } from '../kit/form.tsx';
import { useAnnouncementWay } from './announcement.tsx';
import { AudienceFacts, AudienceNote } from './announcement-audience.tsx';
import type { AnnouncementView } from './announcements.tsx';
import { useConsole, useWords } from './console-context.ts';
import { type Filled, Form, valueAt } from './form.tsx';
import { PagedTable } from './parts.tsx';
import { MailPreviews } from './preview.tsx';
import { Screen } from './screen.tsx';
import { announcementWords } from './words/announcements.ts';

interface SendingProps {
  series: SeriesItem;
  announcement: AnnouncementView;
  filled?: Filled | undefined;
}

interface ResultProps extends SendingProps {
  result: MailCounts;
}

/** The step before the last: whom it reaches, and when. */
export function SendAnnouncementScreen({
  series,
  events,
  announcement,
  size,
  filled,
}: SendingProps & { events: EventItem[]; size: AudienceSize }) {
  const announcements = useWords(announcementWords);
  const { sending } = announcements;
  const { announcementId, version, texts } = announcement;
  const path = `/console/announcements/${announcementId}`;
  const isInBoth = texts.de !== undefined && texts.en !== undefined;
  return (
    <Screen title={sending.title} way={useAnnouncementWay(series, announcement)}>
      <AudienceFacts series={series} events={events} announcement={announcement} />
      <AudienceNote size={size} announcement={announcement} />
      {size.counted === undefined && (
        <LinkLine href={`${path}/send?count=exact`} label={sending.countExactly} />
      )}
      {size.counted?.total === 0 ? (
        <p class="note bad">{sending.nobody}</p>
      ) : (
        <>
          <Form
            action={`${path}/send`}
            fields={{
              '/when': sending.when,
              '/at': { label: sending.at, help: sending.zone(series.timeZone) },
              '/inOtherLanguage': { label: sending.inOtherLanguage, help: sending.inOtherLanguageHelp },
            }}
            filled={filled}
            version={version}
            submit={sending.review}
            cancel={path}
          >
            <ChoiceField
              at="/when"
              type="radio"
              preset="now"
              options={[
                { value: 'now', label: sending.now },
                { value: 'later', label: sending.later },
              ]}
            />
            <TextField at="/at" type="datetime-local" isRequired={false} chooses="f-when-later" />
            {!isInBoth && <TickField at="/inOtherLanguage" />}
          </Form>
        </>
      )}
    </Screen>
  );
}

/** The last step: the mail as it will be read, and what the button does. @param sendAt absent for now */
export function ReviewAnnouncementScreen({
  series,
  events,
  announcement,
  size,
  sendAt,
  filled,
}: SendingProps & { filled: Filled; events: EventItem[]; size: AudienceSize; sendAt: string | undefined }) {
  const { words, locale } = useConsole();
  const { sending, textIn } = useWords(announcementWords);
  const path = `/console/announcements/${announcement.announcementId}`;
  const people = size.counted?.total ?? 0;
  const hidden = (['when', 'at'] as const).flatMap((name) => {
    const value = valueAt(filled.body, `/${name}`);
    return typeof value === 'string' ? [<input type="hidden" name={`/${name}`} value={value} />] : [];
  });
  return (
    <Screen title={sending.reviewTitle} way={useAnnouncementWay(series, announcement)}>
      <AudienceFacts series={series} events={events} announcement={announcement} />
      <AudienceNote size={size} announcement={announcement} />
      <MailPreviews
        path={`${path}/preview`}
        shown={locales.filter((one) => announcement.texts[one] !== undefined)}
        titleOf={(one) => textIn(words.form.language[one])}
      />
      <p class="note warn">{sendAt === undefined ? sending.warningNow : sending.warning}</p>
      <Form
        action={`${path}/send`}
        filled={filled}
        submit={
          sendAt === undefined
            ? sending.submitNow(people)
            : sending.submitAt(people, shortMoment(sendAt, series.timeZone, locale))
        }
        look="danger"
        more={
          <button class="button second" type="submit" name="back" value="1">
            {sending.back}
          </button>
        }
      >
        {hidden}
        {valueAt(filled.body, '/inOtherLanguage') === true && (
          <input type="hidden" name="/inOtherLanguage:boolean" value="true" />
        )}
        <input type="hidden" name="/isReviewed:boolean" value="true" />
      </Form>
    </Screen>
  );
}

/** What stopping does: what is out stays out. */
export function CancelAnnouncementScreen({ series, announcement, result, filled }: ResultProps) {
  const announcements = useWords(announcementWords);
  const path = `/console/announcements/${announcement.announcementId}`;
  const { total = 0, waiting = 0 } = result;
  const isPlanned = announcement.state === 'scheduled';
  return (
    <Screen
      title={isPlanned ? announcements.takeBack : announcements.stop}
      way={useAnnouncementWay(series, announcement)}
    >
      <p>
        {isPlanned
          ? announcements.cancelling.planned(announcement.counted ?? 0)
          : announcements.cancelling.sending(total - waiting, announcement.counted ?? total)}
      </p>
      <p class="note warn">{announcements.cancelling.final}</p>
      <Form
        action={`${path}/cancel`}
        filled={filled}
        submit={isPlanned ? announcements.takeBack : announcements.stop}
        look="danger"
        cancel={path}
      />
    </Screen>
  );
}

/** Those alone that failed, once more. */
export function ResendFailedScreen({ series, announcement, result, filled }: ResultProps) {
  const announcements = useWords(announcementWords);
  const path = `/console/announcements/${announcement.announcementId}`;
  const failed = result.byState.failed ?? 0;
  return (
    <Screen title={announcements.resendTitle} way={useAnnouncementWay(series, announcement)}>
      {failed === 0 ? (
        <p class="note good">{announcements.noneFailed}</p>
      ) : (
        <>
          <p>{announcements.resending(failed)}</p>
          <p class="note warn">{announcements.resendFinal}</p>
          <Form
            action={`${path}/resend`}
            filled={filled}
            submit={announcements.resend(failed)}
            look="danger"
            cancel={path}
          />
        </>
      )}
    </Screen>
  );
}

/** The mails whose outcome is open: each is decided on its own screen, which says what a second one may mean. */
export function UndecidedScreen({
  series,
  announcement,
  deliveries,
  next,
}: Omit<SendingProps, 'filled'> & {
  deliveries: { deliveryId: string; person: { name: string; email: string } | undefined }[];
  next: string | undefined;
}) {
  const { undecided } = useWords(announcementWords);
  const path = `/console/announcements/${announcement.announcementId}/unknown`;
  return (
    <Screen title={undecided.title} way={useAnnouncementWay(series, announcement)}>
      {deliveries.length === 0 && next === undefined ? (
        <p class="note good">{undecided.none}</p>
      ) : (
        <>
          <p>{undecided.lead}</p>
          <PagedTable
            path={path}
            next={next}
            region={undecided.title}
            columns={[undecided.person, undecided.address, undecided.decide]}
            rows={deliveries.map(({ deliveryId, person }) => [
              person?.name ?? undecided.unknownPerson,
              person?.email ?? '',
              <a
                href={`/console/deliveries/${deliveryId}/resend`}
                aria-label={`${undecided.decide}: ${person?.name ?? deliveryId}`}
              >
                {undecided.decide}
              </a>,
            ])}
          />
        </>
      )}
    </Screen>
  );
}
