import { frameOf } from '../mail/event-facts.ts';
import { type OwnRegistration, registrationsOf, viewAttendee } from '../registration/attendee-view.ts';
import { disclosuresOf, recipientView } from '../registration/disclosures.ts';
import { subscriptionsOf } from '../registration/subscription.ts';
import { type Context, shownIn } from '../table/context.ts';
import type { AttendeeItem, SubscriptionItem } from '../table/items.ts';
import { inLanguage } from '../table/links.ts';
import { identities } from '../table/person.ts';
import { refs } from '../table/refs.ts';
import { present } from '../table/retention.ts';
import { inLocale, type Locale } from '../values/locale.ts';
import type { ShownPage } from './pages.ts';
import { personalDataWords as words } from './personal-data-words.ts';
import { processingSections } from './processing.ts';
import { requestsOf, requestView } from './rights-requests.ts';

/** Information about oneself (Art. 15 GDPR): everything kept of a person in a series, readable and as JSON. */
export async function personalDataPage(
  attendee: AttendeeItem,
  url: string,
  context: Context,
): Promise<ShownPage> {
  const { store, stage, keys } = context;
  const locale = shownIn(attendee.locale, context);
  const say = words[locale];
  const view = await viewAttendee(attendee, context);
  // What is held ends by no term.
  const erasedAt = attendee.restriction ? undefined : view.erasedAt;
  const [signUps, mails, subscriptions, suppressions, requests] = await Promise.all([
    signUpsOf(attendee, context),
    deliveriesOf(attendee, context),
    subscriptionsOf(attendee.email, context),
    store.getMany(identities(keys, attendee.email).map((one) => refs.suppression(one.personHash))),
    requestsOf(attendee, context),
  ]);
  // What was cancelled or ran out, too.
  const all = await registrationsOf(attendee, attendee.eventIds, context);
  const shown = view.registrations.map((one) => one.registration);
  const disclosures = await disclosuresOf([...all, ...shown], store);
  const signUp = signUps.find(({ signUpId }) => signUpId === attendee.signUpId);
  const barred = suppressions.find((one) => one !== undefined && one.liftedAt === undefined);
  const sections = [
    {
      title: say.person,
      entries: [
        { label: say.name, value: attendee.name },
        { label: say.email, value: attendee.email },
        { label: say.language, value: say.languages[attendee.locale] },
        ...(attendee.objectedAt ? [{ label: say.objected, at: attendee.objectedAt }] : []),
        ...(attendee.restriction
          ? [
              {
                label: say.restricted[attendee.restriction.kind],
                value: attendee.restriction.reason,
                at: attendee.restriction.since,
              },
            ]
          : []),
      ],
    },
    ...view.registrations.map((own) => ({
      title: `${say.registration}: ${inLocale(own.event.title, locale)}`,
      entries: registrationEntries(own, locale),
    })),
    {
      title: say.notices,
      entries: [
        ...(['privacy', 'news', 'sensitive'] as const).flatMap((kind) => {
          const proof = signUp?.notices[kind];
          return proof === undefined ? [] : [{ label: `${say[kind]} (${proof.version})`, value: proof.text }];
        }),
        ...newsEntries(subscriptions, locale),
      ],
    },
    ...(requests.length === 0
      ? []
      : [
          {
            title: say.requests,
            entries: requests.map(({ kind, answer, receivedAt }) => ({
              label: say.requestKinds[kind],
              value: answer === undefined ? say.openRequest : say.outcomes[answer.outcome],
              at: answer?.at ?? receivedAt,
            })),
          },
        ]),
    ...(barred === undefined
      ? []
      : [
          {
            title: say.suppression,
            entries: [
              {
                label: say.suppressed[barred.scope],
                value: say.reasons[barred.reason],
                at: barred.createdAt,
              },
            ],
          },
        ]),
    ...processingSections(
      { signUps, disclosures, ends: erasedAt ? [{ at: erasedAt }] : [], partners: view.series.partners },
      { stage, contact: view.series.replyTo ?? stage.replyTo },
      locale,
    ),
    {
      title: say.mails,
      entries: mails.map((one) => ({
        label: say.kinds[one.kind],
        value: say.deliveries[one.state],
        at: one.sentAt ?? one.createdAt,
      })),
    },
  ];
  const json = {
    attendee,
    erasedAt,
    registrations: shown.map(({ marks, ...one }) => one),
    signUps,
    subscriptions,
    suppression: barred,
    requests: requests.map(requestView),
    recipients: disclosures.map(recipientView),
    newAddress: view.newAddress,
    deliveries: mails,
  };
  return {
    frame: frameOf(stage, locale, view.series),
    content: {
      page: 'personalData',
      sections,
      json: JSON.stringify(json, undefined, 2),
      deleteAction: inLanguage(`${url}/delete`, context),
      erasedAt,
    },
  };
}

