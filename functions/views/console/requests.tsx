import type { ShownRequest } from '../../core/participants/rights-register.ts';
import { moment } from '../dates.ts';
import { LongField, SelectField, TextField, TickField } from '../kit/fields.tsx';
import { LinkLine } from '../kit/form.tsx';
import { Facts } from '../kit/parts.tsx';
import { wordsOf } from '../words/index.ts';
import { useConsole, useWords } from './console-context.ts';
import { type Filled, Form } from './form.tsx';
import { PagedTable } from './parts.tsx';
import { Screen, type Step } from './screen.tsx';
import { peopleWords } from './words/people.ts';

const path = '/console/people/requests';

function useWay(isOne = false): Step[] {
  const people = useWords(peopleWords);
  const way = [{ href: '/console/people', label: people.title }];
  return isOne ? [...way, { href: path, label: people.requests.title }] : way;
}

interface RequestsScreenProps {
  state: 'open' | 'answered';
  requests: readonly ShownRequest[];
  next: string | undefined;
  filled: Filled | undefined;
}

/** The register: what is still to be answered and the form that enters what came otherwise, or what was answered. */
export function RequestsScreen({ state, requests, next, filled }: RequestsScreenProps) {
  const { locale, timeZone } = useConsole();
  const say = useWords(peopleWords).requests;
  const { kinds, outcomes } = wordsOf(locale).requests;
  const way = useWay();
  const isOpen = state === 'open';
  return (
    <Screen title={isOpen ? say.title : say.answeredTitle} way={way}>
      <p>{say.intro}</p>
      <LinkLine
        href={isOpen ? `${path}?state=answered` : path}
        label={isOpen ? say.answeredTitle : say.openTitle}
      />
      <PagedTable
        path={isOpen ? path : `${path}?state=answered`}
        region={isOpen ? say.openTitle : say.answeredTitle}
        empty={isOpen ? say.noneOpen : say.noneAnswered}
        columns={[say.kind, say.who, say.receivedAt, isOpen ? say.answerBy : say.answered]}
        rows={requests.map(({ requestId, kind, email, receivedAt, answerBy, isDue, isOverdue, answer }) => [
          <a href={`${path}/${requestId}`}>{kinds[kind]}</a>,
          email ?? say.nobody,
          moment(receivedAt, timeZone, locale),
          answer === undefined
            ? [moment(answerBy, timeZone, locale), isOverdue ? say.overdue : isDue && say.due]
                .filter(Boolean)
                .join(': ')
            : `${outcomes[answer.outcome]}, ${moment(answer.at, timeZone, locale)}`,
        ])}
        next={next}
      />
      {isOpen && (
        <details class="group" open={filled !== undefined}>
          <summary>{say.add}</summary>
          <Form
            action={path}
            fields={{
              '/kind': say.kind,
              '/email': say.email,
              '/receivedOn': { label: say.receivedOn, help: say.receivedOnHelp },
              '/identity': { label: say.identity, help: say.identityHelp },
            }}
            submit={say.submit}
            filled={filled}
          >
            <SelectField
              at="/kind"
              isRequired
              options={Object.entries(kinds).map(([value, label]) => ({ value, label }))}
            />
            <TextField at="/email" type="email" isRequired />
            <TextField at="/receivedOn" type="date" isRequired />
            <TextField at="/identity" maxLength={300} />
          </Form>
        </details>
      )}
    </Screen>
  );
}

/** Which of the screen's forms comes back. */
export type RequestForm = 'extension' | 'answer';

interface RequestScreenProps {
  request: ShownRequest;
  of?: RequestForm | undefined;
  filled?: Filled | undefined;
}

/** One entry of the register, and what can be done with it. */
export function RequestScreen({ request, of, filled }: RequestScreenProps) {
  const { locale, timeZone } = useConsole();
  const say = useWords(peopleWords).requests;
  const { kinds, outcomes, open } = wordsOf(locale).requests;
  const way = useWay(true);
  const { requestId, kind, channel, email, seriesId, receivedAt, answerBy, identity, extension } = request;
  const { answer, isDue, isOverdue } = request;
  const isCompared = kind === 'erasure' || kind === 'restriction' || kind === 'objection';
  const isMailed = kind === 'objection' && channel === 'ownPage';
  const at = (instant: string) => moment(instant, timeZone, locale);
  return (
    <Screen title={kinds[kind]} way={way}>
      {answer !== undefined && filled?.faults.map(({ message }) => <p class="note warn">{message}</p>)}
      <Facts
        facts={[
          [say.who, email ?? say.nobody],
          [say.channel, say.channels[channel]],
          [say.series, seriesId && <a href={`/console/series/${seriesId}`}>{seriesId}</a>],
          [say.receivedAt, at(receivedAt)],
          [say.identity, identity ?? (channel === 'ownPage' ? say.byLink : say.notYet)],
          [
            say.answerBy,
            [at(answerBy), isOverdue ? say.overdue : isDue && say.due].filter(Boolean).join(': '),
          ],
          [say.extended, extension && `${extension.reason} (${say.toldOn}: ${extension.toldOn})`],
          [say.answered, answer === undefined ? open : `${outcomes[answer.outcome]}, ${at(answer.at)}`],
          [say.text, answer?.text && <span class="pre">{answer.text}</span>],
          [say.by, answer?.by],
        ]}
      />
      {answer === undefined && (
        <>
          <h2>{say.answer}</h2>
          <p>{kind === 'objection' ? say.objectionHelp : say.answerHelp}</p>
          <Form
            action={`${path}/${requestId}/answer`}
            fields={{
              '/outcome': say.outcome,
              '/text': { label: say.text, help: isMailed ? say.mailed : say.textHelp },
              '/answeredOn': { label: say.answeredOn, help: say.answeredOnHelp },
              '/identity': { label: say.identity, help: say.identityHelp },
              '/isDoneElsewhere': { label: say.doneElsewhere, help: say.doneElsewhereHelp },
            }}
            submit={say.answerSubmit}
            filled={of === 'answer' ? filled : undefined}
          >
            <SelectField
              at="/outcome"
              isRequired
              options={Object.entries(outcomes).map(([value, label]) => ({ value, label }))}
            />
            <LongField at="/text" isRequired maxLength={2000} />
            <TextField at="/answeredOn" type="date" />
            {channel === 'byHand' && identity === undefined && (
              <TextField at="/identity" isRequired maxLength={300} />
            )}
            {isCompared && <TickField at="/isDoneElsewhere" />}
          </Form>
          {extension === undefined && (
            <details class="group" open={of === 'extension'}>
              <summary>{say.extend}</summary>
              <p>{say.extendHelp}</p>
              <Form
                action={`${path}/${requestId}/extension`}
                fields={{ '/reason': say.reason, '/toldOn': say.toldOn }}
                submit={say.extendSubmit}
                filled={of === 'extension' ? filled : undefined}
              >
                <TextField at="/reason" isRequired maxLength={300} />
                <TextField at="/toldOn" type="date" isRequired />
              </Form>
            </details>
          )}
        </>
      )}
    </Screen>
  );
}
