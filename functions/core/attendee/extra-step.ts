import { countSlowly, countSubmission } from '../access/client-limit.ts';
import { isStepTaken, isTooFast, proofField, shownField, stepProof } from '../access/form-marks.ts';
import { signUpCaution } from '../delivery/guard.ts';
import type { PageContent } from '../mail/page-content.ts';
import { enteredFields, honeypotField } from '../registration/sign-up-request.ts';
import type { Context } from '../table/context.ts';
import { Problem } from '../values/problem.ts';
import { after, type Instant } from '../values/time.ts';

/**
 * Why a form is not let in before its sender has pressed one more button: too many from one client, a honeypot that is
 * filled in, a form that came back at once, and everybody while sign-ups are careful. Nothing is lost by it, and whoever
 * has pressed the button is let in, as long as their client has not sent many of these as well: then it is told when to
 * come again. What is wrong with a form is told first; this is for one that would be taken.
 */
export async function extraStepFor(
  form: URLSearchParams,
  sourceIp: string,
  context: Context,
): Promise<Problem | undefined> {
  const { keys, now } = context;
  const email = form.get('email') ?? '';
  const { level, tooMany } = await counted(sourceIp, context);
  if (isStepTaken(keys, email, form.get(proofField) ?? '', now)) {
    const [tooManySteps, tooManyWhileSlow] = await Promise.all([
      countSubmission(sourceIp, context, 'steps'),
      // Everybody takes the step then: what counts is who has taken it.
      level === 'slow' ? countSlowly(sourceIp, email, context) : undefined,
    ]);
    if (tooManyWhileSlow !== undefined) return refused(tooManyWhileSlow, 'tooManySignUps');
    return tooManySteps && refused(tooManySteps, 'tooManySteps');
  }
  if (tooMany !== undefined) return new ExtraStep('too-many-requests', tooMany);
  const shown = form.get(shownField);
  const isOdd = form.get(honeypotField) || (shown !== null && isTooFast(keys, shown, now));
  return isOdd || level !== 'none' ? new ExtraStep('invalid-request') : undefined;
}

/** A script gets no page to press a button on: it is told when to come again, or that a form has to be sent. */
export async function tooManyFrom(sourceIp: string, context: Context): Promise<Problem | undefined> {
  const { level, tooMany } = await counted(sourceIp, context);
  if (tooMany === undefined && level === 'none') return undefined;
  return refused(tooMany ?? { retryAt: after(context.now, 'PT1H') }, 'tooManySignUps');
}

function refused({ retryAt }: { retryAt: Instant }, code: 'tooManySteps' | 'tooManySignUps'): Problem {
  return new Problem('too-many-requests', { retryAt, detail: { code } });
}

/** What was sent from here, and how careful sign-ups are. */
async function counted(sourceIp: string, context: Context) {
  const [tooMany, { level }] = await Promise.all([
    countSubmission(sourceIp, context),
    signUpCaution(context),
  ]);
  return { level, tooMany };
}

/** The form is let in after its extra step. */
export class ExtraStep extends Problem {}

/** The page with the button: all that was entered is kept in it, with the proof that lets it in. */
export function extraStepPage(
  form: URLSearchParams,
  action: string,
  { keys, now }: Pick<Context, 'keys' | 'now'>,
): Extract<PageContent, { page: 'extraStep' }> {
  const email = form.get('email') ?? '';
  return {
    page: 'extraStep',
    action,
    name: form.get('name') ?? '',
    email,
    fields: [...enteredFields(form), [proofField, stepProof(keys, email, now)]].map(
      ([name = '', value = '']) => ({
        name,
        value,
      }),
    ),
  };
}
