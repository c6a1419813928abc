import { link } from './mail-links.ts';
import { ofPeople } from './mail-of-people.ts';

/** What there is to say of a sign-up to an address that nobody has verified. */
const signedUp = (count: number) =>
  `mit dieser E-Mail-Adresse hat sich jemand für die ${count === 1 ? 'folgende Veranstaltung' : 'folgenden Veranstaltungen'} angemeldet.`;

/** The same where an organiser entered the address. */
const enteredBy = (count: number, team: string) =>
  `das Team von ${team} hat diese E-Mail-Adresse bei einer Anmeldung für die ${count === 1 ? 'folgende Veranstaltung' : 'folgenden Veranstaltungen'} eingetragen.`;

/** What each of several calendar files is of. */
const filesOf = { event: 'Veranstaltung', person: 'Person', personAndEvent: 'Person und Veranstaltung' };

/** The mails' own words. Paragraphs after the greeting begin in lower case, as after a comma. */
export const mail = {
  greeting: (name: string) => (name ? `Guten Tag ${name},` : 'Guten Tag,'),
  closing: 'Freundliche Grüße',
  giveBack: 'Wenn Sie nicht teilnehmen können, melden Sie sich bitte ab.',
  giveBackOn: 'Das geht mit einem Klick auf Ihrer Seite:',
  seeOwnPage: 'Alle Ihre Anmeldungen sehen und ändern Sie auf Ihrer Seite:',
  oldEntry:
    'Die angehängte Kalenderdatei nimmt den Eintrag zurück. Bitte löschen Sie den Termin aus Ihrem Kalender, falls er dort noch steht.',
  oldEntryOf: (person: string) =>
    `Die angehängte Kalenderdatei nimmt den Eintrag zurück. Bitte löschen Sie den Termin für ${person} aus Ihrem Kalender, falls er dort noch steht. Gleiche Einträge können zu anderen Personen gehören.`,
  oldEntries: (titles: string) =>
    `Was wegfällt, nehmen die angehängten Kalenderdateien zurück. Bitte löschen Sie aus Ihrem Kalender, falls noch eingetragen: ${titles}`,
  ...ofPeople,

  verification: {
    subject: (topic: string) => `Bitte bestätigen Sie Ihre Anmeldung: ${topic}`,
    intro: (count: number) =>
      `${signedUp(count)} Wenn Sie das waren, bestätigen Sie die Anmeldung bitte. Erst dann ist sie gültig.`,
    byTeam: (count: number, team: string) =>
      `${enteredBy(count, team)} Wenn Sie teilnehmen möchten, bestätigen Sie die Anmeldung bitte. Erst dann ist sie gültig.`,
    /** Where nothing else is to be confirmed. */
    newsAlone: {
      subject: (sender: string) => `Bitte bestätigen Sie: Hinweise von ${sender}`,
      intro: (sender: string) =>
        `bei einer Anmeldung mit dieser E-Mail-Adresse wurde angekreuzt, dass ${sender} Sie per E-Mail auf weitere Veranstaltungen hinweisen darf. Wenn Sie das möchten, bestätigen Sie es bitte. Erst dann gilt es.`,
      button: 'Hinweise bestätigen',
      notWanted: (moment: string) =>
        `Sie möchten keine Hinweise? Dann brauchen Sie nichts zu tun: Die Anfrage wird am ${moment} von selbst gelöscht. Sie können sie auch auf derselben Seite löschen.`,
    },
    button: 'Anmeldung bestätigen',
    /** @param titles where there is more to confirm */
    held: (count: number, moment: string, titles?: string) =>
      count === 1
        ? `Bis ${moment} halten wir Ihnen ${titles ? `für ${titles} ` : ''}einen Platz frei. Danach bekommen Sie beim Bestätigen einen Platz, solange noch einer frei ist.`
        : `Bis ${moment} halten wir Ihnen ${titles ? `für ${titles} je einen Platz` : 'diese Plätze'} frei. Danach bekommen Sie beim Bestätigen Plätze, solange noch welche frei sind.`,
    lost: (_count: number) => 'Daran können Sie nicht mehr teilnehmen:',
    news: (sender: string) =>
      `Im Formular war auch angekreuzt, dass ${sender} Sie per E-Mail auf weitere Veranstaltungen hinweisen darf. Mit der Bestätigung stimmen Sie dem zu.`,
    alreadyToo: (_count: number) => 'Das ist schon eingetragen, hier müssen Sie nichts mehr tun:',
    page: 'Der Link öffnet eine Seite, auf der Sie mit einem Klick bestätigen.',
    deleted: (moment: string) => `Wenn Sie nichts tun, wird die Anmeldung am ${moment} von selbst gelöscht.`,
    notYou:
      'Sie haben sich nicht angemeldet? Dann brauchen Sie nichts zu tun. Sie können die Anmeldung auch auf derselben Seite löschen.',
    notWanted:
      'Sie möchten nicht teilnehmen? Dann brauchen Sie nichts zu tun. Sie können die Anmeldung auch auf derselben Seite löschen.',
  },
  already: {
    subject: (topic: string) => `Sie sind schon angemeldet: ${topic}`,
    intro: 'mit dieser E-Mail-Adresse hat sich jemand noch einmal angemeldet.',
    byTeam: (team: string) => `das Team von ${team} hat diese E-Mail-Adresse noch einmal eingetragen.`,
    rest: 'Es ist schon alles eingetragen, Sie müssen nichts weiter tun.',
    restOfSome: 'Sie müssen nichts weiter tun. Das ist schon eingetragen:',
    /** Where it is not as the form said. */
    restOther: 'Das ist schon eingetragen, aber nicht alles so, wie es im Formular stand:',
    notYou:
      'Das waren nicht Sie? Dann brauchen Sie nichts zu tun, an Ihrer Anmeldung hat sich nichts geändert.',
    unchanged: 'An Ihrer Anmeldung hat sich nichts geändert.',
  },
  nudge: {
    subject: (topic: string) => `Noch nicht bestätigt: Ihre Anmeldung zu ${topic}`,
    intro: (count: number) =>
      count === 1
        ? 'die Anmeldung für die folgende Veranstaltung ist noch nicht bestätigt. Daran erinnern wir nur dieses eine Mal.'
        : 'die Anmeldung für die folgenden Veranstaltungen ist noch nicht bestätigt. Daran erinnern wir nur dieses eine Mal.',
    /** @param titles where there is more to confirm */
    notHeld: (count: number, titles?: string) =>
      count === 1
        ? `Ein Platz ${titles ? `in ${titles} ` : ''}ist für Sie nicht reserviert. Wenn Sie jetzt bestätigen, bekommen Sie einen, solange noch einer frei ist.`
        : `Plätze ${titles ? `in ${titles} ` : ''}sind für Sie nicht reserviert. Wenn Sie jetzt bestätigen, bekommen Sie jeweils einen, solange noch einer frei ist.`,
  },
  confirmation: {
    subject: {
      confirmed: (topic: string) => `Ihre Anmeldung ist bestätigt: ${topic}`,
      waitlisted: (topic: string) => `Sie stehen auf der Warteliste: ${topic}`,
      gone: (topic: string) => `Leider nicht mehr möglich: ${topic}`,
      mixed: (topic: string) => `Ihre Anmeldung: ${topic}`,
      ofSteps: (topic: string) => `Ihre Anmeldung: ${topic}`,
    },
    intro: {
      confirmed: (count: number) =>
        count === 1
          ? 'vielen Dank, Ihre Anmeldung ist bestätigt. Sie haben einen Platz.'
          : 'vielen Dank, Ihre Anmeldung ist bestätigt. Sie haben in allen Veranstaltungen einen Platz.',
      waitlisted: () =>
        'vielen Dank, Ihre Anmeldung ist bestätigt. Im Moment ist kein Platz frei, Sie stehen auf der Warteliste. Sobald ein Platz für Sie frei wird, schreiben wir Ihnen.',
      gone: () => 'vielen Dank für die Bestätigung. Leider ist eine Teilnahme nicht mehr möglich.',
      mixed: (count: number) =>
        count === 1
          ? 'vielen Dank, Ihre Anmeldung ist bestätigt. So steht es um die Veranstaltung:'
          : 'vielen Dank, Ihre Anmeldung ist bestätigt. So steht es um die einzelnen Veranstaltungen:',
      ofSteps: () => 'Sie haben auf Ihrer Seite mehreres geändert. So steht es jetzt um Ihre Anmeldungen:',
    },
    again: (team: string) =>
      `das Team von ${team} schickt Ihnen noch einmal, was zu Ihrer Anmeldung gehört. So steht es darum:`,
    changed: 'bei Ihren Anmeldungen hat sich mehreres geändert. So steht es jetzt darum:',
    calendar: (count: number, each: keyof typeof filesOf) =>
      count === 1
        ? 'Den Termin für Ihren Kalender finden Sie im Anhang.'
        : `Die Termine für Ihren Kalender finden Sie im Anhang, eine Datei je ${filesOf[each]}.`,
    waiting: 'Für die Warteliste gilt: Sobald ein Platz für Sie frei wird, schreiben wir Ihnen.',
    /** To an address that somebody typed, and nobody has verified. */
    entry: {
      subject: (topic: string) => `Für Sie eingetragen: ${topic}`,
      intro: signedUp,
      byTeam: enteredBy,
      place: (count: number) =>
        count === 1
          ? 'Weil sie bald beginnt, ist der Platz schon für Sie eingetragen.'
          : 'Weil sie bald beginnen, sind die Plätze schon für Sie eingetragen.',
      gone: () => 'Leider ist eine Teilnahme nicht mehr möglich.',
      mixed: (count: number) =>
        count === 1 ? 'So steht es um die Veranstaltung:' : 'So steht es um die einzelnen Veranstaltungen:',
      toConfirm: (count: number) =>
        count === 1
          ? 'Teilnehmen können Sie auch ohne Bestätigung. Bitte bestätigen Sie die Anmeldung trotzdem: Nur dann können wir Ihnen danach die Dokumentation schicken, falls es eine gibt. Ohne Bestätigung wird der Eintrag eine Woche nach der Veranstaltung gelöscht, es sei denn, das Team hat Ihre Teilnahme vermerkt.'
          : 'Teilnehmen können Sie auch ohne Bestätigung. Bitte bestätigen Sie die Anmeldung trotzdem: Nur dann können wir Ihnen danach die Dokumentation schicken, falls es eine gibt. Ohne Bestätigung werden die Einträge eine Woche nach der letzten dieser Veranstaltungen gelöscht, es sei denn, das Team hat Ihre Teilnahme vermerkt.',
      here: 'Bestätigen können Sie in Ruhe auch später:',
      see: 'Ansehen, ändern oder absagen können Sie die Anmeldung auf Ihrer Seite:',
      button: 'Anmeldung ansehen',
      notYou: (count: number) =>
        `Sie haben sich nicht angemeldet? Dann öffnen Sie bitte „Anmeldung ansehen“ und drücken Sie dort ${count === 1 ? '' : 'jeweils '}„Abmelden“.`,
      notWanted: (count: number) =>
        `Sie möchten nicht teilnehmen? Dann öffnen Sie bitte „Anmeldung ansehen“ und drücken Sie dort ${count === 1 ? '' : 'jeweils '}„Abmelden“.`,
    },
  },
  promoted: {
    subject: (topic: string) => `Sie haben jetzt einen Platz: ${topic}`,
    intro:
      'ein Platz ist frei geworden und Sie sind von der Warteliste aufgerückt. Ihre Teilnahme ist damit bestätigt.',
    byTeam: (team: string) =>
      `das Team von ${team} hat Ihnen einen Platz gegeben. Sie stehen nicht mehr auf der Warteliste, Ihre Teilnahme ist damit bestätigt.`,
    giveBack:
      'Wird der Platz nicht mehr gebraucht? Dann geben Sie ihn bitte bald frei, auf Ihrer Seite mit „Abmelden“, damit ihn jemand anderes bekommt.',
  },
  noPlace: {
    subject: (topic: string) => `Dieses Mal leider kein Platz: ${topic}`,
    intro:
      'Sie standen für die folgende Veranstaltung auf der Warteliste. Leider ist bis jetzt kein Platz für Sie frei geworden, und die Warteliste ist geschlossen. Das tut uns leid.',
    ifFree:
      'Wird doch noch ein Platz frei, können Sie ihn auf Ihrer Seite nehmen, solange die Anmeldung offen ist. Sonst müssen Sie nichts weiter tun.',
  },
  reminder: {
    begun: {
      subject: 'Jetzt',
      intro: 'die folgende Veranstaltung hat begonnen. Kommen Sie gern noch dazu.',
      ofOther: 'die folgende Veranstaltung hat begonnen.',
    },
    minutes: (count: number) => {
      const isHour = count >= 55 && count <= 65;
      const when = isHour ? 'einer Stunde' : count === 1 ? 'einer Minute' : `${count} Minuten`;
      return {
        subject: `In ${when}`,
        intro: `in ${when} geht es los.`,
      };
    },
    today: (clock: string) => ({
      subject: `Heute um ${clock}`,
      intro: `heute um ${clock} ist es so weit.`,
    }),
    tomorrow: (clock: string) => ({
      subject: `Morgen, ${clock}`,
      intro: `morgen um ${clock} ist es so weit.`,
    }),
    inAWeek: (day: string, clock: string) => ({
      subject: 'In einer Woche',
      intro: `in einer Woche, am ${day}, um ${clock} ist es so weit.`,
    }),
    later: (day: string, clock: string) => ({
      subject: `${day}, ${clock}`,
      intro: `am ${day}, um ${clock} ist es so weit.`,
    }),
    welcome: (person?: string) => `Wir freuen uns auf ${person ?? 'Sie'}.`,
  },
  moved: {
    subject: {
      time: (topic: string) => `Neuer Termin: ${topic}`,
      clock: (topic: string) => `Neue Uhrzeit: ${topic}`,
      place: (topic: string) => `Neuer Ort: ${topic}`,
      timeAndPlace: (topic: string) => `Neuer Termin und Ort: ${topic}`,
      clockAndPlace: (topic: string) => `Neue Uhrzeit und neuer Ort: ${topic}`,
    },
    /** Where its place is not another, but how it takes place. */
    mode: {
      online: {
        subject: (topic: string) => `Findet jetzt online statt: ${topic}`,
        time: (topic: string) => `Neuer Termin, jetzt online: ${topic}`,
        clock: (topic: string) => `Neue Uhrzeit, jetzt online: ${topic}`,
        intro: 'die folgende Veranstaltung findet jetzt online statt, nicht mehr vor Ort.',
      },
      onsite: {
        subject: (topic: string) => `Findet jetzt vor Ort statt: ${topic}`,
        time: (topic: string) => `Neuer Termin, jetzt vor Ort: ${topic}`,
        clock: (topic: string) => `Neue Uhrzeit, jetzt vor Ort: ${topic}`,
        intro: 'die folgende Veranstaltung findet jetzt vor Ort statt, nicht mehr online.',
      },
      also: (facts: string) => `Außerdem hat sich geändert: ${facts}.`,
    },
    intro: {
      time: 'der Termin der folgenden Veranstaltung hat sich geändert.',
      clock: 'die Uhrzeit der folgenden Veranstaltung hat sich geändert.',
    },
    before: (moment: string) => `bisher ${moment}`,
    stays: {
      time: 'Ihre Anmeldung gilt für den neuen Termin, Sie müssen nichts weiter tun.',
      clock: 'Ihre Anmeldung gilt weiter, Sie müssen nichts tun.',
    },
    calendar: () =>
      'Die angehängte Kalenderdatei ersetzt den bisherigen Eintrag. Bleibt der alte stehen, löschen Sie ihn bitte von Hand.',
  },
  changed: {
    subject: (topic: string) => `Geändert: ${topic}`,
    intro: (facts: string) => `bei der folgenden Veranstaltung hat sich etwas geändert: ${facts}.`,
    unknown: 'bei der folgenden Veranstaltung hat sich etwas geändert. So sieht sie jetzt aus:',
    formerly: (title: string, before: string) => `${title} (bisher: ${before})`,
    facts: {
      title: 'Titel',
      time: 'Termin',
      clock: 'Uhrzeit',
      place: 'Ort',
      directions: 'Anfahrt',
      accessibility: 'Barrierefreiheit vor Ort',
      summary: 'Beschreibung',
      workingGroup: 'Arbeitsgruppe',
      join: 'Zugang',
      joinInfo: 'Hinweise zum Zugang',
    },
    was: (fact: string) => `${fact} bisher`,
    is: (fact: string) => `${fact} neu`,
    gone: {
      directions: 'Die Hinweise zur Anfahrt entfallen.',
      accessibility: 'Die Hinweise zur Barrierefreiheit entfallen.',
      workingGroup:
        'Die Arbeitsgruppe entfällt. Die Anmeldung zur Veranstaltung gilt weiter; gibt es andere Arbeitsgruppen, können Sie auf Ihrer Seite eine davon wählen.',
      summary: 'Die Beschreibung entfällt.',
      joinInfo: 'Die Hinweise zum Zugang entfallen.',
    },
    join: {
      fresh: 'Der Link zur Teilnahme steht jetzt fest, Sie finden ihn in dieser E-Mail.',
      other: 'Der Zugang zur Veranstaltung hat sich geändert. Ihr Link dorthin bleibt derselbe.',
      gone: 'Der Link zur Teilnahme gilt nicht mehr.',
    },
  },
  cancellation: {
    subject: (topic: string) => `Sie sind abgemeldet: ${topic}`,
    intro: 'Sie sind von der folgenden Veranstaltung abgemeldet.',
    byTeam: (team: string) =>
      `das Team von ${team} hat Sie von der folgenden Veranstaltung abgemeldet. Stimmt das nicht, antworten Sie bitte auf diese E-Mail.`,
  },
  eventCancelled: {
    subject: (topic: string) => `Fällt aus: ${topic}`,
    intro: 'die folgende Veranstaltung fällt leider aus. Sie müssen sich nicht abmelden.',
  },
  unconfirmedCancelled: {
    subject: (count: number, titles: string) => `${count === 1 ? 'Fällt' : 'Fallen'} aus: ${titles}`,
    intro: (count: number) => `${signedUp(count)} Leider ${count === 1 ? 'fällt sie' : 'fallen sie'} aus.`,
    byTeam: (count: number, team: string) =>
      `${enteredBy(count, team)} Leider ${count === 1 ? 'fällt sie' : 'fallen sie'} aus.`,
    nothing: 'Bestätigen müssen Sie nichts mehr.',
    deleted: (moment: string) => `Die Anmeldung wird am ${moment} von selbst gelöscht.`,
    others: (count: number) =>
      count === 1
        ? 'Diese Veranstaltung findet statt. Die Anmeldung dafür ist noch nicht bestätigt:'
        : 'Diese Veranstaltungen finden statt. Die Anmeldung dafür ist noch nicht bestätigt:',
    notYou: 'Sie haben sich nicht angemeldet? Dann brauchen Sie nichts zu tun.',
  },
  documentation: {
    subject: (topic: string) => `Dokumentation: ${topic}`,
    furtherSubject: (topic: string) => `Weitere Dokumentation: ${topic}`,
    intro: 'die Dokumentation der folgenden Veranstaltung ist da.',
    thanks: 'vielen Dank für Ihre Teilnahme. Die Dokumentation der folgenden Veranstaltung ist da.',
    furtherIntro: 'zur folgenden Veranstaltung gibt es weitere Dokumentation.',
    links: 'Diese Unterlagen gibt es:',
    button: 'Zur Dokumentation',
    certificate: 'Die Teilnahmebescheinigung zum Ausdrucken oder Speichern:',
    certificateLink: 'Teilnahmebescheinigung',
    hint: (count: number) =>
      count === 1
        ? 'In dieser Reihe ist noch eine weitere Veranstaltung offen:'
        : 'In dieser Reihe sind noch weitere Veranstaltungen offen:',
    hintAdd: 'Wenn Sie auch daran teilnehmen möchten:',
    hintLink: (count: number) =>
      count === 1 ? 'Dafür anmelden' : 'Für die offenen Veranstaltungen anmelden',
    hintReason: (sender: string) =>
      `Sie erhalten diesen Hinweis, weil Sie in Hinweise von ${sender} eingewilligt haben.`,
    unsubscribe: 'Hinweise abbestellen',
  },
  announcement: {
    reason: (sender: string) =>
      `Sie erhalten diese E-Mail, weil Sie in Hinweise von ${sender} eingewilligt haben.`,
  },
  erasureNotice: {
    subject: (series: string) => `Daten werden bald gelöscht: ${series}`,
    intro: (moment: string, events: number) =>
      `am ${moment} werden Daten von Teilnehmenden ${events === 1 ? 'der folgenden Veranstaltung' : events > 1 ? 'der folgenden Veranstaltungen' : 'dieser Reihe'} gelöscht, deren Frist dann endet: Namen, Adressen, Antworten und Anwesenheit.`,
    before:
      'Bitte sichern Sie bis dahin, was Sie daraus noch brauchen, zum Beispiel Teilnahmebescheinigungen.',
    complete: 'Der Verwendungsnachweis für diese Veranstaltungen ist vollständig.',
    incomplete:
      'Der Verwendungsnachweis ist noch nicht vollständig: Erfassen Sie bis dahin, wer teilgenommen hat, und veröffentlichen Sie die Dokumentation. Danach lässt sich die Teilnahme nicht mehr nachtragen.',
    button: 'Zum Verwendungsnachweis',
    kept: 'Der Verwendungsnachweis in Zahlen bleibt erhalten, ebenso die Einwilligungen in Hinweise. Die Frist zählt ab der letzten Veranstaltung, zu der sich jemand selbst angemeldet hat; wer noch eine spätere hat, wird später gelöscht.',
  },
  login: {
    subject: 'Ihr Zugang zu Eventbote',
    intro:
      'hier ist der Link, mit dem Sie sich in der Verwaltung anmelden. Bestätigen Sie die Anmeldung auf der Seite, die sich öffnet.',
    button: 'Anmelden',
    once: (moment: string) => `Der Link funktioniert einmal und gilt bis ${moment}.`,
  },
  link,
};
