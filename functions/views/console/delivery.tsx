import { deliveryId } from '../../core/delivery/outbox.ts';
import type { RenderedMail } from '../../core/mail/mail-content.ts';
import type { EventOverview } from '../../core/organising/home.ts';
import type { DeliveryItem, EventItem } from '../../core/table/items.ts';
import { inLocale } from '../../core/values/locale.ts';
import { moment } from '../dates.ts';
import { ButtonLink } from '../kit/form.tsx';
import { Facts } from '../kit/parts.tsx';
import { useConsole, useWords } from './console-context.ts';
import { type Filled, Form } from './form.tsx';
import { MailState, useReason } from './mail-states.tsx';
import { useEventPlace } from './places.ts';
import { Screen, type Step } from './screen.tsx';
import { deliveryWords } from './words/deliveries.ts';
import { mailWords } from './words/mails.ts';

interface Props {
  delivery: DeliveryItem;
  /** The event that it is about, if that is still there. */
  overview: EventOverview | undefined;
}

const pathOf = (delivery: DeliveryItem) => `/console/deliveries/${deliveryId(delivery)}`;

/** The way to a delivery's list, if it is about an event. */
function useWay({ delivery, overview }: Props): Step[] {
  const deliveries = useWords(deliveryWords);
  // An event that isn't there has no screens: what is asked for by its place is not shown then.
  const nowhere = { eventId: '', seriesId: delivery.seriesId, title: {} };
  const { way } = useEventPlace(overview?.event ?? nowhere, overview?.series ?? { title: {} }, 'deliveries');
  if (overview === undefined) return [];
  const list = `/console/events/${overview.event.eventId}/deliveries`;
  const own = delivery.lane === 'bulk' ? `notificationId=${delivery.notificationId}` : 'each=true';
  return [...way, { href: `${list}?${own}`, label: deliveries.title }];
}

/** One mail to one person: what became of it, and what it says. */
export function DeliveryScreen({
  delivery,
  overview,
  mail,
  isResendable,
}: Props & {
  mail: { skip: string } | (RenderedMail & { to: string; calendars: EventItem[] });
  isResendable: boolean;
}) {
  const { words, locale, may, has, timeZone } = useConsole();
  const mails = useWords(mailWords);
  const say = useWords(deliveryWords);
  const reasonText = useReason();
  const { template, reason, missing = [], attempts, createdAt, sentAt, registrationId, messageId } = delivery;
  // A mail about a whole sign-up names no registration; its address finds it, for those who may see it.
  const byAddress =
    'skip' in mail || !has('addresses') ? undefined : `?${new URLSearchParams({ q: mail.to })}`;
  const sought = registrationId === undefined ? byAddress : `/${registrationId}`;
  const at = (instant: string | undefined) =>
    instant && moment(instant, overview?.event.timeZone ?? timeZone, locale);
  return (
    <Screen
      title={words.mailNames[template]}
      way={useWay({ delivery, overview })}
      lead={
        <p>
          <MailState state={delivery.state} /> {mails.means[delivery.state]}
        </p>
      }
    >
      <Facts
        facts={[
          [say.to, 'skip' in mail ? undefined : mail.to],
          [say.reason, reason && reasonText(reason)],
          [say.missing, missing.map(({ part, eventId }) => say.missingParts[part](eventId)).join(', ')],
          [say.attempts, String(attempts)],
          [say.createdAt, at(createdAt)],
          [say.sentAt, at(sentAt)],
          [say.messageId, messageId && <code>{messageId}</code>],
        ]}
      />
      <p class="buttons">
        {may('editor') && isResendable && (
          <ButtonLink href={`${pathOf(delivery)}/resend`} label={say.resend.ask} />
        )}
        {overview && sought !== undefined && (
          <ButtonLink
            href={`/console/events/${overview.event.eventId}/registrations${sought}`}
            label={say.registration}
            look="second"
          />
        )}
      </p>
      <h2>{say.content}</h2>
      {'skip' in mail ? (
        <p class="note">{say.notMade(reasonText(mail.skip))}</p>
      ) : (
        <>
          <p class="muted">{say.madeAnew}</p>
          <Facts
            facts={[
              [say.subject, mail.subject],
              [say.calendars, mail.calendars.map(({ title }) => inLocale(title, locale)).join(', ')],
            ]}
          />
          <iframe src={`${pathOf(delivery)}/mail`} title={say.frame(mail.subject)} />
          <details class="group">
            <summary>{say.asText}</summary>
            <pre class="pre">{mail.text}</pre>
          </details>
        </>
      )}
    </Screen>
  );
}

/** Before a mail goes out once more: what that may mean for who gets it. */
export function ResendScreen({
  delivery,
  overview,
  skip,
  filled,
}: Props & { skip: string | undefined; filled?: Filled }) {
  const { words } = useConsole();
  const say = useWords(deliveryWords);
  const reasonText = useReason();
  const way = [
    ...useWay({ delivery, overview }),
    { href: pathOf(delivery), label: words.mailNames[delivery.template] },
  ];
  return (
    <Screen title={say.resend.title} way={way}>
      <p>{delivery.state === 'unknown' ? say.resend.unknown : say.resend.failed}</p>
      {skip && <p class="note warn">{say.resend.skipped(reasonText(skip))}</p>}
      <p>{say.resend.noWayBack}</p>
      <Form
        action={`${pathOf(delivery)}/resend`}
        submit={say.resend.submit}
        look={delivery.state === 'unknown' ? 'danger' : undefined}
        cancel={pathOf(delivery)}
        filled={filled}
      />
    </Screen>
  );
}
