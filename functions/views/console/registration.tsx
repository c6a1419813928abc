import type {
  CancellationOutlook,
  possibleFor,
  RegistrationFile,
} from '../../core/participants/registration-file.ts';
import { asksSensitive, hasSensitive, sensitiveConsents } from '../../core/registration/sensitive.ts';
import type { RegistrationItem } from '../../core/table/items.ts';
import { statesWay, type Way, wayOf } from '../../core/table/way.ts';
import { inLocale, wordingIn } from '../../core/values/locale.ts';
import { answerWordings } from '../answer-text.ts';
import { moment, stamp } from '../dates.ts';
import { TextField } from '../kit/fields.tsx';
import { ButtonForm, ButtonLink, LinkLine } from '../kit/form.tsx';
import { Facts, List } from '../kit/parts.tsx';
import { SaidAll } from '../kit/wording.tsx';
import { useConsole, useWords } from './console-context.ts';
import { DeliveriesTable } from './deliveries.tsx';
import { Faults, type Filled, Form, untouched } from './form.tsx';
import { Table } from './parts.tsx';
import { useEventPlace } from './places.ts';
import { Recipients } from './recipients.tsx';
import { RegistrationStanding } from './registrations.tsx';
import { Screen } from './screen.tsx';
import { registrationWords } from './words/registrations.ts';

interface Props {
  file: RegistrationFile;
  /** What can be done as things stand, roles aside. */
  possible: ReturnType<typeof possibleFor>;
  /** Whether sensitive answers were asked for. */
  isWhole?: boolean;
  filled?: Filled | undefined;
}

const pathOf = ({ eventId, registrationId }: RegistrationItem) =>
  `/console/events/${eventId}/registrations/${registrationId}`;

/** Everything about one registration, and what can be done for its person. */
export function RegistrationScreen({ file, possible, isWhole = false, filled = untouched }: Props) {
  const { may, has, locale } = useConsole();
  const say = useWords(registrationWords);
  const { registration, event, series, suppression } = file;
  const isOfAddress = filled.faults.some(({ pointer }) => pointer === '/email');
  return (
    <Screen
      title={registration.name || say.nameless}
      {...useEventPlace(event, series, 'registrations', [])}
      lead={
        <p>
          <RegistrationStanding registration={registration} /> {registration.email}
        </p>
      }
    >
      {!isOfAddress && <Faults faults={filled.faults} />}
      {suppression && (
        <p class="note bad">
          {say.suppressed[suppression.scope === 'unverified' ? 'unverified' : suppression.reason]}
        </p>
      )}
      {file.objectedAt && (
        <p class="note bad">{say.objected(moment(file.objectedAt, event.timeZone, locale))}</p>
      )}
      {file.restriction && (
        <p class="note bad">
          {say.restricted[file.restriction.kind](
            moment(file.restriction.since, event.timeZone, locale),
            file.restriction.reason,
          )}
        </p>
      )}
      <Standing file={file} />
      <Possible file={file} possible={possible} />
      <Answers file={file} isWhole={isWhole} />
      <Consents file={file} />
      <h2>{say.mails}</h2>
      <DeliveriesTable deliveries={file.deliveries} timeZone={event.timeZone} />
      {file.others.length > 0 && <Others file={file} />}
      <Recipients recipients={file.recipients} title={say.recipients} help={say.recipientsHelp} />
      {may('editor') && has('addresses') && possible.correctAddress && (
        <Address file={file} filled={filled} />
      )}
    </Screen>
  );
}

function Standing({ file: { registration, event, position } }: Pick<Props, 'file'>) {
  const { words, locale } = useConsole();
  const say = useWords(registrationWords);
  const { createdAt, confirmedAt, isUnverified, cancelledAt, workingGroupId, seat, attended, round } =
    registration;
  const group = event.workingGroups.find((one) => one.workingGroupId === workingGroupId);
  const at = (instant: string | undefined) => instant && moment(instant, event.timeZone, locale);
  const wayText = (way: Way | undefined) => (way === undefined ? say.ways.none : say.ways[way]);
  return (
    <Facts
      facts={[
        [say.signedUpAt, at(createdAt)],
        [say.again, round > 0 && say.times(round + 1)],
        [say.confirmedAt, !isUnverified && at(confirmedAt)],
        [say.cancelledAt, at(cancelledAt)],
        [say.position, position === undefined ? undefined : String(position)],
        [say.way, statesWay(event) && wayText(wayOf(event, registration))],
        [say.group, group ? inLocale(group.title, locale) : workingGroupId],
        [say.seat, seat === undefined ? undefined : say.seatOf(seat)],
        [say.language, words.form.language[registration.locale]],
        [say.attended, attended === undefined ? undefined : attended ? say.yes : say.no],
      ]}
    />
  );
}

/** The buttons, as far as the role and the standing allow them. */
function Possible({ file, possible }: Pick<Props, 'file' | 'possible'>) {
  const { locale, may } = useConsole();
  const say = useWords(registrationWords);
  const { registration } = file;
  const path = pathOf(registration);
  const own = `/v1/organiser/events/${registration.eventId}/registrations/${registration.registrationId}`;
  return (
    <>
      <div class="buttons">
        {may('editor') && possible.moveUp && <ButtonForm action={`${path}/move-up`} label={say.moveUp} />}
        {may('editor') && possible.resend && (
          <ButtonForm action={`${path}/resend`} label={say.resend} look="second" />
        )}
        {possible.certificate && (
          <ButtonLink href={`${own}/certificate?lang=${locale}`} label={say.certificate} look="second" />
        )}
        {may('editor') && possible.cancel && (
          <ButtonLink href={`${path}/cancel`} label={say.cancel.ask} look="danger" />
        )}
      </div>
      {may('editor') && possible.awaitsPlace && <p class="muted">{say.noRoom}</p>}
    </>
  );
}

