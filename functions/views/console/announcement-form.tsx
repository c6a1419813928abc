import type { Question } from '../../core/table/event.ts';
import type { EventItem, SeriesItem } from '../../core/table/items.ts';
import { placeholders } from '../../core/table/series.ts';
import { statesWay, Way } from '../../core/table/way.ts';
import { inLocale, type Locale, locales } from '../../core/values/locale.ts';
import { shortDay } from '../dates.ts';
import { ChoiceField, LongField, SelectField, TextField, TickField } from '../kit/fields.tsx';
import { fieldId } from '../kit/form.tsx';
import { useConsole, useWords } from './console-context.ts';
import { LocaleField } from './fields.tsx';
import { type FieldTexts, type Filled, Form, valueAt } from './form.tsx';
import { PreviewChoice, PreviewFrame, previewUrl } from './preview.tsx';
import { announcementWords } from './words/announcements.ts';

interface FormProps {
  series: SeriesItem;
  events: EventItem[];
  filled: Filled;
  action: string;
  /** What is saved already, which the preview begins with. */
  saved?: { announcementId: string };
  cancel?: string;
  /** The button that saves and leads on to sending: nothing else does, so that nothing unsaved is sent. */
  onward: string;
}

const frame = 'preview';

/** Everything that an announcement says, and to whom. */
export function AnnouncementForm({ series, events, filled, action, saved, cancel, onward }: FormProps) {
  const { locale } = useConsole();
  const announcements = useWords(announcementWords);
  const previewPath = `/console/series/${series.seriesId}/announcement-preview`;
  const src =
    saved === undefined
      ? previewPath
      : previewUrl(`/console/announcements/${saved.announcementId}/preview`, { locale, format: 'html' });
  const hasNews = series.notices.news !== undefined;
  const kinds = hasNews ? (['participation', 'news'] as const) : (['participation'] as const);
  return (
    <Form
      action={action}
      fields={announcementFields(announcements, series, events, locale)}
      filled={filled}
      submit={announcements.save}
      preview={frame}
      keepsDraft
      cancel={cancel}
      more={
        <button class="button second" type="submit" name="next" value="send">
          {onward}
        </button>
      }
    >
      <ChoiceField
        at="/kind"
        type="radio"
        preset="participation"
        options={kinds.map((value) => ({ value, ...announcements.kinds[value] }))}
      />
      {!hasNews && <p class="hint">{announcements.noNews}</p>}
      <AudienceFields series={series} events={events} filled={filled} />
      <TextField at="/whyNeeded" isRequired={false} maxLength={300} />
      <h2>{announcements.text}</h2>
      <p class="hint">
        {announcements.markdown} {announcements.placeholders}{' '}
        {placeholders.map((name) => `{${name}}`).join(' ')}
      </p>
      <Texts filled={filled} />
      <h2>{announcements.preview.title}</h2>
      <PreviewChoice action={previewPath} frame={frame} />
      <PreviewFrame name={frame} title={announcements.preview.title} src={src} />
    </Form>
  );
}

/** What the fields of an announcement are called. */
function announcementFields(
  announcements: (typeof announcementWords)[Locale],
  series: SeriesItem,
  events: EventItem[],
  locale: Locale,
): FieldTexts {
  const { audience } = announcements;
  const narrower = (label: string) => ({ label, help: audience.narrowerHelp });
  const answers = choosable(events, audience, locale).map(({ question }) => [
    `/audience/answers/${question.questionId}`,
    narrower(inLocale(question.label, locale)),
  ]);
  return {
    '/kind': announcements.kind,
    '/whyNeeded': { label: announcements.whyNeeded, help: announcements.whyNeededHelp },
    '/texts': announcements.text,
    '/texts/*/subject': announcements.subject,
    '/texts/*/body': announcements.body,
    '/audience/eventIds': { label: audience.events, help: audience.eventsHelp },
    '/audience/status': audience.status,
    '/audience/locale': audience.locale,
    '/audience/attended': audience.attended,
    '/audience/way': { label: audience.way, help: audience.wayHelp },
    '/audience/workingGroupIds': narrower(audience.workingGroups),
    ...Object.fromEntries(answers),
    '/audience/subscribedToNews': { label: audience.subscribed, help: audience.subscribedHelp },
    '/audience/allSubscribers': {
      label: audience.allSubscribers(series.notices.news?.sender ?? ''),
      help: audience.allSubscribersHelp,
    },
  };
}

