import type { AnnouncementItem } from '../core/table/announcement-items.ts';
import type { EventItem } from '../core/table/items.ts';

type Fields = Record<string, unknown>;

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Forms say it in texts; what is neither stays as it was typed, for core to refuse. */
const yesOrNo = (text: unknown) => (text === 'true' ? true : text === 'false' ? false : text);

/** What the form of an announcement says, in the shape that core takes: yes and no as such. */
export function announcementBody(body: Fields, seriesId: string, events: readonly EventItem[]): Fields {
  const { audience = {} } = body;
  if (!isFields(audience)) return { ...body, seriesId };
  const { attended, answers, ...rest } = audience;
  const yesNo = new Set(
    events.flatMap(({ questions }) =>
      questions.filter(({ kind }) => kind === 'yesNo').map(({ questionId }) => questionId),
    ),
  );
  const chosen = Object.entries(isFields(answers) ? answers : {}).map(([questionId, values]) => [
    questionId,
    yesNo.has(questionId) && Array.isArray(values) ? values.map(yesOrNo) : values,
  ]);
  return {
    ...body,
    seriesId,
    audience: {
      ...rest,
      attended: yesOrNo(attended),
      answers: chosen.length === 0 ? undefined : Object.fromEntries(chosen),
    },
  };
}

/** The other way round: an announcement as its form is filled with it. */
export function announcementFilling({ kind, audience, texts, whyNeeded }: AnnouncementItem): Fields {
  const { attended, answers = {}, ...rest } = audience;
  const chosen = Object.entries(answers).map(([questionId, values]) => [questionId, values.map(String)]);
  return {
    kind,
    texts,
    whyNeeded,
    audience: {
      ...rest,
      attended: attended === undefined ? undefined : String(attended),
      answers: Object.fromEntries(chosen),
    },
  };
}
