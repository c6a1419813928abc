import type { RequestKind, RequestOutcome } from '../../core/table/rights-request.ts';

/** What is asked for by right, and what comes of it. */
export interface RequestWords {
  kinds: Record<RequestKind, string>;
  outcomes: Record<RequestOutcome, string>;
  open: string;
  /** The mail to owners. */
  due: {
    subject: string;
    intro: (kind: string, moment: string) => string;
    how: string;
    button: string;
  };
  /** The mail to who objected. */
  objectionAnswered: {
    subject: string;
    intro: (moment: string) => string;
    says: Record<RequestOutcome, string>;
    remedies: string;
  };
}
