import type { RequestWords } from '../request-shape.ts';

export const requests: RequestWords = {
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
};
