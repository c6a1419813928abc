import * as z from 'zod';
import type { AnnouncementItem } from '../core/announcement-items.ts';
import type { EventItem } from '../core/items.ts';

const asBoolean = z.enum(['true', 'false']).transform((text) => text === 'true');
/** What a form can say in texts alone. */
const Typed = z.looseObject({
  attended: asBoolean.optional(),
  answers: z.record(z.string(), z.array(z.string())).optional(),
});

/** What the form of an announcement says, in the shape that core takes: yes and no as such. */
export function announcementBody(
  body: Record<string, unknown>,
  seriesId: string,
  events: readonly EventItem[],
): Record<string, unknown> {
  const typed = Typed.safeParse(body.audience ?? {});
  if (!typed.success) return { ...body, seriesId };
  const { answers, ...audience } = typed.data;
  const yesNo = new Set(
    events.flatMap(({ questions }) =>
      questions.filter(({ kind }) => kind === 'yesNo').map(({ questionId }) => questionId),
    ),
  );
  const chosen = Object.entries(answers ?? {}).map(([questionId, values]) => [
    questionId,
    yesNo.has(questionId) ? values.map((value) => value === 'true') : values,
  ]);
  const given = answers === undefined ? {} : { answers: Object.fromEntries(chosen) };
  return { ...body, seriesId, audience: { ...audience, ...given } };
}

/** The other way round: an announcement as its form is filled with it. */
export function announcementFilling({ kind, audience, texts }: AnnouncementItem): Record<string, unknown> {
  const { attended, answers = {}, ...rest } = audience;
  const chosen = Object.entries(answers).map(([questionId, values]) => [questionId, values.map(String)]);
  return {
    kind,
    texts,
    audience: {
      ...rest,
      ...(attended === undefined ? {} : { attended: String(attended) }),
      answers: Object.fromEntries(chosen),
    },
  };
}
