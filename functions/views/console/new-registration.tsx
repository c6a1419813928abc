import type { EventStanding } from '../../core/organising/home.ts';
import { hasGroupPlace } from '../../core/registration/places.ts';
import type { Question } from '../../core/table/event.ts';
import { inLocale } from '../../core/values/locale.ts';
import { ChoiceField, LongField, SelectField, TextField } from './fields.tsx';
import { type Filled, Form } from './form.tsx';
import { useGiven } from './given.ts';
import { useEventPlace } from './places.ts';
import { Screen } from './screen.tsx';

/** Signs somebody up who asked by telephone or on paper. */
export function NewRegistrationScreen({
  event,
  counters,
  series,
  filled,
}: EventStanding & { filled: Filled | undefined }) {
  const { words, locale } = useGiven();
  const say = words.registrations;
  const { way, tabs } = useEventPlace(event, series, 'registrations');
  const list = `/console/events/${event.eventId}/registrations`;
  const isFull = counters.capacity !== undefined && counters.taken >= counters.capacity;
  return (
    <Screen title={say.new.title} way={[...way, { href: list, label: say.title }]} tabs={tabs}>
      <p>{say.new.intro}</p>
      {isFull && <p class="note warn">{event.waitingList ? say.new.waits : say.new.full}</p>}
      <Form
        action={`/console/events/${event.eventId}/new-registration`}
        submit={say.new.submit}
        cancel={list}
        filled={filled}
      >
        <TextField at="/name" label={say.name} maxLength={200} isRequired />
        <TextField at="/email" type="email" label={say.email} isRequired />
        <SelectField
          at="/locale"
          label={say.language}
          help={say.new.languageHelp}
          preset={series.defaultLocale}
          options={(['de', 'en'] as const).map((value) => ({ value, label: words.form.language[value] }))}
        />
        {event.workingGroups.length > 0 && (
          <SelectField
            at="/workingGroupId"
            label={say.group}
            isRequired={false}
            none={say.noGroup}
            options={event.workingGroups.map(({ workingGroupId, title }) => ({
              value: workingGroupId,
              label: hasGroupPlace(counters, workingGroupId)
                ? inLocale(title, locale)
                : say.new.groupFull(inLocale(title, locale)),
            }))}
          />
        )}
        {event.questions
          .filter(({ sensitive }) => !sensitive)
          .map((question) => (
            <AnswerField question={question} />
          ))}
        {event.questions.some(({ sensitive }) => sensitive) && <p class="muted">{say.new.sensitive}</p>}
      </Form>
    </Screen>
  );
}

function AnswerField({ question }: { question: Question }) {
  const { words, locale } = useGiven();
  const say = words.registrations;
  const { questionId, kind, label, required, maxLength, options = [] } = question;
  const shared = { at: `/answers/${questionId}`, label: inLocale(label, locale), isRequired: required };
  const choices = options.map((one) => ({ value: one.value, label: inLocale(one.label, locale) }));
  switch (kind) {
    case 'text':
      return <TextField {...shared} maxLength={maxLength ?? 200} />;
    case 'longText':
      return <LongField {...shared} maxLength={maxLength ?? 2000} />;
    case 'multipleChoice':
      return <ChoiceField {...shared} type="checkbox" options={choices} />;
    case 'yesNo': {
      const both = [
        { value: 'yes', label: say.yes },
        { value: 'no', label: say.no },
      ];
      return <SelectField {...shared} none={say.noAnswer} options={both} />;
    }
    case 'choice':
      return <SelectField {...shared} none={say.noAnswer} options={choices} />;
  }
}
