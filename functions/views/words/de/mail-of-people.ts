/** What mails say where an address has registered several people, and of links that are not for everybody. */
export const ofPeople = {
  /** Of links that are not for everybody, by their names. */
  personal: {
    own: (count: number, names: string) =>
      count === 1
        ? `Der Link ${names} gilt nur für Sie. Bitte geben Sie ihn nicht weiter.`
        : `Die Links ${names} gelten nur für Sie. Bitte geben Sie sie nicht weiter.`,
    theLink: (name: string) => `den Link ${name}`,
    theFile: 'die Kalenderdatei',
    handOn: (what: string, person: string) => `An ${person} können Sie ${what} gern weitergeben.`,
    others: (what: string) => `An die Person, die jeweils teilnimmt, können Sie ${what} gern weitergeben.`,
  },
  /** To who registered somebody else. */
  ofOther: {
    about: (person: string) => `in dieser E-Mail geht es um die Anmeldung von ${person}.`,
    giveBack: (person: string) => `Wenn ${person} nicht teilnehmen kann, melden Sie die Person bitte ab.`,
    confirmation: {
      confirmed: (person: string) => `vielen Dank, die Anmeldung ist bestätigt. ${person} hat einen Platz.`,
      waitlisted: (person: string) =>
        `vielen Dank, die Anmeldung ist bestätigt. Im Moment ist kein Platz frei, ${person} steht auf der Warteliste. Sobald ein Platz frei wird, schreiben wir Ihnen.`,
    },
    subject: {
      confirmed: (topic: string) => `Die Anmeldung ist bestätigt: ${topic}`,
      waitlisted: (topic: string) => `Auf der Warteliste: ${topic}`,
      promoted: (topic: string) => `Von der Warteliste aufgerückt: ${topic}`,
      noPlace: (topic: string) => `Dieses Mal leider kein Platz: ${topic}`,
      cancellation: (topic: string) => `Abgemeldet: ${topic}`,
    },
    intro: {
      promoted: (person: string) =>
        `ein Platz ist frei geworden und ${person} ist von der Warteliste aufgerückt. Die Teilnahme ist damit bestätigt.`,
      noPlace: (person: string) =>
        `${person} stand für die folgende Veranstaltung auf der Warteliste. Leider ist bis jetzt kein Platz frei geworden, und die Warteliste ist geschlossen. Das tut uns leid.`,
      cancellation: (person: string) => `${person} ist von der folgenden Veranstaltung abgemeldet.`,
    },
    byTeam: {
      promoted: (person: string, team: string) =>
        `das Team von ${team} hat ${person} einen Platz gegeben. Die Teilnahme ist damit bestätigt.`,
      noPlace: undefined,
      cancellation: (person: string, team: string) =>
        `das Team von ${team} hat ${person} von der folgenden Veranstaltung abgemeldet. Stimmt das nicht, antworten Sie bitte auf diese E-Mail.`,
    },
    stays: {
      time: (person: string) =>
        `Die Anmeldung von ${person} gilt für den neuen Termin, Sie müssen nichts weiter tun.`,
      clock: (person: string) => `Die Anmeldung von ${person} gilt weiter, Sie müssen nichts tun.`,
    },
    thanks: (person: string) =>
      `vielen Dank, dass ${person} dabei war. Die Dokumentation der folgenden Veranstaltung ist da.`,
  },
};
