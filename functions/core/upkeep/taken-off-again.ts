import { releaseIds } from '../registration/missed-documentation.ts';
import { sensitiveIds } from '../registration/sensitive.ts';
import type { Ended } from '../table/ledger-items.ts';
import type { Step, Store } from '../table/ports.ts';
import { refs } from '../table/refs.ts';
import { retrying } from '../table/retrying.ts';
import type { Instant } from '../values/time.ts';

/** What a restored table is told of what organisers took off, or protected, after its backup. */

/**
 * An event's documentation without what was taken off: links, their release, being public, an audience that was larger. A mail
 * that was planned to carry none but such links, or such as are out later than it, is not sent.
 */
export async function takeOffAgain(
  of: Extract<Ended, { what: 'documentation' }>,
  endedAt: Instant,
  store: Store,
): Promise<void> {
  const { eventId, audience } = of;
  const left = new Map(of.links.map((link) => [link.linkId, link]));
  return retrying('item', async () => {
    const current = await store.get(refs.documentation(eventId));
    if (current === undefined || current.updatedAt > endedAt) return;
    const { version } = current;
    const kept = current.links.flatMap((link) => {
      const there = left.get(link.linkId);
      return there === undefined ? [] : [{ ...link, releaseAt: there.releaseAt }];
    });
    const isOut = (linkId: string, at: Instant) =>
      kept.some((one) => one.linkId === linkId && one.releaseAt !== undefined && one.releaseAt <= at);
    const planned = await store.getMany(
      releaseIds(eventId, current.releases).map((id) => refs.notification(id)),
    );
    const obsolete = planned.flatMap((one) =>
      one?.state === 'planned' && !(one.linkIds ?? []).some((linkId) => isOut(linkId, one.plannedAt))
        ? [one]
        : [],
    );
    const unsent = new Set(obsolete.flatMap(({ linkIds = [] }) => linkIds));
    // A mail that is not sent has carried nothing: they can be released once more.
    const links = kept.map((link) => ({ ...link, mailed: link.mailed && !unsent.has(link.linkId) }));
    const isPublic = current.public && of.public;
    const latest = links.flatMap((link) => link.releaseAt ?? []).toSorted();
    const releaseAt = obsolete.length > 0 ? latest.at(-1) : current.releaseAt;
    const item = { ...current, links, public: isPublic, audience, releaseAt, version: version + 1 };
    const { committed } = await store.commit([
      { step: 'put', item, when: { version } },
      ...obsolete.map((one): Step => {
        const ref = refs.notification(one.notificationId);
        return { step: 'removeVersion', ref, version: one.version };
      }),
    ]);
    return committed ? undefined : 'again';
  });
}

/** Questions are as sensitive as they were: their answers are shown, kept and handed out as such. */
export async function protectAgain(
  { eventId, questionIds }: Extract<Ended, { what: 'sensitiveQuestions' }>,
  endedAt: Instant,
  store: Store,
): Promise<void> {
  return retrying('item', async () => {
    const event = await store.get(refs.event(eventId));
    if (event === undefined || event.createdAt > endedAt) return;
    const known = sensitiveIds(event);
    if (questionIds.every((questionId) => known.has(questionId))) return;
    const { version, formerlySensitive = [] } = event;
    const asked = new Set(event.questions.map(({ questionId }) => questionId));
    const item = {
      ...event,
      questions: event.questions.map((one) =>
        questionIds.includes(one.questionId) ? { ...one, sensitive: true } : one,
      ),
      formerlySensitive: [
        ...new Set([...formerlySensitive, ...questionIds.filter((questionId) => !asked.has(questionId))]),
      ],
      version: version + 1,
    };
    const { committed } = await store.commit([{ step: 'put', item, when: { version } }]);
    return committed ? undefined : 'again';
  });
}
