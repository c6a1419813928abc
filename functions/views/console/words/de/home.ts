export const home = {
  title: 'Was ansteht',
  empty: {
    title: 'Willkommen',
    text: 'Noch gibt es keine Reihe. Legen Sie die erste an: Titel, Veranstaltende und Datenschutzhinweis genügen, die Termine folgen danach.',
    action: 'Reihe anlegen',
    viewer: 'Noch gibt es keine Reihe. Sobald jemand eine anlegt, steht sie hier.',
  },
  allDone: 'Nichts wartet auf Sie.',
  needs: {
    lane: 'Der Versand an viele ist angehalten',
    unreadable:
      'Kann nicht gelesen werden und fehlt in Listen. Die Betreuung der Anlage hat eine Meldung bekommen',
    draftEvent: 'Noch ein Entwurf',
    draftAnnouncement: 'Rundmail noch nicht verschickt',
    full: 'Ausgebucht',
    attendance: (count: number) =>
      count === 1
        ? 'Bei einer Person ist nicht erfasst, ob sie da war'
        : `Bei ${count} Personen ist nicht erfasst, ob sie da waren`,
    documentation: 'Dokumentation steht aus',
    unmailedLinks: 'Neue Links sind noch nicht verschickt',
    requests: (count: number) =>
      count === 1
        ? 'Eine Anfrage zum Datenschutz ist zu beantworten, bald oder überfällig'
        : `${count} Anfragen zum Datenschutz sind zu beantworten, bald oder überfällig`,
    restrictions: (count: number) =>
      count === 1 ? 'Eine Einschränkung ist durchzusehen' : `${count} Einschränkungen sind durchzusehen`,
    failed: (count: number) =>
      count === 1 ? 'Eine Mail ist nicht angekommen' : `${count} Mails sind nicht angekommen`,
    unknown: (count: number) =>
      count === 1 ? 'Bei einer Mail ist der Ausgang offen' : `Bei ${count} Mails ist der Ausgang offen`,
  },
  stuck: {
    title: 'Das gelingt gerade nicht',
    lanes: {
      signUp: 'Plätze einer unbestätigten Anmeldung freigeben',
      waiting: 'Von der Warteliste nachrücken lassen',
      delivery: 'Eine Mail verschicken',
      notification: 'An viele verschicken',
      erasure: 'Daten löschen',
    },
    tried: (failures: number, since: string, next: string) =>
      `seit ${since}, ${failures}-mal versucht, das nächste Mal ${next}`,
    hint: 'Alles andere läuft weiter. Die Betreuung der Anlage hat dazu eine Meldung bekommen.',
  },
  resume: 'Versand fortsetzen',
  resumeHint:
    'Zu viele Mails kamen zurück oder wurden als unerwünscht gemeldet. Prüfen Sie erst, woran es lag: SES sperrt sonst den ganzen Versand.',
  upcoming: 'Die nächsten Termine',
  noUpcoming: 'Kein Termin liegt noch vor Ihnen.',
  taken: (taken: number, capacity: number | undefined) =>
    capacity === undefined ? `${taken} Plätze vergeben` : `${taken} von ${capacity} Plätzen vergeben`,
  waitlisted: (count: number) => `${count} auf der Warteliste`,
};
