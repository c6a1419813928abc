import type { RestrictedPerson } from '../../core/attendee/restriction.ts';
import { moment } from '../dates.ts';
import { SelectField, TextField, TickField } from '../kit/fields.tsx';
import { useConsole, useWords } from './console-context.ts';
import { type Filled, Form } from './form.tsx';
import { Table } from './parts.tsx';
import { peopleWords } from './words/people.ts';

interface Props {
  restrictions: readonly RestrictedPerson[];
  /** What was filled in, of the form that comes back. */
  restricting: Filled | undefined;
  lifting: Filled | undefined;
}

/** Whose data is restricted, and the forms that restrict and lift it. */
export function Restrictions({ restrictions, restricting, lifting }: Props) {
  const { locale, timeZone } = useConsole();
  const people = useWords(peopleWords);
  const say = people.restrictions;
  const email = { '/email': people.email };
  return (
    <>
      <h2>{say.title}</h2>
      <p>{say.intro}</p>
      <Table
        region={say.title}
        empty={say.none}
        columns={[say.who, people.objections.series, say.why, say.since, say.reviewAt]}
        rows={restrictions.map(({ name, email: address, seriesId, kind, reason, since, ...one }) => [
          [name, address].filter(Boolean).join(', '),
          seriesId === undefined ? say.notRegistered : <a href={`/console/series/${seriesId}`}>{seriesId}</a>,
          [
            `${say.kinds[kind]}: ${reason}`,
            one.keepsSensitive && say.sensitiveKept,
            one.erasureAskedAt && say.erasureAsked,
          ]
            .filter(Boolean)
            .join('; '),
          moment(since, timeZone, locale),
          one.isDue
            ? say.due(moment(one.reviewAt, timeZone, locale))
            : moment(one.reviewAt, timeZone, locale),
        ])}
      />
      <details class="group" open={restricting !== undefined}>
        <summary>{say.add}</summary>
        <Form
          action="/console/people/restriction"
          fields={{
            ...email,
            '/kind': say.kind,
            '/reason': { label: say.reason, help: say.reasonHelp },
            '/reviewOn': { label: say.reviewOn, help: say.reviewOnHelp },
            '/keepsSensitive': { label: say.keepsSensitive, help: say.keepsSensitiveHelp },
          }}
          submit={say.submit}
          filled={restricting}
        >
          <TextField at="/email" type="email" isRequired />
          <SelectField
            at="/kind"
            isRequired
            options={(['request', 'legalHold'] as const).map((value) => ({ value, label: say.kinds[value] }))}
          />
          <TextField at="/reason" isRequired maxLength={300} />
          <TextField at="/reviewOn" type="date" isRequired />
          <TickField at="/keepsSensitive" />
        </Form>
      </details>
      <details class="group" open={lifting !== undefined}>
        <summary>{say.lift}</summary>
        <Form
          action="/console/people/lifting"
          fields={{ ...email, '/toldOn': { label: say.toldOn, help: say.toldOnHelp } }}
          submit={say.liftSubmit}
          filled={lifting}
        >
          <TextField at="/email" type="email" isRequired />
          <TextField at="/toldOn" type="date" />
        </Form>
      </details>
    </>
  );
}
