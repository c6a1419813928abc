import type { RequestKind, RequestOutcome } from '../../core/table/rights-request.ts';
import type { Locale } from '../../core/values/locale.ts';

interface RequestWords {
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

/** What is asked for by right, and what comes of it. */
export const requestWords: Record<Locale, RequestWords> = {
  de: {
    kinds: {
      access: 'Auskunft (Art. 15)',
      rectification: 'Berichtigung (Art. 16)',
      erasure: 'Löschung (Art. 17)',
      restriction: 'Einschränkung (Art. 18)',
      portability: 'Datenübertragung (Art. 20)',
      objection: 'Widerspruch (Art. 21)',
      complaint: 'Beschwerde',
    },
    outcomes: {
      granted: 'entsprochen',
      partly: 'zum Teil entsprochen',
      refused: 'abgelehnt',
      withdrawn: 'zurückgenommen',
    },
    open: 'noch nicht beantwortet',
    due: {
      subject: 'Eine Anfrage zum Datenschutz ist zu beantworten',
      intro: (kind, moment) =>
        `jemand wartet auf Ihre Antwort (${kind}). Spätestens zu beantworten: ${moment} (Art. 12 Abs. 3 DSGVO).`,
      how: 'Wer es ist, steht in der Verwaltung, nicht in dieser Mail. Reicht die Zeit nicht, teilen Sie das der Person vorher mit Gründen mit und tragen Sie es dort ein.',
      button: 'Zu den Anfragen',
    },
    objectionAnswered: {
      subject: 'Antwort auf Ihren Widerspruch',
      intro: (moment) => `am ${moment} haben Sie der Verarbeitung Ihrer Angaben widersprochen.`,
      says: {
        granted: 'Wir geben Ihrem Widerspruch statt:',
        partly: 'Wir geben Ihrem Widerspruch zum Teil statt:',
        refused: 'Wir können Ihrem Widerspruch nicht folgen:',
        withdrawn: 'Ihr Widerspruch hat sich erledigt:',
      },
      remedies:
        'Sie können sich bei einer Datenschutz-Aufsichtsbehörde beschweren oder ein Gericht anrufen (Art. 12 Abs. 4 DSGVO). Was mit dem Widerspruch geendet hat, bleibt beendet.',
    },
  },
  en: {
    kinds: {
      access: 'Access (Art. 15)',
      rectification: 'Rectification (Art. 16)',
      erasure: 'Erasure (Art. 17)',
      restriction: 'Restriction (Art. 18)',
      portability: 'Portability (Art. 20)',
      objection: 'Objection (Art. 21)',
      complaint: 'Complaint',
    },
    outcomes: {
      granted: 'granted',
      partly: 'granted in part',
      refused: 'refused',
      withdrawn: 'withdrawn',
    },
    open: 'not answered yet',
    due: {
      subject: 'A data protection request is to be answered',
      intro: (kind, moment) =>
        `somebody is waiting for your answer (${kind}). It is due by ${moment} (Art. 12(3) GDPR).`,
      how: 'Who it is stands in the console, not in this mail. If you need more time, tell the person before, with the reasons, and note it there.',
      button: 'To the requests',
    },
    objectionAnswered: {
      subject: 'Answer to your objection',
      intro: (moment) => `on ${moment} you objected to the processing of your data.`,
      says: {
        granted: 'We follow your objection:',
        partly: 'We follow your objection in part:',
        refused: 'We can’t follow your objection:',
        withdrawn: 'Your objection is settled:',
      },
      remedies:
        'You can complain to a data protection authority or go to court (Art. 12(4) GDPR). What ended with your objection stays ended.',
    },
  },
};
