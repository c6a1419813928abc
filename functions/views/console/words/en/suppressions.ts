import type { suppressions as de } from '../de/suppressions.ts';

export const suppressions: typeof de = {
  title: 'Suppressions',
  lead: 'Some addresses are not written to, because mails bounced or were reported as spam. Only a checksum of the address is kept: so there is no list of addresses, but you can look one up.',
  email: 'E-mail address',
  emailHelp: 'Exactly as it was given at sign-up.',
  lookUp: 'Look up',
  none: 'This address is not suppressed.',
  scope: 'For what',
  scopes: {
    news: 'news',
    unverified: 'mails as long as nobody has verified the address; those about confirmed places go on',
    everything: 'all mails',
  },
  reason: 'Why',
  reasons: {
    bounce: 'A mail bounced.',
    complaint: 'A mail was reported as spam.',
    request: 'At the person’s request.',
  },
  detail: 'In detail',
  since: 'Since',
  due: 'Suppressions to be reviewed',
  dueLead:
    'Nobody has looked at these for a year. Not even the software knows which address it is: decide by reason and age whether the suppression is still needed.',
  noneDue: 'No suppression is to be reviewed.',
  dueAt: 'Due since',
  review: 'Review a suppression',
  kept: 'Kept last',
  decision: 'Decision',
  keep: 'keep it for another year',
  why: 'Reason',
  whyHelp: 'A sentence for the audit, without names and addresses.',
  decide: 'Save the decision',
  lifted: 'Lifted',
  liftedBy: (when, who) => (who === '' ? when : `${when}, by ${who}`),
  lift: 'Lift the suppression',
  lifting: {
    bounce: 'Lift it only if the address is right by now.',
    complaint: 'Lift it only if the person asks you to: they reported a mail as spam.',
    request: 'Lift it only if the person has changed their mind.',
  },
  liftingHelp:
    'One person gets mails again; what was left out until now is not made up for. Should a mail bounce again, it is suppressed again. Lifting is in the audit, without the address.',
};