type Entry = Extract<ShownPage['content'], { page: 'personalData' }>['sections'][number]['entries'][number];

function registrationEntries(
  { event, registration, position, consents }: OwnRegistration,
  locale: Locale,
): Entry[] {
  const say = words[locale];
  const { name, state, createdAt, confirmedAt, way, workingGroupId, attended } = registration;
  const { answers, sensitiveWithdrawnAt } = registration;
  const group = event.workingGroups.find((one) => one.workingGroupId === workingGroupId);
  return [
    { label: say.name, value: name },
    { label: say.state, value: say.states[state] },
    ...(position === undefined ? [] : [{ label: say.position, value: String(position) }]),
    { label: say.signedUp, at: createdAt },
    ...(confirmedAt ? [{ label: say.confirmed, at: confirmedAt }] : []),
    ...(way ? [{ label: say.way, value: say.ways[way] }] : []),
    ...(workingGroupId
      ? [{ label: say.group, value: group ? inLocale(group.title, locale) : workingGroupId }]
      : []),
    ...(attended === undefined ? [] : [{ label: say.attended, value: attended ? say.yes : say.no }]),
    ...Object.entries(answers).map(([questionId, answer]) => {
      const question = event.questions.find((one) => one.questionId === questionId);
      const chosen = [answer].flat().map((one) => {
        if (typeof one === 'boolean') return one ? say.yes : say.no;
        const option = question?.options?.find(({ value }) => value === one);
        return option ? inLocale(option.label, locale) : one;
      });
      const label = question ? inLocale(question.label, locale) : `${say.answer} ${questionId}`;
      return { label, value: chosen.join(', ') };
    }),
    ...consents.map(({ proof, givenAt }) => ({ label: say.sensitive, value: proof.text, at: givenAt })),
    ...(sensitiveWithdrawnAt ? [{ label: say.sensitiveWithdrawn, at: sensitiveWithdrawnAt }] : []),
  ];
}

/** Whether consents to news stand, since when, or when they were taken back. */
function newsEntries(subscriptions: readonly SubscriptionItem[], locale: Locale): Entry[] {
  const say = words[locale];
  return subscriptions.map(({ state, sender, createdAt, withdrawnAt }) => ({
    ...{ label: `${say.news} (${sender})`, value: say.subscription[state] },
    at: withdrawnAt ?? createdAt,
  }));
}

/** The sign-ups that are still there: the one that the page stands on, and those that brought other parts. */
async function signUpsOf({ personHash, seriesId, signUpId }: AttendeeItem, { store, now }: Context) {
  const { signUps } = await store.ofPerson(personHash);
  const found = await store.getMany([refs.signUp(signUpId), ...signUps]);
  const own = found.flatMap((one) => present(one, now) ?? []).filter((one) => one.seriesId === seriesId);
  return [...new Map(own.map((one) => [one.signUpId, one])).values()];
}

async function deliveriesOf(attendee: AttendeeItem, { store }: Context) {
  const { deliveries } = await store.ofPerson(attendee.personHash);
  const found = await store.getMany(deliveries);
  return found
    .filter((one) => one !== undefined)
    .filter((one) => one.seriesId === attendee.seriesId)
    .toSorted((a, b) => a.createdAt.localeCompare(b.createdAt));
}