function Texts({ filled }: { filled: Filled }) {
  const { form } = useConsole().words;
  const faults = filled.faults.filter(({ pointer }) => pointer === '/texts');
  return (
    <div class="pair" id={fieldId('/texts')} tabIndex={faults.length > 0 ? -1 : undefined}>
      {faults.map(({ message }) => (
        <p class="fault">{message}</p>
      ))}
      {locales.map((locale) => (
        <fieldset class="group">
          <legend>{form.language[locale]}</legend>
          <TextField at={`/texts/${locale}/subject`} maxLength={150} />
          <LongField at={`/texts/${locale}/body`} rows={12} maxLength={20_000} />
        </fieldset>
      ))}
    </div>
  );
}

/** Questions whose answers can choose an audience, with what there is to choose. */
export function choosable(
  events: EventItem[],
  yesNo: { yes: string; no: string },
  locale: Locale,
): { question: Question; options: { value: string; label: string }[] }[] {
  const questions = new Map(
    events.flatMap((event) =>
      event.questions
        .filter(({ questionId, sensitive }) => !sensitive && !event.formerlySensitive?.includes(questionId))
        .map((question) => [question.questionId, question]),
    ),
  );
  return [...questions.values()].flatMap((question) => {
    if (question.kind === 'yesNo') {
      const options = [
        { value: 'true', label: yesNo.yes },
        { value: 'false', label: yesNo.no },
      ];
      return [{ question, options }];
    }
    if (question.options === undefined) return [];
    const options = question.options.map(({ value, label }) => ({ value, label: inLocale(label, locale) }));
    return [{ question, options }];
  });
}

/** The parts of an audience that most announcements leave open. */
const narrowing = [
  ...(['locale', 'attended', 'way', 'workingGroupIds', 'answers'] as const),
  ...(['subscribedToNews', 'allSubscribers'] as const),
].map((name) => `/audience/${name}`);

function AudienceFields({ series, events, filled }: Pick<FormProps, 'series' | 'events' | 'filled'>) {
  const { locale, isEverywhere } = useConsole();
  const { audience } = useWords(announcementWords);
  const hasNews = series.notices.news !== undefined;
  const groups = events.flatMap((event) =>
    event.workingGroups.map(({ workingGroupId, title }) => ({
      value: workingGroupId,
      label: `${inLocale(title, locale)} (${inLocale(event.title, locale)})`,
    })),
  );
  const isNarrowed = narrowing.some((pointer) => {
    const value = valueAt(filled.body, pointer);
    const isSaid = typeof value === 'object' ? Object.keys(value ?? {}).length > 0 : value !== undefined;
    return isSaid || filled.faults.some((fault) => fault.pointer.startsWith(pointer));
  });
  return (
    <>
      <h2>{audience.title}</h2>
      <ChoiceField
        at="/audience/eventIds"
        type="checkbox"
        options={events.map(({ eventId, title, startsAtLocal }) => ({
          value: eventId,
          label: `${inLocale(title, locale)}, ${shortDay(startsAtLocal.slice(0, 10), locale)}`,
        }))}
      />
      <ChoiceField
        at="/audience/status"
        type="checkbox"
        preset="confirmed"
        options={(['confirmed', 'waitlisted'] as const).map((value) => ({
          value,
          label: audience.statuses[value],
        }))}
      />
      <details class="group" open={isNarrowed}>
        <summary>{audience.narrower}</summary>
        <LocaleField at="/audience/locale" none={audience.anyLocale} />
        <SelectField
          at="/audience/attended"
          none={audience.anyAttended}
          options={[
            { value: 'true', label: audience.didAttend },
            { value: 'false', label: audience.didNotAttend },
          ]}
        />
        {(events.some(statesWay) || valueAt(filled.body, '/audience/way') !== undefined) && (
          <SelectField
            at="/audience/way"
            none={audience.anyWay}
            options={Way.options.map((value) => ({ value, label: audience.ways[value] }))}
          />
        )}
        {groups.length > 0 && <ChoiceField at="/audience/workingGroupIds" type="checkbox" options={groups} />}
        {choosable(events, audience, locale).map(({ question, options }) => (
          <ChoiceField at={`/audience/answers/${question.questionId}`} type="checkbox" options={options} />
        ))}
        {hasNews && <TickField at="/audience/subscribedToNews" />}
        {hasNews && isEverywhere && <TickField at="/audience/allSubscribers" />}
      </details>
    </>
  );
}
