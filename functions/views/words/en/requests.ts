import type { RequestWords } from '../request-shape.ts';

export const requests: RequestWords = {
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
};
