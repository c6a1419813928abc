import type { MailCounts } from '../../core/delivery/counts.ts';
import { deliveryId } from '../../core/delivery/outbox.ts';
import { type DeliveryOutcome, deliveryOutcomes } from '../../core/organising/deliveries.ts';
import type { DeliveryItem } from '../../core/table/items.ts';
import { stamp } from '../dates.ts';
import { useConsole, useWords } from './console-context.ts';
import { MailState, useReason } from './mail-states.tsx';
import { Table } from './parts.tsx';
import { deliveryWords } from './words/deliveries.ts';

export const outcomes = Object.keys(deliveryOutcomes).filter(
  (one): one is DeliveryOutcome => one in deliveryOutcomes,
);

/** How many mails came to this; what is still on its way is counted of mails to many alone. */
export function outcomeCount({ byState, waiting }: MailCounts, outcome: DeliveryOutcome): number | undefined {
  if (outcome === 'waiting') return waiting;
  return deliveryOutcomes[outcome].reduce((sum, state) => sum + (byState[state] ?? 0), 0);
}

interface DeliveriesTableProps {
  deliveries: readonly DeliveryItem[];
  timeZone: string;
  names?: ReadonlyMap<string, { name: string; email: string }>;
}

/** Mails, each with its way to what became of it. @param names whom they are for, by delivery id */
export function DeliveriesTable({ deliveries, timeZone, names }: DeliveriesTableProps) {
  const { words, locale } = useConsole();
  const say = useWords(deliveryWords);
  const reasonText = useReason();
  return (
    <Table
      caption={say.list}
      empty={say.none}
      columns={[say.mail, ...(names === undefined ? [] : [say.to]), say.state, say.reason, say.at]}
      rows={deliveries.map((one) => [
        <a href={`/console/deliveries/${deliveryId(one)}`}>{words.mailNames[one.template]}</a>,
        ...(names === undefined ? [] : [<Recipient person={names.get(deliveryId(one))} />]),
        <MailState state={one.state} />,
        one.reason === undefined ? '' : reasonText(one.reason),
        stamp(one.sentAt ?? one.createdAt, timeZone, locale),
      ])}
    />
  );
}

function Recipient({ person }: { person: { name: string; email: string } | undefined }) {
  return (
    person && (
      <>
        {person.name} <span class="muted">{person.email}</span>
      </>
    )
  );
}
