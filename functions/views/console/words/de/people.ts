export const people = {
  title: 'Auskunft und Löschung',
  intro:
    'Jemand fragt, was über sie oder ihn gespeichert ist, oder möchte gelöscht werden (Art. 15 und 17 DSGVO). Vergewissern Sie sich erst, dass die Anfrage von dieser Adresse kommt. Jede Auskunft und Löschung steht im Protokoll, ohne die Adresse.',
  deletionOnly:
    'Eine Auskunft enthält alles, auch besondere Angaben: Dafür fehlt Ihnen das Recht. Löschen können Sie.',
  ownSeries: 'Gesucht wird in den Reihen, die Ihre sind.',
  email: 'Mail-Adresse der Person',
  emailHelp: 'Genau wie bei der Anmeldung; Groß- und Kleinschreibung spielt keine Rolle.',
  submit: 'Nachsehen',
  information: (email: string) => `Auskunft zu ${email}`,
  asOf: (at: string) => `Stand: ${at}`,
  nothing:
    'Zu dieser Adresse ist nichts gespeichert. Auch das ist eine Auskunft: Sie können es der Person so antworten.',
  nothingHere: 'Zu dieser Adresse ist in Ihren Reihen nichts gespeichert.',
  download: 'Als Datei (JSON)',
  proofs: 'Nachweise der Einwilligungen',
  proof: (eventId: string, name: string) => `Nachweis für ${eventId} (${name})`,
  objections: {
    title: 'Widersprüche',
    intro:
      'Wer auf der eigenen Seite der Verarbeitung widersprochen hat (Art. 21 DSGVO). Hinweise, Rundmails, Mails mit der Dokumentation und weitergegebene Listen enden damit von selbst. Prüfen Sie, ob noch etwas anderes enden muss, und antworten Sie innerhalb eines Monats; ist nichts mehr nötig, löschen Sie die Person. Wer den Widerspruch zurücknimmt oder gelöscht ist, steht hier nicht mehr.',
    none: 'Niemand hat widersprochen.',
    who: 'Wer',
    series: 'Reihe',
    at: 'Widersprochen',
    answerBy: 'Zu beantworten bis',
  },
  requests: {
    title: 'Verzeichnis der Anfragen',
    openTitle: 'Offene Anfragen',
    answeredTitle: 'Beantwortete Anfragen',
    intro:
      'Was Menschen nach Art. 15 bis 18, 20 und 21 DSGVO verlangen, und Beschwerden: zu beantworten innerhalb eines Monats (Art. 12 Abs. 3 DSGVO). Was jemand auf der eigenen Seite verlangt, steht von selbst hier; was mit Mail, Brief oder Telefon kommt, tragen Sie ein. Adresse und Antwort bleiben bis zum Ende des dritten Kalenderjahres nach der Antwort, danach nur, was wann verlangt wurde.',
    noneOpen: 'Nichts ist zu beantworten.',
    noneAnswered: 'Noch nichts ist beantwortet.',
    kind: 'Was verlangt wird',
    who: 'Wer',
    nobody: 'niemand mehr genannt',
    receivedAt: 'Eingegangen',
    answerBy: 'Zu beantworten bis',
    due: 'bald fällig',
    overdue: 'überfällig',
    answered: 'Beantwortet',
    add: 'Eine Anfrage eintragen',
    email: 'Mail-Adresse der Person',
    receivedOn: 'Eingegangen am',
    receivedOnHelp: 'Von diesem Tag an läuft der Monat.',
    identity: 'Wie geprüft wurde, dass es die Person selbst ist',
    identityHelp:
      'Etwa: Antwort an die gespeicherte Adresse. Mehr als nötig darf niemand verlangen (Art. 12 Abs. 6 DSGVO).',
    notYet: 'noch nicht geprüft',
    byLink: 'durch den Link in einer Mail an diese Adresse',
    submit: 'Eintragen',
    channel: 'Weg',
    channels: { ownPage: 'auf der eigenen Seite', byHand: 'von Hand eingetragen' },
    series: 'Reihe',
    extended: 'Verlängert',
    text: 'Was der Person geantwortet wird',
    textHelp: 'In eigenen Worten; bei einer Ablehnung mit den Gründen (Art. 12 Abs. 4 DSGVO).',
    mailed: 'Dieser Text steht auf der Seite der Person und geht ihr als Mail zu.',
    by: 'Beantwortet von',
    answer: 'Beantworten',
    answerHelp:
      'Antworten Sie der Person selbst, und tragen Sie hier ein, was und wann. Auskunft und Löschung finden Sie auf der Seite davor.',
    objectionHelp:
      'Wird dem Widerspruch nicht entsprochen, nennen Sie die zwingenden schutzwürdigen Gründe (Art. 21 Abs. 1 DSGVO). Hinweise, Rundmails und weitergegebene Listen bleiben beendet.',
    doneElsewhere: 'Erfüllt, obwohl noch Daten gespeichert sind',
    doneElsewhereHelp:
      'Etwa, weil es anderswo geschehen ist oder die Person nur einen Teil meinte. Sonst bleibt das Feld leer.',
    outcome: 'Ergebnis',
    answeredOn: 'Beantwortet am',
    answeredOnHelp: 'Ohne Angabe: heute.',
    answerSubmit: 'Als beantwortet eintragen',
    extend: 'Mehr Zeit ist nötig',
    extendHelp:
      'Um bis zu zwei Monate, wenn es die Anfrage verwickelt macht oder es viele sind. Die Person muss es im ersten Monat mit den Gründen erfahren (Art. 12 Abs. 3 DSGVO).',
    reason: 'Warum',
    toldOn: 'Die Person wurde davon unterrichtet am',
    extendSubmit: 'Frist verlängern',
  },
  restrictions: {
    title: 'Eingeschränkt',
    intro:
      'Wessen Daten nur gespeichert werden, weil die Person es verlangt (Art. 18 DSGVO) oder ein Rechtsanspruch sie braucht (Art. 17 Abs. 3 lit. e DSGVO). Das gilt für alles, was unter der Adresse gespeichert ist: Anmeldungen in jeder Reihe, unbestätigte auch, und Einwilligungen in Neuigkeiten. Bis Sie es aufheben, gibt es keine Mail außer auf das, was die Person selbst tut, keine Löschung und keinen Platz in Dateien. Eine Löschung, die inzwischen verlangt wird, geschieht beim Aufheben; die Person selbst kann eine Einschränkung, die sie verlangt hat, durch Löschen beenden.',
    none: 'Niemandes Daten sind eingeschränkt.',
    who: 'Wer',
    why: 'Warum',
    since: 'Seit',
    reviewAt: 'Durchsehen am',
    due: (at: string) => `${at}: fällig`,
    erasureAsked: 'Löschung verlangt',
    notRegistered: 'Neuigkeiten, oder unbestätigt',
    kinds: { request: 'auf Verlangen der Person', legalHold: 'für einen Rechtsanspruch' },
    add: 'Jemandes Daten einschränken, oder Grund und Tag ändern',
    kind: 'Anlass',
    reason: 'Grund',
    reasonHelp: 'Die Person liest ihn in ihrer Auskunft.',
    reviewOn: 'Durchsehen am',
    reviewOnHelp: 'Spätestens in einem Jahr: Dann steht es hier und auf der Startseite.',
    keepsSensitive:
      'Auch besondere Angaben (Gesundheit und anderes nach Art. 9 DSGVO) werden für einen Rechtsanspruch gebraucht',
    keepsSensitiveHelp:
      'Nur dann bleiben sie nach ihrer Veranstaltung (Art. 9 Abs. 2 lit. f DSGVO). Sonst enden sie mit ihr, wie es die Einwilligung sagt.',
    sensitiveKept: 'mit besonderen Angaben',
    submit: 'Einschränken',
    lift: 'Eine Einschränkung aufheben',
    toldOn: 'Die Person wurde davon unterrichtet am',
    toldOnHelp:
      'Wer die Einschränkung verlangt hat, muss es vorher erfahren (Art. 18 Abs. 3 DSGVO). Bei einem Rechtsanspruch bleibt das Feld leer.',
    liftSubmit: 'Aufheben',
    tellRecipients:
      'Teilen Sie diesen mit, dass die Angaben der Person nur noch gespeichert werden dürfen (Art. 18 und 19 DSGVO). Im Protokoll stehen die Empfänger.',
  },
  deletion: {
    held: (series: string) =>
      `${series ? `In diesen Reihen sind die Daten eingeschränkt: ${series}` : 'Die Daten sind eingeschränkt'}. Der Wunsch ist vermerkt; gelöscht wird, wenn die Einschränkung aufgehoben wird.`,
    ask: 'Diese Person löschen …',
    title: (email: string) => `${email} löschen?`,
    onePerson: 'Das betrifft eine Person:',
    goes: (registrations: number, series: number) =>
      `${registrations === 1 ? 'Eine Anmeldung' : `${registrations} Anmeldungen`} in ${series === 1 ? 'einer Reihe' : `${series} Reihen`} mit allen Antworten, Einwilligungen und der Teilnahme.`,
    places: (count: number) =>
      count === 1
        ? 'Ein Platz wird frei; wer wartet, rückt nach. Die Person bekommt dazu keine Mail.'
        : `${count} Plätze werden frei; wer wartet, rückt nach. Die Person bekommt dazu keine Mail.`,
    mails: (count: number) =>
      count === 1
        ? 'Der Vermerk über eine Mail. Was noch nicht verschickt ist, geht nicht mehr hinaus.'
        : `Die Vermerke über ${count} Mails. Was noch nicht verschickt ist, geht nicht mehr hinaus.`,
    news: (senders: string) => `Die Einwilligung in Neuigkeiten endet (${senders}).`,
    suppression:
      'Die Sperre der Adresse bleibt, ohne die Adresse selbst: sonst würde wieder an sie geschrieben.',
    requests:
      'Was die Person verlangt hat und was ihr geantwortet wurde, bleibt im Verzeichnis der Anfragen.',
    organiser: 'Der Zugang der Person zu dieser Verwaltung bleibt; ihn beenden Sie unter „Team“.',
    ownSeries:
      'Andere Reihen als Ihre bleiben unberührt. Neuigkeiten, in die bei Ihren Reihen eingewilligt wurde, enden.',
    outOfReach:
      'Nicht erreicht werden gespeicherte Tabellen und Sicherungen; Sicherungen sind nach 35 Tagen fort. Löschen Sie gespeicherte Tabellen selbst.',
    noWayBack: 'Das lässt sich nicht zurücknehmen.',
    submit: 'Endgültig löschen',
    recipients: 'An wen diese Angaben gegeben wurden',
    tellRecipients:
      'Teilen Sie diesen mit, dass die Person gelöscht ist und sie deren Angaben ebenso löschen müssen (Art. 19 DSGVO). Wer es war, steht danach nirgends mehr: Im Protokoll bleiben die Empfänger allein. Fragt die Person, nennen Sie ihr diese.',
    doneTitle: 'Gelöscht',
    done: (email: string, registrations: number, series: number) =>
      `${email} ist gelöscht: ${registrations === 1 ? 'eine Anmeldung' : `${registrations} Anmeldungen`} in ${series === 1 ? 'einer Reihe' : `${series} Reihen`}.`,
    tell: 'Antworten Sie der Person jetzt, und löschen Sie danach auch den Schriftwechsel, wenn Sie ihn nicht aufbewahren müssen.',
  },
};
