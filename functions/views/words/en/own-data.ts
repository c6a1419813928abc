import type { Words } from '../shape.ts';

export const ownData: Pick<Words['page'], 'personalData' | 'staying' | 'dataDeleted'> = {
  personalData: {
    title: 'What is stored about you',
    intro: 'This is the information under Article 15 of the General Data Protection Regulation.',
    none: 'Nothing is stored about you.',
    erased: (moment) =>
      `This data is deleted automatically on ${moment}; later only if you register for something later in this series.`,
    download: 'Download as a file (JSON)',
    raw: 'The same details as JSON',
    deleteTitle: 'Delete all data',
    deleteText:
      'This also ends all your registrations in this series and all your consents to news, and the join links are no longer valid. It cannot be undone.',
    deleteButton: 'Delete all my data',
  },
  staying: {
    title: 'What stays, why, and until when',
    items: [
      'If you had agreed to news: the proof of that and of its withdrawal, without your address. It can show that the news was allowed (Art. 7(1) and Art. 17(3)(e) GDPR). Until the end of the third calendar year after that.',
      'A checksum of your address with the time of the deletion, so that a restored backup doesn’t bring your data back either. For 40 days.',
      'Backups of the database that still hold your data; they are used after a failure alone. For 35 days at most.',
      'If your address is blocked because e-mails came back or were reported as spam: a checksum of the address, so that it is not written to again. Until the block is lifted.',
      'What you asked for by the GDPR, such as information or an objection, with your address and the answer, to show that it was answered (Art. 5(2) GDPR). To the end of the third calendar year after the answer. Of this deletion only the time stays.',
      'Registrations in other series. Each has a page of its own on which you delete it; else they end with the term that was named when you signed up.',
      'Lists that organisers have downloaded already. Please ask the organisers about these.',
    ],
  },
  dataDeleted: {
    held: {
      title: 'Your wish is noted',
      text: 'Nothing is deleted yet: your details are kept for a legal claim (Art. 17(3)(e) GDPR). Once that is over, they are deleted without your doing anything. Until then they are stored and nothing else, and news of events have ended.',
    },
    title: 'Your data is deleted',
    text: 'Your registrations have ended with it, and nobody sends you news about events any more. Entries in your own calendar are out of our reach; please delete them there yourself.',
  },
};
