import { countSubmission } from './client-limit.ts';
import type { Context } from './context.ts';
import { isStepTaken, isTooFast, proofField, shownField, stepProof } from './form-marks.ts';
import type { PageContent } from './page.ts';
import { Problem } from './problem.ts';
import { honeypotField, ownFields } from './sign-up-request.ts';

/**
 * Lets a form in, or not before its sender has pressed one more button: too many from one client, a honeypot that is
 * filled in, a form that came back at once. Nothing is lost by it, and whoever has pressed the button is let in.
 * @throws Problem 429 or 422, which asks for {@link extraStep}
 */
export async function letFormIn(form: URLSearchParams, sourceIp: string, context: Context): Promise<void> {
  const { keys, now } = context;
  const tooMany = await countSubmission(sourceIp, context);
  if (isStepTaken(keys, form.get('email') ?? '', form.get(proofField) ?? '', now)) return;
  if (tooMany !== undefined) throw new StepWanted('too-many-requests', tooMany);
  const shown = form.get(shownField);
  if (form.get(honeypotField) || (shown !== null && isTooFast(keys, shown, now))) {
    throw new StepWanted('invalid-request');
  }
}

/** A script gets no page to press a button on: it is told when to come again. @throws Problem 429 */
export async function letScriptIn(sourceIp: string, context: Context): Promise<void> {
  const tooMany = await countSubmission(sourceIp, context);
  if (tooMany === undefined) return;
  const detail =
    'too many sign-ups from one address; a plain HTML form gets one more button to press instead';
  throw new Problem('too-many-requests', { ...tooMany, detail });
}

/** The form has not been let in yet. */
export class StepWanted extends Problem {}

/** The page with the button: all that was entered is kept in it, with the proof that lets it in. */
export function extraStep(
  form: URLSearchParams,
  action: string,
  { keys, now }: Pick<Context, 'keys' | 'now'>,
): Extract<PageContent, { page: 'extraStep' }> {
  const email = form.get('email') ?? '';
  const entered = [...form].filter(([name]) => !ownFields.has(name));
  return {
    page: 'extraStep',
    action,
    name: form.get('name') ?? '',
    email,
    fields: [...entered, [proofField, stepProof(keys, email, now)]].map(([name = '', value = '']) => ({
      name,
      value,
    })),
  };
}
