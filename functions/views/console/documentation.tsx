import type { MailCounts } from '../../core/delivery/counts.ts';
import type { DocumentationView } from '../../core/organising/documentation.ts';
import type { EventOverview } from '../../core/organising/home.ts';
import { endsAt } from '../../core/table/event.ts';
import type { CountersItem, NotificationItem } from '../../core/table/items.ts';
import { inLocale } from '../../core/values/locale.ts';
import type { Instant } from '../../core/values/time.ts';
import { moment, stamp } from '../dates.ts';
import { ChoiceField, TextField, TickField } from '../kit/fields.tsx';
import { ButtonForm, ButtonLink } from '../kit/form.tsx';
import { List } from '../kit/parts.tsx';
import { useConsole, useWords } from './console-context.ts';
import { outcomeCount } from './deliveries.tsx';
import { LocalisedField } from './fields.tsx';
import { type Filled, Form, valueAt } from './form.tsx';
import { State, Table } from './parts.tsx';
import { useEventPlace } from './places.ts';
import { Screen } from './screen.tsx';
import { documentationWords } from './words/documentation.ts';
import { mailWords } from './words/mails.ts';

/** Rows for further links. */
const emptyRows = 3;
const mostLinks = 50;

type Audience = DocumentationView['documentation']['audience'];

/** How many people a documentation goes to, by what is counted. */
function reached({ confirmed, attended = 0 }: CountersItem, audience: Audience): number {
  if (audience === 'attended') return attended;
  return audience === 'notAttended' ? confirmed - attended : confirmed;
}

/** An event's links, and what became of them. */
export function DocumentationScreen({
  event,
  series,
  documentation: view,
  sendings,
  now,
  filled,
}: EventOverview & {
  documentation: DocumentationView | undefined;
  now: Instant;
  sendings: { notification: NotificationItem; mails: MailCounts }[];
  filled: Filled | undefined;
}) {
  const { words, may } = useConsole();
  const say = useWords(documentationWords);
  const path = `/console/events/${event.eventId}/documentation`;
  const links = view?.documentation.links ?? [];
  const isToCome = sendings.some(
    ({ notification }) => notification.state === 'planned' && notification.plannedAt > now,
  );
  return (
    <Screen title={say.title} {...useEventPlace(event, series, 'documentation')}>
      {view === undefined ? (
        <p class="note">{may('editor') ? say.empty : say.none}</p>
      ) : (
        <Release view={view} path={path} event={event} />
      )}
      {view !== undefined && isToCome && may('editor') && (
        <div class="note warn">
          <p>{say.toCome}</p>
          <ButtonForm
            action={`${path}/withhold`}
            hidden={{ version: String(view.documentation.version) }}
            label={say.withhold}
            look="danger"
          />
        </div>
      )}
      {sendings.length > 0 && <Sendings event={event} sendings={sendings} />}
      <h2>{say.links}</h2>
      {may('editor') ? (
        <Form
          action={path}
          fields={{
            '/links/*/title': say.linkTitle,
            '/links/*/url': say.url,
            '/public': { label: say.public, help: say.publicHelp },
          }}
          submit={words.form.save}
          version={view?.documentation.version}
          filled={filled ?? { body: { links, public: view?.documentation.public }, faults: [] }}
        >
          <Rows links={links} filled={filled} />
          <TickField at="/public" />
        </Form>
      ) : (
        <Named links={links} />
      )}
    </Screen>
  );
}

type Links = DocumentationView['documentation']['links'];

function Named({ links }: { links: Links }) {
  const { locale } = useConsole();
  return <List items={links.map(({ title, url }) => <a href={url}>{inLocale(title, locale)}</a>)} />;
}

function Rows({ links, filled }: { links: Links; filled: Filled | undefined }) {
  const say = useWords(documentationWords);
  const typed = valueAt(filled?.body, '/links');
  const count = Math.max(links.length, Array.isArray(typed) ? typed.length : 0);
  const mailed = new Map(links.map((link) => [link.url, link.mailed]));
  return (
    <>
      {Array.from({ length: Math.min(count + emptyRows, mostLinks) }, (_, index) => {
        const own = `/links/${index}`;
        const url = valueAt(filled?.body ?? { links }, `${own}/url`);
        const isMailed = typeof url === 'string' && mailed.get(url);
        return (
          <fieldset class="group">
            <legend>
              {index < count ? say.link(index + 1) : say.newLink}{' '}
              {isMailed && <State label={say.mailed} look="good" />}
            </legend>
            <LocalisedField at={`${own}/title`} maxLength={200} />
            <TextField at={`${own}/url`} type="url" maxLength={2000} />
          </fieldset>
        );
      })}
    </>
  );
}

