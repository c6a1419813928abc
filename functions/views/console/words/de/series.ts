const plural = (count: number, one: string, many: string) => (count === 1 ? `1 ${one}` : `${count} ${many}`);

export const series = {
  title: 'Reihen',
  make: 'Reihe anlegen',
  events: (count: number) =>
    count === 0 ? 'Noch keine Veranstaltung' : plural(count, 'Veranstaltung', 'Veranstaltungen'),
  nothingNext: 'Kein veröffentlichter Termin liegt vor Ihnen.',
  next: 'Als Nächstes:',
  newEvent: 'Veranstaltung anlegen',
  eventsTitle: 'Veranstaltungen',
  noEvents:
    'Noch keine Veranstaltung. Legen Sie die erste an: Titel und Zeit genügen, alles Weitere lässt sich später ergänzen. Sie bleibt ein Entwurf, bis Sie sie veröffentlichen.',
  noEventsYet: 'Noch keine Veranstaltung.',
  settings: 'Einstellungen',
  openForm: 'Anmeldeformular ansehen',
  remove: 'Reihe löschen …',
  back: 'Zurück zur Reihe',
  facts: {
    organisers: 'Veranstaltende',
    replyTo: 'Antworten gehen an',
    timeZone: 'Zeitzone',
    nudge: 'Erinnerung ans Bestätigen',
    retention: 'Aufbewahrung',
    news: 'Einwilligung in Neuigkeiten',
    sensitive: 'Einwilligung in sensible Angaben',
    seriesId: 'Kennung',
  },
  nudgeAfter: (duration: string) => `nach ${duration}`,
  days: (count: number) =>
    plural(
      count,
      'Tag nach der letzten eigenen Veranstaltung',
      'Tage nach der letzten eigenen Veranstaltung',
    ),
  newsFrom: (sender: string) => `wird erbeten, für ${sender}`,
  asked: 'wird erbeten',
  notAsked: 'wird nicht erbeten',
  newTitle: 'Neue Reihe',
  newIntro:
    'Titel eintragen, Datenschutzhinweis durchlesen, fertig: Alles andere ist sinnvoll vorbelegt und bleibt änderbar. Die Termine folgen danach.',
  editTitle: (title: string) => `${title} bearbeiten`,
  groups: {
    series: 'Die Reihe',
    mails: 'Mails und Fristen',
    certificates: 'Teilnahmebescheinigungen',
    privacy: 'Datenschutzhinweis',
    news: 'Neuigkeiten',
    sensitive: 'Sensible Angaben',
    partners: 'Partner',
  },
  partnersHelp:
    'Wer die Reihe mit verantwortet, in Ihrem Auftrag arbeitet oder Angaben der Teilnehmenden bekommt. Alle Angaben stehen öffentlich auf der Datenschutzseite der Reihe.',
  partnerName: (index: number) => `Partner ${index}`,
  partnerRoles: {
    joint: 'gemeinsam verantwortlich (Art. 26 DSGVO)',
    processor: 'Auftragsverarbeiter (Art. 28 DSGVO)',
    recipient: 'bekommt Angaben',
  },
  versionHelp:
    'Jede Anmeldung hält fest, welche Fassung des Textes zu sehen war. Wenn Sie einen Text ändern, geben Sie ihm eine neue Fassung.',
  noNudge: 'keine',
  fields: {
    title: {
      label: 'Titel',
      help: 'Eine der beiden Sprachen genügt; wer die andere liest, sieht dann diese.',
    },
    seriesId: {
      label: 'Kennung',
      help: 'Steht in Adressen, etwa gemeinsam-stark. Leer lassen: wird aus dem Titel gebildet. Später nicht mehr änderbar.',
    },
    summary: { label: 'Worum es geht' },
    organisers: {
      label: 'Veranstaltende',
      help: 'Eine Organisation je Zeile, so wie sie in Mails und auf Seiten stehen sollen.',
    },
    partnerName: { label: 'Name', help: 'Leer lassen: Diesen Partner gibt es nicht.' },
    partnerRole: 'Rolle',
    partnerContact: {
      label: 'Kontakt',
      help: 'Anschrift oder E-Mail-Adresse, an die sich Betroffene wenden.',
    },
    partnerEssence: {
      label: 'Das Wesentliche der Vereinbarung',
      help: 'Wer was tut, wer informiert, wer Anfragen beantwortet; bei Empfängern: was sie wozu bekommen.',
    },
    replyTo: {
      label: 'Antworten gehen an',
      help: 'Ein Postfach, das jemand liest. Leer lassen: das der Organisation.',
    },
    defaultLocale: { label: 'Sprache', help: 'Für alle, deren Sprache nicht bekannt ist.' },
    timeZone: { label: 'Zeitzone', help: 'Ort, nach dessen Uhren die Termine gelten.' },
    verificationNudge: {
      label: 'Erinnerung ans Bestätigen',
      help: 'Eine einzige Mail an alle, die ihre Anmeldung so lange nicht bestätigt haben.',
    },
    retentionDays: {
      label: 'Tage bis zum Löschen',
      help: 'So lange bleiben die Daten nach der letzten Veranstaltung, zu der sich jemand selbst angemeldet hat. Wer schon angemeldet ist, behält die Frist, die der Hinweis nannte; kürzer darf sie werden. Eine andere Frist braucht eine neue Fassung des Datenschutzhinweises, in dem {retentionDays} für sie steht.',
    },
    certificateSignatory: {
      label: 'Wer unterschreibt',
      help: 'Name und Amt, wie sie auf der Bescheinigung unter der Linie stehen.',
    },
    certificateInMail: {
      label: 'In der Mail mit der Dokumentation steht, wo die Bescheinigung ist',
      help: 'Bei allen, deren Teilnahme dann erfasst ist. Auf der eigenen Seite steht sie in jedem Fall.',
    },
    privacyText: {
      label: 'Hinweis',
      help: 'Steht im Anmeldeformular. Er informiert, niemand muss zustimmen.',
    },
    privacyUrl: { label: 'Link zur Datenschutzerklärung' },
    version: { label: 'Fassung', help: 'Etwa Jahr und Monat: 2027-03.' },
    consentText: { label: 'Wortlaut', help: 'Steht neben einem Kästchen, das niemand ankreuzen muss.' },
    sender: {
      label: 'Wer schreibt',
      help: 'Der Absender, in dessen Namen die Neuigkeiten kommen. Ihn wählt, wer alle Reihen hat.',
    },
  },
  consents: {
    news: {
      label: 'Um Einwilligung bitten, auf weitere Veranstaltungen hinweisen zu dürfen',
      help: 'Ohne sie bekommt niemand Neuigkeiten, auch keinen Hinweis auf weitere Teile.',
    },
    sensitive: {
      label: 'Um Einwilligung in sensible Fragen bitten',
      help: 'Nötig, sobald eine Frage etwa Gesundheit oder Unterstützungsbedarf betrifft.',
    },
  },
  presets: {
    privacy:
      'Wir verarbeiten Ihre Angaben, um Ihre Teilnahme zu organisieren, und löschen sie {retentionDays} Tage nach der letzten Veranstaltung, zu der Sie sich angemeldet haben.',
    news: (sender: string) =>
      `Ja, ${sender} darf mich per E-Mail auf weitere Veranstaltungen hinweisen. Das kann ich jederzeit widerrufen.`,
    sensitive: 'Meine Angaben zum Unterstützungsbedarf dürfen für diese Veranstaltung verwendet werden.',
  },
  removing: {
    title: (title: string) => `${title} löschen?`,
    text: 'Die Reihe hat keine Veranstaltungen; gelöscht werden nur ihre Einstellungen und Texte. Das lässt sich nicht rückgängig machen.',
    submit: 'Reihe endgültig löschen',
    hasEvents: (count: number) =>
      `Das geht noch nicht: Die Reihe hat ${plural(count, 'Veranstaltung', 'Veranstaltungen')}. Löschen Sie erst diese. Eine Veranstaltung lässt sich löschen, solange niemand angemeldet war, sonst erst, wenn die Anmeldungen nach der Aufbewahrungsfrist gelöscht sind.`,
  },
};
