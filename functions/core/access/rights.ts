import { Right, type Role } from '../table/organiser-items.ts';
import { maskedEmail, withMaskedEmails } from '../values/email.ts';
import { Problem, problemOf } from '../values/problem.ts';

/** Somebody who has rights beside a role: those named, else what the role brings. */
export interface RightsHolder {
  role: Role;
  rights?: readonly Right[] | undefined;
}

/** What each role brings, as long as nothing else is said of its holder. */
const rightsOfRole: Record<Role, readonly Right[]> = {
  viewer: [],
  editor: Right.options,
  owner: Right.options,
};

export const rightsOf = ({ role, rights }: RightsHolder): readonly Right[] => rights ?? rightsOfRole[role];

export const hasRight = (holder: RightsHolder, right: Right): boolean => rightsOf(holder).includes(right);

/** What two may both: a token, and who answers for it. */
export const sharedRights = (one: RightsHolder, other: RightsHolder): Right[] =>
  rightsOf(one).filter((right) => hasRight(other, right));

/** @throws Problem 403 that names the right which is missing */
export function requireRight(holder: RightsHolder, ...needed: Right[]): void {
  const right = needed.find((one) => !hasRight(holder, one));
  if (right !== undefined)
    throw new Problem('forbidden', { detail: { code: 'rightMissing', params: { right } } });
}

/**
 * The rights that somebody is given: nobody gives what they lack, and what the other has already stays theirs. What a
 * role brings is cut down to that.
 * @param kept what the other has before
 * @returns undefined: what the role brings
 * @throws Problem 422 for rights that are named and not the giver's
 */
export function givenRights(
  { role, rights }: RightsHolder,
  giver: RightsHolder,
  kept: readonly Right[] = [],
): Right[] | undefined {
  const isGivable = (right: Right) => hasRight(giver, right) || kept.includes(right);
  if (rights?.every(isGivable) === false) throw problemOf([{ pointer: '/rights', code: 'beyondOwnRights' }]);
  const brought = rightsOf({ role });
  return rights === undefined && brought.every(isGivable)
    ? undefined
    : Right.options.filter((right) => rightsOf({ role, rights }).includes(right) && isGivable(right));
}

/** An address as somebody may see it. */
export const shownEmail = (email: string, reader: RightsHolder): string =>
  hasRight(reader, 'addresses') ? email : maskedEmail(email);

/** A text as somebody may see it, whatever addresses were typed into it. */
export const shownText = (text: string, reader: RightsHolder): string =>
  hasRight(reader, 'addresses') ? text : withMaskedEmails(text);
