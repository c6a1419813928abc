import { storedRegistrations, viewAttendee } from './attendee.ts';
import type { Shown } from './attendee-pages.ts';
import type { Context } from './context.ts';
import { erasedEntry, erasePersonInSeries, removeRegistration } from './erase.ts';
import { frameOf } from './facts.ts';
import type { AttendeeItem } from './items.ts';
import { senderIdOf } from './links.ts';
import { inLocale } from './locale.ts';
import type { Change } from './ports.ts';
import { refs } from './refs.ts';
import { erasedAt } from './retention.ts';
import { seriesWithEvents } from './series-events.ts';
import { withdraw } from './subscription.ts';

const words = {
  de: {
    person: 'Angaben zur Person',
    name: 'Name',
    email: 'E-Mail-Adresse',
    language: 'Sprache',
    registration: 'Anmeldung',
    state: 'Stand',
    signedUp: 'Angemeldet am',
    confirmed: 'Bestätigt am',
    group: 'Arbeitsgruppe',
    answer: 'Antwort',
    notices: 'Hinweise und Einwilligungen',
    privacy: 'Datenschutzhinweis',
    news: 'Einwilligung in Neuigkeiten',
    sensitive: 'Einwilligung in besondere Angaben',
    form: 'Formular',
    mails: 'E-Mails an Sie',
    recipients: 'Empfänger der Daten',
    processor: 'Auftragsverarbeiter (Betrieb und E-Mail-Versand)',
    organisation: 'Verantwortlich',
  },
  en: {
    person: 'Your details',
    name: 'Name',
    email: 'E-mail address',
    language: 'Language',
    registration: 'Registration',
    state: 'State',
    signedUp: 'Signed up on',
    confirmed: 'Confirmed on',
    group: 'Working group',
    answer: 'Answer',
    notices: 'Notices and consents',
    privacy: 'Privacy notice',
    news: 'Consent to news',
    sensitive: 'Consent for special details',
    form: 'Form',
    mails: 'Mails to you',
    recipients: 'Recipients of the data',
    processor: 'Processor (operation and e-mail)',
    organisation: 'Controller',
  },
} as const;

/** Information about oneself (Art. 15 GDPR): everything kept of a person in a series, readable and as JSON. */
export async function personalDataPage(
  attendee: AttendeeItem,
  url: string,
  context: Context,
): Promise<Shown> {
  const { store, stage } = context;
  const { locale } = attendee;
  const say = words[locale];
  const view = await viewAttendee(attendee, context);
  const [signUp, { events }, mails] = await Promise.all([
    store.get(refs.signUp(attendee.signUpId)),
    seriesWithEvents(attendee.seriesId, [], store),
    deliveriesOf(attendee, context),
  ]);
  const sections = [
    {
      title: say.person,
      entries: [
        { label: say.name, value: attendee.name },
        { label: say.email, value: attendee.email },
        { label: say.language, value: locale },
      ],
    },
    ...view.registrations.map(({ event, registration }) => ({
      title: `${say.registration}: ${inLocale(event.title, locale)}`,
      entries: [
        { label: say.name, value: registration.name },
        { label: say.state, value: registration.state },
        { label: say.signedUp, value: registration.createdAt },
        ...(registration.confirmedAt ? [{ label: say.confirmed, value: registration.confirmedAt }] : []),
        ...(registration.workingGroupId ? [{ label: say.group, value: registration.workingGroupId }] : []),
        ...Object.entries(registration.answers).map(([questionId, answer]) => {
          const question = event.questions.find((one) => one.questionId === questionId);
          return {
            label: question ? inLocale(question.label, locale) : `${say.answer} ${questionId}`,
            value: String(answer),
          };
        }),
        ...(registration.sensitiveConsent
          ? [{ label: say.sensitive, value: registration.sensitiveConsent.text }]
          : []),
      ],
    })),
    {
      title: say.notices,
      entries: (['privacy', 'news', 'sensitive'] as const).flatMap((kind) => {
        const proof = signUp?.notices[kind];
        return proof === undefined ? [] : [{ label: `${say[kind]} (${proof.version})`, value: proof.text }];
      }),
    },
    {
      title: say.recipients,
      entries: [
        { label: say.organisation, value: stage.organisation.name },
        { label: say.processor, value: 'Amazon Web Services EMEA SARL' },
      ],
    },
    {
      title: say.mails,
      entries: mails.map((one) => ({
        label: one.sentAt ?? one.createdAt,
        value: `${one.kind}: ${one.state}`,
      })),
    },
  ];
  const json = {
    attendee,
    registrations: view.registrations.map((one) => one.registration),
    signUp,
    subscription: view.subscription,
    ...(view.newAddress === undefined ? {} : { newAddress: view.newAddress }),
    deliveries: mails,
  };
  return {
    frame: frameOf(stage, locale, view.series),
    content: {
      page: 'personalData',
      sections,
      json: JSON.stringify(json, undefined, 2),
      deleteAction: `${url}/delete`,
      ...(events.length === 0 ? {} : { erasedAt: erasedAt(view.series, events, stage) }),
    },
  };
}

async function deliveriesOf(attendee: AttendeeItem, { store }: Context) {
  const entries = (await store.ofPerson(attendee.personHash)).filter((entry) =>
    entry.sk.startsWith('DELIVERY#'),
  );
  const found = await store.getMany(
    entries.map(({ pk, sk }) =>
      refs.delivery(pk.slice('NOTIFICATION#'.length), sk.slice('DELIVERY#'.length)),
    ),
  );
  return found
    .filter((one) => one !== undefined)
    .filter((one) => one.seriesId === attendee.seriesId)
    .toSorted((a, b) => a.createdAt.localeCompare(b.createdAt));
}

/**
 * Deletes everything of a person in a series (Art. 17 GDPR), and says nothing more by mail: places go back, so that
 * counters and waiting lists are right; consent to the series' news ends too.
 */
export async function deletePerson(attendee: AttendeeItem, context: Context): Promise<Shown> {
  const { store, stage, now } = context;
  const { personHash, seriesId, newAddressId, addressId } = attendee;
  const { series, events } = await seriesWithEvents(seriesId, [], store);
  await store.commit([erasedEntry(personHash, seriesId, now)]);
  const ids = [...new Set([...attendee.eventIds, ...events.map((event) => event.eventId)])];
  // By key first: an index may not show yet what was written a moment ago.
  for (const one of await storedRegistrations(attendee, ids, context)) await removeRegistration(one, context);
  const sender = series?.notices.news?.sender;
  if (sender !== undefined) await withdraw(personHash, senderIdOf(sender), context);
  const signUpIds = new Set([attendee.signUpId, newAddressId, addressId].filter((id) => id !== undefined));
  await store.commit([
    { change: 'remove', ref: refs.attendee(personHash, seriesId) },
    ...[...signUpIds].map((id): Change => ({ change: 'remove', ref: refs.signUp(id) })),
  ]);
  await erasePersonInSeries(personHash, seriesId, context);
  return { frame: frameOf(stage, attendee.locale, series), content: { page: 'dataDeleted' } };
}
