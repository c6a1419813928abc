import { askLogin } from '../../../functions/core/access/login.ts';
import { erasePersonInSeries } from '../../../functions/core/attendee/erase.ts';
import { mailLink, requestLink } from '../../../functions/core/attendee/fresh-link.ts';
import { askForNewAddress } from '../../../functions/core/attendee/new-address.ts';
import { setObjection } from '../../../functions/core/attendee/objection.ts';
import { tellOwnersOfDisabled } from '../../../functions/core/mail/webhook-mail.ts';
import { createWebhook, enableWebhook } from '../../../functions/core/organising/webhooks.ts';
import {
  answerRequest,
  enterRequest,
  listRequests,
  RequestAnswer,
  RequestInput,
} from '../../../functions/core/participants/rights-register.ts';
import { confirm } from '../../../functions/core/registration/confirm.ts';
import type { WebhookItem } from '../../../functions/core/table/webhook-items.ts';
import { owner } from './mail-world.ts';
import { aylin, begun, cem, laterDay, over, type Row, type StatesWorld, scene } from './template-worlds.ts';

async function disabledWebhook({ context }: StatesWorld): Promise<WebhookItem> {
  const order = { label: 'Kontakte', url: 'https://crm.example/in' };
  const { item } = await createWebhook(order, owner, context);
  const disabled: WebhookItem = { ...item, disabledFor: 'gone', untoldSince: context.now };
  await context.store.commit([{ step: 'put', item: disabled, when: { version: item.version } }]);
  return disabled;
}

