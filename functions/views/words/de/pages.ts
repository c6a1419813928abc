import { ownData } from './own-data.ts';
import { printed } from './printed.ts';

export const pages = {
  skip: 'Zum Inhalt',
  open: {
    notYetOpen: (moment: string) => `Die Anmeldung öffnet am ${moment}.`,
    notYetOpenSometime: 'Die Anmeldung ist noch nicht geöffnet.',
    closed: 'Die Anmeldung ist geschlossen.',
    over: 'Diese Veranstaltung ist vorbei.',
    cancelled: 'Diese Veranstaltung fällt aus.',
    draft: 'Diese Veranstaltung ist noch nicht veröffentlicht.',
    full: 'Ausgebucht.',
    few: 'Es sind höchstens noch wenige Plätze frei.',
    waitingList: 'Ausgebucht. Sie können sich auf die Warteliste setzen lassen.',
  },
  signUp: {
    title: 'Anmeldung',
    noneOpen: 'Im Moment ist keine Anmeldung möglich.',
    faultsTitle: 'Bitte prüfen Sie Ihre Angaben',
    faultPrefix: 'Fehler: ',
    websiteFaults: {
      title: 'Das Formular der Website ist nicht richtig eingerichtet',
      text: (contact: string) =>
        `Gespeichert ist noch nichts. Sehen Sie Ihre Angaben hier bitte noch einmal durch und senden Sie sie von hier ab. Wenn das nicht geht, schreiben Sie an ${contact}.`,
      details: 'Für die Betreuung der Website',
    },
    events: 'Woran möchten Sie teilnehmen?',
    eventsHint: 'Sie können eine oder mehrere Veranstaltungen wählen.',
    way: 'Wie nehmen Sie teil?',
    ways: { onsite: 'vor Ort', online: 'online' },
    workingGroup: 'Arbeitsgruppe',
    noWorkingGroup: 'keine Arbeitsgruppe',
    groupFull: (group: string) => `${group} (voll)`,
    optional: '(freiwillig)',
    noAnswer: 'keine Angabe',
    yes: 'Ja',
    no: 'Nein',
    atMost: (max: number) => `Höchstens ${max} Zeichen.`,
    sensitiveHint: 'Diese Angabe verwenden wir nur, wenn Sie unten darin einwilligen.',
    you: 'Über Sie',
    name: 'Name',
    email: 'E-Mail-Adresse',
    emailHint: 'Dorthin schicken wir gleich eine E-Mail. Darin steht, wie es weitergeht.',
    language: 'Sprache der E-Mails an Sie',
    languages: { de: 'Deutsch', en: 'Englisch' },
    notices: 'Ihre Einwilligungen und der Datenschutz',
    voluntary: 'Beides ist freiwillig und keine Bedingung für die Teilnahme.',
    voluntaryOne: 'Das ist freiwillig und keine Bedingung für die Teilnahme.',
    privacyLink: 'Hinweise zum Datenschutz',
    honeypot: 'Bitte lassen Sie dieses Feld leer',
    button: 'Anmelden',
  },
  extraStep: {
    title: 'Noch ein Schritt',
    text: 'Ihre Anmeldung ist noch nicht abgeschickt. Bitte drücken Sie noch einmal auf „Absenden“, damit wir wissen, dass ein Mensch sie abschickt. Alles, was Sie eingegeben haben, ist noch da.',
    button: 'Absenden',
  },
  received: {
    title: 'Bitte sehen Sie in Ihr Postfach',
    sent: (email: string) => `Wir haben eine E-Mail an ${email} geschickt.`,
    next: 'Öffnen Sie den Link darin und bestätigen Sie Ihre Anmeldung. Erst dann ist sie gültig.',
    /** Of an event whose places are entered at once shortly before it begins. */
    nextSoon:
      'Öffnen Sie sie bitte gleich: Dort steht, ob Ihr Platz schon eingetragen ist oder ob Sie die Anmeldung noch bestätigen müssen.',
    missing:
      'Nichts angekommen? Sehen Sie bitte im Spam-Ordner nach und prüfen Sie die Adresse. Ein Postfach bekommt höchstens drei solche E-Mails in der Stunde und zehn am Tag, jede weitere danach.',
    back: 'Zurück zum Formular',
  },
  confirm: {
    title: 'Anmeldung bestätigen',
    intro: 'Bitte prüfen und bestätigen Sie Ihre Angaben.',
    changed:
      'Noch ist nichts bestätigt: Seit Sie diese Seite geöffnet haben, hat sich etwas geändert. Unten steht, was bisher galt und was jetzt gilt.',
    name: 'Name',
    answered: 'im Formular beantwortet',
    typed:
      'Name und frei geschriebene Antworten stehen erst nach der Bestätigung auf Ihrer Seite, und Sie können sie dort ändern: So kann niemand diese Seite für eigene Texte benutzen.',
    email: 'E-Mail-Adresse',
    signedUpAt: 'Eingegangen',
    several:
      'Liegen mehrere solche E-Mails in Ihrem Postfach, bestätigen Sie bitte nur, was Sie selbst abgeschickt haben: Jede gilt für ein Formular.',
    events: 'Ihre Veranstaltungen',
    entered: 'Schon für Sie eingetragen',
    enteredText: (count: number) =>
      count === 1
        ? 'Diesen Platz hat jemand mit Ihrer Adresse eingetragen. Bestätigen Sie ihn nicht, wird er eine Woche nach der Veranstaltung gelöscht, es sei denn, das Team hat Ihre Teilnahme vermerkt.'
        : 'Diese Plätze hat jemand mit Ihrer Adresse eingetragen. Bestätigen Sie sie nicht, werden sie eine Woche nach der letzten dieser Veranstaltungen gelöscht, es sei denn, das Team hat Ihre Teilnahme vermerkt.',
    already: 'Schon eingetragen',
    choices: 'Ihre Wahl',
    choicesHint: 'Ihre Anmeldung gilt auch ohne. Was Sie hier ankreuzen, können Sie jederzeit widerrufen.',
    sensitiveHint: 'Ohne Ihre Einwilligung speichern wir die Antworten nicht, die sie betrifft.',
    button: 'Anmeldung bestätigen',
    nothingLeft: 'Hier ist nichts mehr zu bestätigen.',
    lost: 'Nicht mehr möglich',
    nothing: 'Hier ist nichts mehr zu bestätigen: Es ist schon alles eingetragen.',
    ofSomebody: {
      title: 'Das waren nicht Sie?',
      text: 'Dann löschen Sie die Anmeldung hier. Tun Sie nichts, wird sie nach einigen Tagen von selbst gelöscht.',
      button: 'Das war ich nicht: löschen',
    },
    ofTeam: {
      title: 'Sie möchten nicht teilnehmen?',
      text: 'Dann löschen Sie die Anmeldung hier. Tun Sie nichts, wird sie nach einigen Tagen von selbst gelöscht.',
      button: 'Anmeldung löschen',
    },
    /** Where nothing else is to be confirmed. */
    newsAlone: {
      title: 'Hinweise auf Veranstaltungen bestätigen',
      intro: 'Möchten Sie künftig auf Veranstaltungen hingewiesen werden? Dann bestätigen Sie es hier.',
      choicesHint: 'An Ihren Anmeldungen ändert das nichts. Sie können die Hinweise jederzeit abbestellen.',
      button: 'Bestätigen',
      notWanted: {
        title: 'Sie möchten keine Hinweise?',
        text: 'Dann löschen Sie die Anfrage hier. Tun Sie nichts, wird sie nach einigen Tagen von selbst gelöscht.',
        button: 'Anfrage löschen',
      },
    },
  },
  confirmed: {
    title: 'Ihre Anmeldung ist bestätigt',
    lostTitle: 'Eine Teilnahme ist leider nicht mehr möglich',
    repeatTitle: 'Ihre Anmeldung war schon bestätigt',
    mail: 'Wir haben Ihnen eine E-Mail mit allen Angaben geschickt.',
    repeat: 'Sie müssen nichts weiter tun.',
    own: 'Meine Anmeldung ansehen oder ändern',
    news: {
      title: 'Ihre Wahl ist gespeichert',
      unchanged: 'An Ihren Anmeldungen hat sich nichts geändert.',
    },
  },
  ...printed,
  proof: {
    title: 'Nachweis über Hinweise und Einwilligungen',
    intro: (moment: string) =>
      `Was der Person gezeigt wurde, worin sie eingewilligt hat und wie die Adresse bestätigt wurde (Art. 7 Abs. 1 DSGVO). Stand: ${moment}.`,
    event: 'Veranstaltung',
    registration: 'Kennung der Anmeldung',
    kinds: {
      privacy: 'Hinweise zum Datenschutz',
      news: 'Einwilligung in Hinweise',
      sensitive: 'Einwilligung in besondere Angaben',
    },
    sender: 'Erteilt gegenüber',
    version: 'Fassung',
    shownIn: 'Gezeigt auf',
    named: 'Text benannt durch',
    namedByVersion: 'seine Fassung allein',
    channel: 'Auf dem Weg',
    channels: {
      form: 'über ein Formular',
      ownPage: 'auf der eigenen Seite der Person',
      byHand: 'eingetragen durch die Organisation',
    },
    form: 'Seite',
    shownAt: 'Abgesendet',
    verifiedAt: 'Adresse bestätigt',
    notVerified: 'noch nicht',
    mail: 'Kennung der Bestätigungsmail (Message-ID)',
    withdrawn: 'Widerrufen',
    notWithdrawn: 'nein',
    addressChange: 'Änderung der Adresse',
    addressChangeText:
      'Die Anmeldung begann unter einer anderen Adresse. Die heutige wurde eigens bestätigt:',
    none: 'Zu dieser Anmeldung ist nichts mehr gespeichert.',
  },
  signUpDeleted: {
    signUp: {
      title: 'Die Anmeldung ist gelöscht',
      text: 'Wir haben die Anmeldung und die Angaben darin gelöscht. Sie bekommen dazu keine weitere E-Mail. Falls ein Termin daraus in Ihrem Kalender steht, löschen Sie ihn bitte dort.',
    },
    news: {
      title: 'Die Anfrage ist gelöscht',
      text: 'Es hat sich nichts geändert, auch nicht an Ihren Anmeldungen.',
    },
    address: {
      title: 'Die Anfrage ist gelöscht',
      text: 'Diese Adresse wird nicht verwendet. Sie bekommen dazu keine weitere E-Mail.',
    },
  },
  seatForm: {
    title: {
      add: 'Für einen Teil anmelden',
      addPerson: 'Noch jemanden anmelden',
      change: 'Anmeldung ändern',
    },
    button: { add: 'Anmelden', addPerson: 'Anmelden', change: 'Änderung speichern' },
    name: 'Name der Person, die teilnimmt',
    back: 'Zurück zu meiner Anmeldung, ohne etwas zu ändern',
  },
  personForm: {
    title: 'Meine Angaben ändern',
    button: 'Änderung speichern',
    address: 'E-Mail-Adresse',
    addressNow: 'Zurzeit schreiben wir an:',
    addressWaits: 'Diese Adresse wartet auf Ihre Bestätigung dort:',
    newEmail: 'Neue E-Mail-Adresse',
    addressHint:
      'Wir schicken dorthin einen Link. Erst wenn Sie ihn öffnen und bestätigen, gilt die neue Adresse, und die Links in früheren E-Mails gelten nicht mehr.',
    addressButton: 'Link an die neue Adresse schicken',
  },
  addressQuestion: {
    title: 'Neue E-Mail-Adresse bestätigen',
    text: 'Die E-Mails zu einer Anmeldung sollen künftig an diese Adresse gehen:',
    joins:
      'Mit dieser Adresse sind Sie schon angemeldet: Beide Anmeldungen werden zu einer, bei derselben Veranstaltung gilt die bessere. Ihr Name und Ihre Sprache bleiben, wie sie hier sind, und Neuigkeiten kommen nur, soweit Sie sie mit dieser Adresse bestellt haben.',
    news: (senders: string) =>
      `Auch die Neuigkeiten von ${senders} kommen dann an diese Adresse. Abbestellen können Sie sie jederzeit.`,
    button: 'Ja, an diese Adresse',
    ofSomebody: {
      title: 'Das waren nicht Sie?',
      text: 'Dann löschen Sie die Anfrage hier. Tun Sie nichts, wird sie nach einem Tag von selbst gelöscht.',
      button: 'Das war ich nicht: löschen',
    },
    ofTeam: {
      title: 'Es ist nicht Ihre Anmeldung?',
      text: 'Dann löschen Sie die Anfrage hier. Tun Sie nichts, wird sie nach einem Tag von selbst gelöscht.',
      button: 'Anfrage löschen',
    },
  },
  addressChanged: {
    title: 'Ihre neue Adresse gilt',
    repeatTitle: 'Ihre neue Adresse galt schon',
    text: 'Wir schreiben Ihnen ab jetzt an:',
    links: 'Die Links in früheren E-Mails gelten nicht mehr. Den neuen schicken wir Ihnen zu.',
  },
  event: {
    signUp: 'Zur Anmeldung',
    documentation: 'Zur Dokumentation',
    linkTitle: 'Schon angemeldet?',
    linkText: 'Wir schicken Ihnen den Link zu Ihrer Anmeldung noch einmal zu.',
    linkEmail: 'E-Mail-Adresse',
    linkButton: 'Link zuschicken',
  },
  linkSent: {
    title: 'Bitte sehen Sie in Ihr Postfach',
    text: 'Wenn mit dieser Adresse eine Anmeldung besteht, ist eine E-Mail mit dem Link unterwegs. Ein Postfach bekommt höchstens drei solche E-Mails in der Stunde und zehn am Tag, jede weitere danach.',
  },
  privacy: {
    title: 'Datenschutz in dieser Reihe',
    link: 'Wer verantwortlich ist, wozu, und Ihre Rechte',
  },
  documentation: { title: 'Dokumentation', none: 'Hier liegt noch nichts.' },
  unsubscribe: {
    title: 'Hinweise abbestellen',
    text: (sender: string) =>
      `${sender} schickt Ihnen dann keine Hinweise auf Veranstaltungen mehr. An Ihren Anmeldungen ändert das nichts.`,
    button: 'Abbestellen',
    doneTitle: 'Die Hinweise sind abbestellt',
    repeatTitle: 'Die Hinweise waren schon abbestellt',
    done: (sender: string) =>
      `${sender} schickt Ihnen keine Hinweise auf Veranstaltungen mehr. Ihre Anmeldungen bestehen weiter.`,
  },
  ...ownData,
  noWayIn: {
    title: 'Hier haben Sie zurzeit keinen Platz',
    text: 'Der Zugang ist geschlossen. Was es zu Ihren Anmeldungen gibt, steht auf Ihrer Seite; der Link dorthin ist in Ihrer letzten E-Mail.',
    notYet: {
      title: 'Der Zugang ist noch nicht eingerichtet',
      text: 'Bitte öffnen Sie diesen Link kurz vor Beginn noch einmal. Er bleibt derselbe.',
    },
    onsite: {
      title: 'Diese Veranstaltung findet vor Ort statt',
      text: 'Einen Link zum Teilnehmen gibt es nicht. Wir freuen uns, wenn Sie kommen:',
    },
  },
};
