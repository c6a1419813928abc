import { markFields } from '../access/form-marks.ts';
import { honeypotField, SignUpRequest } from './sign-up-request.ts';

/** What a form names by event: `notices.privacy`, `ways.<event>`, `workingGroups.<event>`, `answers.<event>.<question>`. */
const areas = ['notices', 'ways', 'workingGroups', 'answers'] as const;
const plain: ReadonlySet<string> = new Set([
  ...Object.keys(SignUpRequest.shape).filter((name) => !areas.some((area) => area === name)),
  ...markFields,
  honeypotField,
]);

/** An area, two ids of 60 letters and what stands between them; a longer name is nobody's, and not looked at. */
const longestName = 200;

/**
 * One of our fields by the name that a website's form has for it, or undefined for what is none of ours. PHP wants `[]`
 * behind the names of fields that repeat and makes an underscore of every dot, and many form builders nest by brackets;
 * ids have neither.
 */
export function ownField(name: string): string | undefined {
  if (name.length > longestName) return undefined;
  const nested = name.replaceAll(/\[([^\]]*)\]/g, (_, inner) => (inner === '' ? '' : `.${inner}`));
  const [base = ''] = nested.split(/[._]/, 1);
  if (areas.some((area) => area === base)) return nested.replaceAll('_', '.');
  const known = base === 'eventIds' ? nested.replace(/\.\d+$/, '') : nested;
  return plain.has(known) ? known : undefined;
}