/** About an event that is to come, or not any more. */
const ofEvents: Row[] = [
  {
    ...{ template: 'noPlace', state: 'still waiting when the list is closed' },
    says: 'die Warteliste ist geschlossen',
    run: scene(async (world) => {
      await world.join(cem);
      await world.join();
      await world.at('2027-04-28T13:05:00.000Z');
    }),
  },
  {
    ...{ template: 'noPlace', state: 'its event has moved to later since' },
    skips: 'eventChanged',
    run: scene(
      async (world) => {
        await world.join(cem);
        await world.join();
        world.series.now = '2027-04-28T13:05:00.000Z';
        await world.stale('noPlace', () => world.move(laterDay));
      },
      { only: /^Dieses Mal/ },
    ),
  },
  {
    ...{ template: 'reminder', state: 'a day before' },
    says: 'Morgen, 17 Uhr: Sichtbar machen',
    run: scene(async (world) => {
      await world.join();
      await world.at('2027-04-27T15:00:00.000Z');
    }),
  },
  {
    ...{ template: 'reminder', state: 'late, its event has begun' },
    ...{ says: 'hat begonnen', never: ['Morgen', 'Wir freuen uns'] },
    run: scene(async (world) => {
      await world.join();
      await world.at(begun);
    }),
  },
  {
    ...{ template: 'reminder', state: 'late, its event is over' },
    skips: 'eventOver',
    run: scene(async (world) => {
      await world.join();
      await world.at(over);
    }),
  },
  {
    ...{ template: 'reminder', state: 'its event is off' },
    plans: 'nothing',
    run: scene(async (world) => {
      await world.join();
      await world.cancel('eins');
      await world.quiet();
      await world.at('2027-04-27T15:00:00.000Z');
    }),
  },
  {
    ...{ template: 'moved', state: 'a place' },
    says: 'Termin bisher: Mittwoch, 28. April 2027',
    run: scene(async (world) => {
      await world.join();
      await world.move(laterDay);
      await world.pass(2);
    }),
  },
  {
    ...{ template: 'moved', state: 'on the waiting list' },
    ...{ says: 'auf der Warteliste', never: ['Ihre Anmeldung gilt', 'geben Sie Ihren Platz', '/join'] },
    run: scene(async (world) => {
      await world.join(cem);
      await world.join();
      await world.move(laterDay);
      await world.pass(2);
    }),
  },
  {
    ...{ template: 'moved', state: 'its event was cancelled since' },
    skips: 'eventChanged',
    run: scene(
      async (world) => {
        await world.join();
        await world.move(laterDay);
        await world.cancel('eins');
        await world.pass(2);
      },
      { only: /^Neuer/ },
    ),
  },
  {
    ...{ template: 'moved', state: 'moved back since' },
    plans: 'nothing',
    run: scene(async (world) => {
      await world.join();
      await world.move(laterDay);
      await world.move('2027-04-28');
      await world.pass(2);
    }),
  },
  {
    ...{ template: 'moved', state: 'told by the confirmation already' },
    skips: 'knowsAlready',
    run: scene(async (world) => {
      await world.join(cem);
      await world.change(
        'eins',
        { startsAtLocal: '2027-05-05T17:00', endsAtLocal: '2027-05-05T19:00' },
        '2027-03-01T10:00:00.000Z',
      );
      await world.join();
      await world.at('2027-03-01T10:00:00.000Z');
    }),
    to: aylin,
  },
  {
    ...{ template: 'changed', state: 'another way in' },
    ...{ says: 'Ihr Link dorthin bleibt derselbe', never: ['meet.example'] },
    run: scene(async (world) => {
      await world.join();
      await world.change('eins', { joinUrl: 'https://meet.example/other' }, 'now');
      await world.pass(2);
    }),
  },
  {
    ...{ template: 'changed', state: 'nothing of it is for who waits' },
    skips: 'nothingNew',
    run: scene(async (world) => {
      await world.join(cem);
      await world.join();
      await world.change('eins', { joinUrl: 'https://meet.example/other' }, 'now');
      await world.pass(2);
    }),
  },
  {
    ...{ template: 'changed', state: 'its event is off' },
    skips: 'eventChanged',
    run: scene(
      async (world) => {
        await world.join();
        await world.change('eins', { title: { de: 'Neu', en: 'New' } }, 'now');
        await world.cancel('eins');
        await world.pass(2);
      },
      { only: /^Geändert/ },
    ),
  },
  {
    ...{ template: 'cancellation', state: 'cancelled' },
    ...{ says: 'Sie sind von der folgenden Veranstaltung abgemeldet', never: ['/join'] },
    run: scene(async (world) => {
      await world.join();
      await world.leave();
      await world.pass(1);
    }),
  },
  {
    ...{ template: 'cancellation', state: 'registered anew since' },
    skips: 'notCancelled',
    run: scene(
      async (world) => {
        await world.join();
        await world.leave();
        await world.meanwhile(async () => confirm(await world.signUp(), world.context));
      },
      { only: /^Sie sind abgemeldet/ },
    ),
  },
  {
    ...{ template: 'eventCancelled', state: 'a place' },
    ...{ says: 'Fällt aus: Sichtbar machen', never: ['/join'] },
    run: scene(async (world) => {
      await world.join();
      await world.cancel('eins');
      await world.pass(2);
    }),
  },
  {
    ...{ template: 'eventCancelled', state: 'on the waiting list' },
    says: 'Sie müssen sich nicht abmelden',
    run: scene(async (world) => {
      await world.join(cem);
      await world.join();
      await world.cancel('eins');
      await world.pass(2);
    }),
  },
  {
    ...{ template: 'eventCancelled', state: 'its person had cancelled' },
    plans: 'nothing',
    run: scene(async (world) => {
      await world.join();
      await world.leave();
      await world.quiet();
      await world.cancel('eins');
      await world.pass(2);
    }),
  },
  {
    ...{ template: 'eventCancelled', state: 'its event would be over by now' },
    skips: 'eventOver',
    run: scene(async (world) => {
      await world.join();
      world.series.now = over;
      await world.quiet();
      await world.cancel('eins');
      await world.pass(2);
    }),
  },
];