/** Whether the links are released, and the way to it. */
function Release({
  view: { documentation, unmailedLinks },
  path,
  event,
}: Pick<EventOverview, 'event'> & { view: DocumentationView; path: string }) {
  const { locale, may } = useConsole();
  const say = useWords(documentationWords);
  const { releaseAt, links } = documentation;
  const isReleased = releaseAt !== undefined;
  return (
    <div class={isReleased && unmailedLinks === 0 ? 'note good' : 'note warn'}>
      <p>
        {isReleased ? say.released(moment(releaseAt, event.timeZone, locale)) : say.notReleased(links.length)}
      </p>
      {isReleased && unmailedLinks > 0 && <p>{say.unmailed(unmailedLinks)}</p>}
      {unmailedLinks > 0 && may('editor') && (
        <p class="buttons">
          <ButtonLink href={`${path}/release`} label={isReleased ? say.releaseFurther : say.releaseFirst} />
        </p>
      )}
    </div>
  );
}

function Sendings({
  event,
  sendings,
}: Pick<EventOverview, 'event'> & { sendings: { notification: NotificationItem; mails: MailCounts }[] }) {
  const { locale } = useConsole();
  const mails = useWords(mailWords);
  const say = useWords(documentationWords);
  return (
    <Table
      caption={say.sendings}
      columns={[
        say.sentAt,
        say.to,
        ...(['waiting', 'arrived', 'failed'] as const).map((one) => ({
          label: mails.outcomes[one],
          isNumber: true,
        })),
      ]}
      rows={sendings.map(({ notification, mails }) => [
        <a href={`/console/events/${event.eventId}/deliveries?notificationId=${notification.notificationId}`}>
          {stamp(notification.plannedAt, event.timeZone, locale)}
        </a>,
        audienceLabel(notification.audience, say.audiences),
        ...(['waiting', 'arrived', 'failed'] as const).map((one) => outcomeCount(mails, one)),
      ])}
    />
  );
}

const audienceLabel = (audience: string, labels: Record<string, string>) => labels[audience] ?? audience;

/** Before links are mailed: which, to how many, and when. */
export function ReleaseScreen({
  event,
  series,
  counters,
  documentation: { documentation, unmailedLinks },
  now,
  filled,
}: EventOverview & { documentation: DocumentationView; now: string; filled: Filled | undefined }) {
  const { locale } = useConsole();
  const say = useWords(documentationWords);
  const place = useEventPlace(event, series, 'documentation', []);
  const path = `/console/events/${event.eventId}/documentation`;
  const title = documentation.releaseAt === undefined ? say.releaseFirst : say.releaseFurther;
  if (unmailedLinks === 0) {
    return (
      <Screen title={title} {...place}>
        <p class="note">{say.nothingToMail}</p>
      </Screen>
    );
  }
  const over = endsAt(event);
  return (
    <Screen title={title} {...place}>
      <p>{say.willMail(unmailedLinks)}</p>
      <Named links={documentation.links.filter(({ mailed }) => !mailed)} />
      {now < over && <p class="note warn">{say.notOver(moment(over, event.timeZone, locale))}</p>}
      <Form
        action={`${path}/release`}
        fields={{
          '/audience': say.to,
          '/release': say.when,
          '/releaseAtLocal': { label: say.laterAt, help: say.laterHelp(event.timeZone) },
        }}
        submit={say.releaseSubmit}
        look="danger"
        version={documentation.version}
        cancel={path}
        filled={filled}
      >
        <ChoiceField
          at="/audience"
          type="radio"
          preset={documentation.audience}
          options={(['confirmed', 'attended', 'notAttended'] as const).map((value) => ({
            value,
            label: say.audienceOf(say.audiences[value], reached(counters, value)),
            ...(value === 'confirmed' ? {} : { help: say.attendanceHelp }),
          }))}
        />
        <ChoiceField
          at="/release"
          type="radio"
          preset="now"
          options={[
            { value: 'now', label: now < over ? say.afterEnd : say.now },
            { value: 'later', label: say.later },
          ]}
        />
        <TextField at="/releaseAtLocal" type="datetime-local" isRequired={false} chooses="f-release-later" />
        <p>{say.noWayBack}</p>
      </Form>
    </Screen>
  );
}
