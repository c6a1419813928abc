import { formMark, isFormMark, type KeyRing } from '../values/key-ring.ts';
import { normaliseEmail } from '../values/keys.ts';
import type { Instant } from '../values/time.ts';

/** The hidden field in which the hosted form says when it was shown. A website's own form has none. */
export const shownField = 'shownAt';
/** The hidden field of the extra step: whoever sends it has pressed its button. */
export const proofField = 'proof';

/** The field that asks for the page in this language alone, and takes nothing in. */
export const showInField = 'showIn';
/** The hidden field of the page after a sign-up. */
export const receivedField = 'received';
export const markFields = [shownField, proofField, showInField, receivedField] as const;

/** Nobody reads and fills in a form in less. */
const fastestMilliseconds = 2000;
const proofMilliseconds = 30 * 60_000;

/** When a form was shown, signed. */
export function shownMark(keys: KeyRing, now: Instant): string {
  return marked(keys, 'formShown', '', Date.parse(now));
}

/** Whether a form came back faster than a person sends it, or with a mark that is not one of ours. */
export function isTooFast(keys: KeyRing, mark: string, now: Instant): boolean {
  const shown = timeOf(keys, 'formShown', '', mark);
  return shown === undefined || Date.parse(now) - shown < fastestMilliseconds;
}

/** That the extra step was taken for this address, for half an hour. */
export function stepProof(keys: KeyRing, email: string, now: Instant): string {
  return marked(keys, 'formStep', normaliseEmail(email), Date.parse(now));
}

export function isStepTaken(keys: KeyRing, email: string, proof: string, now: Instant): boolean {
  const taken = timeOf(keys, 'formStep', normaliseEmail(email), proof);
  return taken !== undefined && Math.abs(Date.parse(now) - taken) < proofMilliseconds;
}

function marked(keys: KeyRing, purpose: string, about: string, at: number): string {
  return `${at}.${formMark(keys, purpose, `${at}|${about}`)}`;
}

/** The time that a mark was made at; undefined when it isn't one of ours, for this purpose and about this. */
function timeOf(keys: KeyRing, purpose: string, about: string, mark: string): number | undefined {
  const [, at = '', signed = ''] = /^(\d{1,15})\.(.*)$/.exec(mark) ?? [];
  return isFormMark(keys, purpose, `${at}|${about}`, signed) ? Number(at) : undefined;
}