/** After an event, and whatever organisers write. */
const afterwards: Row[] = [
  {
    ...{ template: 'documentation', state: 'attended' },
    says: 'vielen Dank für Ihre Teilnahme',
    run: scene(async (world) => {
      await world.join();
      await world.at(over);
      await world.attended(aylin);
      await world.quiet();
      await world.document();
      await world.pass(2);
    }),
  },
  {
    ...{ template: 'documentation', state: 'not known whether attended' },
    ...{ says: 'die Dokumentation der folgenden Veranstaltung ist da', never: ['vielen Dank', 'nicht da'] },
    run: scene(async (world) => {
      await world.join();
      world.series.now = over;
      await world.quiet();
      await world.document();
      await world.pass(2);
    }),
  },
  {
    ...{ template: 'documentation', state: 'absent, in a mail to those who were' },
    ...{
      says: 'die Dokumentation der folgenden Veranstaltung ist da',
      never: ['vielen Dank', 'nicht da', 'weitere'],
    },
    run: scene(async (world) => {
      await world.change('eins', { capacity: 5 });
      await world.join(cem);
      await world.join();
      world.series.now = over;
      await world.quiet();
      await world.attended(cem);
      await world.document('attended');
      await world.pass(2);
      await world.document('notAttended', ['folien', 'mehr']);
      await world.pass(2);
    }),
  },
  {
    ...{ template: 'documentation', state: 'further links' },
    says: 'gibt es weitere Dokumentation',
    run: scene(async (world) => {
      await world.join();
      world.series.now = over;
      await world.document();
      await world.quiet();
      await world.document('confirmed', ['mehr', 'folien']);
      await world.pass(2);
    }),
  },
  {
    ...{ template: 'documentation', state: 'who gets news, and the other event has only a waiting list' },
    ...{ says: 'die Dokumentation der folgenden Veranstaltung ist da', never: ['Zweiter Teil'] },
    run: scene(async (world) => {
      await world.change('zwei', { capacity: 1, waitingList: true });
      await world.join(cem, ['zwei']);
      await world.join(aylin, ['eins'], { notices: { privacy: '2027-01', news: '2027-01' } });
      world.series.now = over;
      await world.quiet();
      await world.document();
      await world.pass(2);
    }),
  },
  {
    ...{ template: 'documentation', state: 'who gets news, and another event can’t be read' },
    ...{ says: 'noch eine weitere Veranstaltung offen: Dritter Teil', never: ['Zweiter Teil'] },
    reports: ['Error: a mail went without a part: event of zwei'],
    run: scene(async (world) => {
      await world.series.publish({
        ...{ eventId: 'drei', title: { de: 'Dritter Teil', en: 'Third part' } },
        ...{ startsAtLocal: '2027-06-12T17:00', endsAtLocal: '2027-06-12T19:00' },
      });
      await world.join(aylin, ['eins'], { notices: { privacy: '2027-01', news: '2027-01' } });
      world.series.now = over;
      await world.quiet();
      await world.spoil('zwei');
      await world.document();
      await world.pass(2);
    }),
  },
  {
    ...{ template: 'documentation', state: 'released before the event, which has moved to later' },
    plans: 'nothing',
    run: scene(
      async (world) => {
        await world.join();
        await world.document();
        await world.move(laterDay);
        await world.quiet();
        await world.at(over);
      },
      { only: /Dokumentation/ },
    ),
  },
  {
    ...{ template: 'documentation', state: 'its event is off' },
    skips: 'eventChanged',
    run: scene(async (world) => {
      await world.join();
      await world.document();
      await world.cancel('eins');
      await world.quiet();
      await world.at(over);
    }),
  },
  {
    ...{ template: 'documentation', state: 'its links were taken away' },
    skips: 'noLinks',
    run: scene(async (world) => {
      await world.join();
      await world.document();
      await world.document('confirmed', []);
      await world.at(begun);
      world.taken(aylin);
      await world.at(over);
    }),
  },
  {
    ...{ template: 'announcement', state: 'registered' },
    says: 'Bitte beachten.',
    run: scene(async (world) => {
      await world.join();
      await world.announce();
      await world.pass(2);
    }),
  },
  {
    ...{ template: 'announcement', state: 'its event has moved, and its reader was not told' },
    says: 'Termin bisher: Mittwoch, 28. April 2027',
    run: scene(async (world) => {
      await world.join();
      await world.change(
        'eins',
        { startsAtLocal: '2027-05-05T17:00', endsAtLocal: '2027-05-05T19:00' },
        'none',
      );
      await world.announce();
      await world.pass(2);
    }),
  },
  {
    ...{ template: 'announcement', state: 'cancelled since' },
    skips: 'leftAudience',
    run: scene(
      async (world) => {
        await world.join();
        await world.stale(
          'announcement',
          () => world.leave(),
          () => world.announce(),
        );
      },
      { only: /^Hinweis/ },
    ),
  },
  {
    ...{ template: 'announcement', state: 'news, withdrawn since' },
    skips: 'notSubscribed',
    run: scene(
      async (world) => {
        await world.join(aylin, ['eins'], { notices: { privacy: '2027-01', news: '2027-01' } });
        await world.stale(
          'announcement',
          () => world.withdrawNews(),
          () => world.announce({ kind: 'news' }),
        );
      },
      { only: /^Hinweis/ },
    ),
  },
];