function Answers({ file: { registration, event }, isWhole }: Pick<Props, 'file' | 'isWhole'>) {
  const { locale, has } = useConsole();
  const say = useWords(registrationWords);
  const known = new Map(event.questions.map((question) => [question.questionId, question]));
  const given = Object.entries(registration.answers);
  const isSensitive = asksSensitive(event) && has('sensitive');
  if (given.length === 0 && !isSensitive) return null;
  return (
    <>
      <h2>{say.answers}</h2>
      {isSensitive && !isWhole && (
        <>
          <p>{say.sensitive.ask}</p>
          <ButtonForm action={`${pathOf(registration)}/sensitive`} label={say.sensitive.show} look="second" />
        </>
      )}
      {isSensitive && isWhole && !hasSensitive(registration.answers, event) && <p>{say.sensitive.none}</p>}
      <Facts
        facts={given.map(([questionId, value]) => {
          const question = known.get(questionId);
          const label = question ? wordingIn(question.label, locale) : say.formerQuestion(questionId);
          const answers = answerWordings(question, value, locale);
          return [
            label,
            <span class="pre">
              <SaidAll of={answers} />
            </span>,
          ];
        })}
      />
    </>
  );
}

function Consents({ file }: Pick<Props, 'file'>) {
  const { locale } = useConsole();
  const say = useWords(registrationWords).consents;
  const { registration, event, signUp, subscription } = file;
  const own = `/v1/organiser/events/${event.eventId}/registrations/${registration.registrationId}`;
  const at = (instant: string) => stamp(instant, event.timeZone, locale);
  const sensitive = sensitiveConsents(registration, signUp).at(-1);
  const news =
    subscription === undefined
      ? signUp?.notices.news && say.newsPending
      : subscription.state === 'subscribed'
        ? say.newsSince(subscription.sender, at(subscription.proof.verifiedAt))
        : say.newsWithdrawn(subscription.sender, subscription.withdrawnAt && at(subscription.withdrawnAt));
  return (
    <>
      <h2>{say.title}</h2>
      <Facts
        facts={[
          [say.privacy, signUp?.notices.privacy && say.version(signUp.notices.privacy.version)],
          [
            say.sensitive,
            sensitive &&
              (sensitive.withdrawnAt
                ? say.sensitiveWithdrawn(sensitive.proof.version, at(sensitive.withdrawnAt))
                : say.version(sensitive.proof.version)),
          ],
          [say.news, news],
          [say.verified, signUp?.verifiedAt && at(signUp.verifiedAt)],
        ]}
      />
      <LinkLine href={`${own}/proof?lang=${locale}`} label={say.proof} />
    </>
  );
}

/** Further people on the same address, and the same person elsewhere in the series. */
function Others({ file: { others, event } }: Pick<Props, 'file'>) {
  const { locale } = useConsole();
  const say = useWords(registrationWords);
  return (
    <>
      <h2>{say.others}</h2>
      <Table
        columns={[say.name, say.event, say.state, say.since]}
        rows={others.map((one) => [
          <a href={pathOf(one)}>{one.name || say.nameless}</a>,
          one.eventId === event.eventId ? inLocale(event.title, locale) : one.eventId,
          <RegistrationStanding registration={one} />,
          stamp(one.createdAt, event.timeZone, locale),
        ])}
      />
    </>
  );
}

function Address({ file: { registration }, filled }: { file: RegistrationFile; filled: Filled }) {
  const say = useWords(registrationWords).address;
  const isOpen = filled.faults.some(({ pointer }) => pointer === '/email');
  return (
    <details class="group" open={isOpen}>
      <summary>{say.title}</summary>
      <p>{registration.state === 'pending' ? say.pending : say.placed}</p>
      <Form
        action={`${pathOf(registration)}/address`}
        fields={{ '/email': say.label }}
        submit={say.submit}
        filled={isOpen ? filled : undefined}
      >
        <TextField at="/email" type="email" isRequired />
      </Form>
    </details>
  );
}

/** Before a registration is cancelled: what that does, and to whom. */
export function CancellationScreen({ registration, event, series, isTold, movesUp }: CancellationOutlook) {
  const { locale } = useConsole();
  const say = useWords(registrationWords);
  const name = registration.name || say.nameless;
  const own = { href: pathOf(registration), label: name };
  const { way } = useEventPlace(event, series, 'registrations', [own]);
  return (
    <Screen title={say.cancel.title(name)} way={way}>
      <p>{say.cancel.text(inLocale(event.title, locale))}</p>
      <List
        items={[
          isTold ? say.cancel.told(registration.email) : say.cancel.untold,
          movesUp && say.cancel.movesUp,
          say.cancel.noWayBack,
        ]}
      />
      <Form
        action={`${pathOf(registration)}/cancel`}
        submit={say.cancel.submit}
        look="danger"
        version={registration.version}
        cancel={pathOf(registration)}
      />
    </Screen>
  );
}
