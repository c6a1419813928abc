import type { MailCounts } from '../../core/delivery/counts.ts';
import type { DeliveryOutcome } from '../../core/organising/deliveries.ts';
import type { EventOverview } from '../../core/organising/home.ts';
import type { DeliveryItem, NotificationItem } from '../../core/table/items.ts';
import { stamp } from '../dates.ts';
import { SelectField } from '../kit/fields.tsx';
import { useConsole, useWords } from './console-context.ts';
import { DeliveriesTable, outcomeCount, outcomes } from './deliveries.tsx';
import { Filter } from './filter.tsx';
import { Pager, Table } from './parts.tsx';
import { useEventPlace } from './places.ts';
import { Screen } from './screen.tsx';
import { deliveryWords } from './words/deliveries.ts';
import { mailWords } from './words/mails.ts';

interface Props extends EventOverview {
  /** Counts of mails to one person each. */
  mails: MailCounts;
  notifications: { notification: NotificationItem; mails: MailCounts }[];
  /** Whose deliveries are listed; undefined: mails to one person each. */
  chosen: NotificationItem | undefined;
  outcome: DeliveryOutcome | undefined;
  deliveries: DeliveryItem[];
  /** Whom they are for, by delivery id. */
  names: ReadonlyMap<string, { name: string; email: string }>;
  next: string | undefined;
}

/** What became of an event's mails: counted by kind, and listed. */
export function EventDeliveriesScreen(props: Props) {
  const { event, series, mails, notifications, chosen, outcome, deliveries, names, next } = props;
  const { words, locale } = useConsole();
  const { outcomes: outcomeWords } = useWords(mailWords);
  const say = useWords(deliveryWords);
  const path = `/console/events/${event.eventId}/deliveries`;
  const named = (one: NotificationItem | undefined) => one && `notificationId=${one.notificationId}`;
  const own = named(chosen) ?? 'each=true';
  const here = `${path}?${own}${outcome === undefined ? '' : `&state=${outcome}`}`;
  const label = (one: NotificationItem) =>
    `${words.mailNames[one.template]}, ${stamp(one.plannedAt, event.timeZone, locale)}`;
  const row = (title: string, query: string, counts: MailCounts) => [
    <a href={`${path}?${query}`}>{title}</a>,
    ...outcomes.map((one) => {
      const count = outcomeCount(counts, one);
      return count ? <a href={`${path}?${query}&state=${one}`}>{count}</a> : (count ?? '–');
    }),
  ];
  return (
    <Screen title={say.title} {...useEventPlace(event, series, 'deliveries')} isWide>
      <p>{say.intro}</p>
      <Table
        caption={say.byKind}
        columns={[say.mail, ...outcomes.map((one) => ({ label: outcomeWords[one], isNumber: true }))]}
        rows={[
          row(say.each, 'each=true', mails),
          ...notifications.map((one) =>
            row(label(one.notification), named(one.notification) ?? '', one.mails),
          ),
        ]}
      />
      <h2>{chosen === undefined ? say.each : label(chosen)}</h2>
      <Filter action={path} submit={say.show} chosen={{ state: outcome }}>
        {chosen === undefined ? (
          <input type="hidden" name="each" value="true" />
        ) : (
          <input type="hidden" name="notificationId" value={chosen.notificationId} />
        )}
        <SelectField
          at="state"
          label={say.state}
          none={say.allStates}
          options={outcomes.map((value) => ({ value, label: outcomeWords[value] }))}
        />
      </Filter>
      {deliveries.length === 0 && next !== undefined ? (
        <p class="note">{say.noneYet}</p>
      ) : (
        <DeliveriesTable deliveries={deliveries} timeZone={event.timeZone} names={names} />
      )}
      <Pager path={here} next={next} />
    </Screen>
  );
}