/** Somebody objected, and was refused. */
async function objected(world: StatesWorld): Promise<void> {
  await world.join();
  await setObjection(await world.series.attendee(aylin), true, world.context);
  const { items } = await listRequests('open', { limit: 9 }, owner, world.context);
  const answer = { outcome: 'refused', text: 'Der Förderbescheid verlangt den Nachweis.' };
  for (const { requestId } of items)
    await answerRequest(requestId, RequestAnswer.parse(answer), owner, world.context);
}

/** Links alone. */
const links: Row[] = [
  {
    ...{ template: 'link', state: 'registered, asked for on the event’s page' },
    ...{ says: 'Ihr Link zu Ihrer Anmeldung', never: ['Aylin'] },
    run: scene(async (world) => {
      await world.join();
      await requestLink(aylin, 'reihe', world.context);
      await world.pass(1);
    }),
  },
  {
    ...{ template: 'link', state: 'nobody is registered with this address' },
    skips: 'attendeeGone',
    run: scene(async (world) => {
      await requestLink(aylin, 'reihe', world.context);
      await world.pass(1);
    }),
  },
  {
    ...{ template: 'link', state: 'erased since' },
    plans: 'nothing',
    run: scene(async (world) => {
      await world.join();
      await requestLink(aylin, 'reihe', world.context);
      await world.meanwhile(() =>
        erasePersonInSeries(world.series.identity(aylin).personHash, 'reihe', world.context),
      );
    }),
  },
  {
    ...{ template: 'link', state: 'to one’s data, made after its hour' },
    skips: 'linkExpired',
    run: scene(async (world) => {
      await world.join();
      await mailLink(await world.series.attendee(aylin), 'data', world.context);
      await world.meanwhile(async () => {
        world.series.advance('PT2H');
      });
    }),
  },
  {
    ...{ template: 'link', state: 'to another address that is asked for' },
    ...{ says: 'Bis dahin ändert sich nichts', never: ['Aylin'] },
    to: 'new@rathaus.example',
    run: scene(
      async (world) => {
        await world.join();
        await askForNewAddress(await world.series.attendee(aylin), 'new@rathaus.example', world.context);
        await world.pass(1);
      },
      { to: 'new@rathaus.example' },
    ),
  },
  {
    ...{ template: 'login', state: 'an organiser' },
    says: 'Der Link funktioniert einmal',
    run: scene(async (world) => {
      await askLogin({ email: aylin }, [aylin], world.context);
      await world.pass(1);
    }),
  },
  {
    ...{ template: 'login', state: 'nobody who organises anything' },
    skips: 'organiserGone',
    run: scene(async (world) => {
      await askLogin({ email: aylin }, [cem], world.context);
      await world.pass(1);
    }),
  },
  {
    ...{ template: 'requestDue', state: 'a week before somebody has to be answered' },
    ...{ says: 'Zu den Anfragen', never: [cem] },
    run: scene(async (world) => {
      await world.owned(aylin);
      await enterRequest(
        RequestInput.parse({ kind: 'access', email: cem, receivedOn: '2027-02-20' }),
        owner,
        world.context,
      );
      await world.at('2027-03-15T10:00:00.000Z');
    }),
  },
  {
    ...{ template: 'webhookDisabled', state: 'its receiver says that it is gone' },
    ...{ says: 'erfährt keine Änderungen mehr', never: ['whsec_'] },
    run: scene(async (world) => {
      await world.owned(aylin);
      await tellOwnersOfDisabled(await disabledWebhook(world), [], world.context);
      await world.pass(1);
    }),
  },
  {
    ...{ template: 'webhookDisabled', state: 'enabled again since' },
    skips: 'organiserGone',
    run: scene(async (world) => {
      await world.owned(aylin);
      const { webhookId, ...webhook } = await disabledWebhook(world);
      await tellOwnersOfDisabled({ webhookId, ...webhook }, [], world.context);
      await enableWebhook(webhookId, owner, world.context);
      await world.pass(1);
    }),
  },
  {
    ...{ template: 'objectionAnswered', state: 'refused, with the grounds' },
    says: 'Sie können sich bei einer Datenschutz-Aufsichtsbehörde beschweren',
    run: scene(async (world) => {
      await objected(world);
      await world.pass(2);
    }),
  },
  {
    ...{ template: 'objectionAnswered', state: 'erased since' },
    plans: 'nothing',
    run: scene(async (world) => {
      await world.meanwhile(async () => {
        await objected(world);
        await erasePersonInSeries(world.series.identity(aylin).personHash, 'reihe', world.context);
      });
    }),
  },
  {
    ...{ template: 'erasureNotice', state: 'two weeks before' },
    says: 'werden Daten von Teilnehmenden der folgenden Veranstaltung gelöscht',
    run: scene(async (world) => {
      await world.owned(aylin);
      await world.join(cem, ['zwei']);
      await world.at('2027-07-28T10:00:00.000Z');
    }),
  },
  {
    ...{ template: 'erasureNotice', state: 'of nobody it is recorded whether they came' },
    says: 'Der Verwendungsnachweis ist noch nicht vollständig',
    run: scene(async (world) => {
      await world.owned(aylin);
      await world.join(cem, ['zwei']);
      await world.at('2027-07-28T10:00:00.000Z');
    }),
  },
  {
    ...{ template: 'erasureNotice', state: 'another date was added since, for which nobody registered yet' },
    says: 'Dienstag, 10. August 2027',
    run: scene(async (world) => {
      await world.owned(aylin);
      await world.join(cem, ['zwei']);
      world.series.now = '2027-07-28T10:00:00.000Z';
      await world.meanwhile(() =>
        world.series.publish({
          eventId: 'drei',
          startsAtLocal: '2027-09-01T17:00',
          endsAtLocal: '2027-09-01T19:00',
        }),
      );
    }),
  },
  {
    ...{ template: 'erasureNotice', state: 'the event moved since' },
    skips: 'eventChanged',
    run: scene(async (world) => {
      await world.owned(aylin);
      await world.join(cem, ['zwei']);
      world.series.now = '2027-07-28T10:00:00.000Z';
      await world.meanwhile(() =>
        world.change('zwei', { startsAtLocal: '2027-04-20T17:00', endsAtLocal: '2027-04-20T19:00' }, 'none'),
      );
    }),
  },
];

export const otherRows: Row[] = [...ofEvents, ...afterwards, ...links];
