import type { EventOverview } from '../../core/organising/home.ts';
import { eachPlaces, hasGroupPlace, hasPlace } from '../../core/registration/places.ts';
import type { Question } from '../../core/table/event.ts';
import { Way } from '../../core/table/way.ts';
import { inLocale } from '../../core/values/locale.ts';
import { ChoiceField, SelectField, TextField } from '../kit/fields.tsx';
import { QuestionField } from '../kit/question-field.tsx';
import { useConsole, useWords } from './console-context.ts';
import { LocaleField } from './fields.tsx';
import { type Filled, Form } from './form.tsx';
import { useEventPlace } from './places.ts';
import { Screen } from './screen.tsx';
import { registrationWords } from './words/registrations.ts';

const answerAt = ({ questionId }: Question) => `/answers/${questionId}`;

/** Signs somebody up who asked by telephone or on paper. */
export function NewRegistrationScreen({
  event,
  counters,
  series,
  filled,
}: EventOverview & { filled: Filled | undefined }) {
  const { locale } = useConsole();
  const say = useWords(registrationWords);
  const list = `/console/events/${event.eventId}/registrations`;
  const asked = event.questions.filter(({ sensitive }) => !sensitive);
  const all = eachPlaces(event, counters);
  const isWaiting = all.some(
    ({ waitingList, confirmed, capacity = Number.POSITIVE_INFINITY }) => waitingList || confirmed < capacity,
  );
  return (
    <Screen title={say.new.title} {...useEventPlace(event, series, 'registrations', [])}>
      <p>{say.new.intro}</p>
      {!all.some(hasPlace) && <p class="note warn">{isWaiting ? say.new.waits : say.new.full}</p>}
      <Form
        action={`/console/events/${event.eventId}/new-registration`}
        fields={{
          '/name': say.name,
          '/email': say.email,
          '/locale': { label: say.language, help: say.new.languageHelp },
          '/way': say.way,
          '/workingGroupId': say.group,
          ...Object.fromEntries(asked.map((one) => [answerAt(one), inLocale(one.label, locale)])),
        }}
        submit={say.new.submit}
        cancel={list}
        filled={filled}
      >
        <TextField at="/name" maxLength={200} isRequired />
        <TextField at="/email" type="email" isRequired />
        <LocaleField at="/locale" preset={series.defaultLocale} />
        {event.attendanceMode === 'hybrid' && (
          <ChoiceField
            at="/way"
            type="radio"
            options={Way.options.map((value) => ({ value, label: say.ways[value] }))}
          />
        )}
        {event.workingGroups.length > 0 && (
          <SelectField
            at="/workingGroupId"
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
        {asked.map((question) => (
          <QuestionField at={answerAt(question)} question={question} locale={locale} />
        ))}
        {asked.length < event.questions.length && <p class="muted">{say.new.sensitive}</p>}
      </Form>
    </Screen>
  );
}
