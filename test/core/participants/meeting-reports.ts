/** A report of a meeting service, and what is right of it: by whom was registered, as `people` names them. */
export interface MeetingReport {
  kind: string;
  file: Buffer;
  attended: string[];
  absent?: string[];
  /** Names, each with who is suggested. */
  unknown?: [string, ...string[]][];
  minutes?: Record<string, number>;
}

/** Who has a place: name and address. */
export const people = {
  joerg: ['Jörg Weiß', 'joerg.weiss@rathaus.example'],
  anna: ['Anna-Maria Schäfer', 'Anna.Schaefer@verein.example'],
  siobhan: ["Siobhán O'Neill", 's.oneill@uni.example'],
  mehmet: ['Mehmet Öztürk', 'mehmet@buergerhaus.example'],
  hans: ['Müller, Hans', 'hans.mueller@stadt.example'],
  lukasz: ['Łukasz Żak', 'lukasz@ngo.example'],
  petra: ['Petra Last', 'p.last@dorf.example'],
  uta: ['Uta Gastgeber', 'host@stiftung-marktplatz.example'],
} as const;

const utf16 = (lines: readonly string[]) => Buffer.from(`\ufeff${lines.join('\r\n')}\r\n`, 'utf16le');
const utf8 = (lines: readonly string[]) => Buffer.from(`\ufeff${lines.join('\r\n')}\r\n`);

const zoomHost = (name: string, email: string) =>
  `Sichtbar machen,812 3456 7890,Uta Gastgeber,host@stiftung-marktplatz.example,,,No,01/11/2027 09:00,02/10/2027 16:45,02/10/2027 19:03,139,4,${name},${email},02/10/2027 16:58,02/10/2027 19:01,123,Yes,,No`;

/**
 * By what the services say of their files (the pages that attendance-columns.ts names), and by what people tell of those that
 * other products read wrongly.
 */
export const reports: Record<string, MeetingReport> = {
  'Zoom meeting, with its own lines above and somebody who came back by two devices': {
    kind: 'zoomMeeting',
    file: utf8([
      'Meeting ID,Topic,Start Time,End Time,User Email,Duration (Minutes),Participants',
      '812 3456 7890,Sichtbar machen,02/10/2027 04:45:12 PM,02/10/2027 07:03:55 PM,host@stiftung-marktplatz.example,139,3',
      '',
      'Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest,Recording Consent,In Waiting Room',
      'Jörg Weiß,joerg.weiss@rathaus.example,02/10/2027 05:00:00 PM,02/10/2027 05:30:00 PM,30,Yes,,No',
      'Jörg Weiß,joerg.weiss@rathaus.example,02/10/2027 05:20:00 PM,02/10/2027 06:00:00 PM,40,Yes,,No',
      'Anna-Maria Schäfer,anna.schaefer@verein.example,02/10/2027 04:50:00 PM,02/10/2027 04:59:00 PM,9,Yes,,Yes',
      'Anna-Maria Schäfer,anna.schaefer@verein.example,02/10/2027 04:59:00 PM,02/10/2027 05:59:00 PM,60,Yes,,No',
      'Petra Last,p.last@dorf.example,02/10/2027 04:50:00 PM,02/10/2027 04:59:00 PM,9,Yes,,Yes',
      'Handy (Mehmet Öztürk),,02/10/2027 05:00:00 PM,02/10/2027 05:59:00 PM,59,Yes,,No',
    ]),
    attended: ['joerg', 'anna'],
    absent: ['Petra Last'],
    unknown: [['Handy (Mehmet Öztürk)', 'mehmet']],
    minutes: { joerg: 60, anna: 60 },
  },
  'Zoom meeting, with the host in each line': {
    kind: 'zoomMeeting',
    file: utf8([
      'Topic,Meeting ID,User Name,User Email,Department,Group,Has Zoom Rooms?,Creation Time,Start Time,End Time,Duration (Minutes),Participants,Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest,Recording Consent,In Waiting Room',
      zoomHost('Uta Gastgeber', 'host@stiftung-marktplatz.example'),
      zoomHost('Jörg Weiß', 'joerg.weiss@rathaus.example'),
      zoomHost('Anna-Maria Schäfer', 'anna.schaefer@verein.example'),
      zoomHost('Mehmet Öztürk', ''),
      zoomHost('Stranger', 'stranger@x.example'),
    ]),
    attended: ['uta', 'joerg', 'anna'],
    unknown: [['Mehmet Öztürk', 'mehmet'], ['Stranger']],
    minutes: { joerg: 123 },
  },
  'Zoom meeting in German, with the host in each line': {
    kind: 'zoomMeeting',
    file: utf8([
      'Thema,Meeting-ID,Benutzername,Benutzer-E-Mail,Abteilung,Gruppe,Startzeit,Endzeit,Dauer (Minuten),Teilnehmer,Name (Originalname),Benutzer-E-Mail,Beitrittszeit,Verlassenszeit,Dauer (Minuten),Gast,Im Warteraum',
      ...[
        ['Jörg Weiß', 'joerg.weiss@rathaus.example', '123', 'Nein'],
        ['Anna-Maria Schäfer', 'anna.schaefer@verein.example', '3', 'Nein'],
        ['Petra Last', 'p.last@dorf.example', '9', 'Ja'],
      ].map(
        ([name, email, minutes, isWaiting]) =>
          `Sichtbar machen,812 3456 7890,Uta Gastgeber,host@stiftung-marktplatz.example,,,10.02.2027 16:45,10.02.2027 19:03,139,4,${name},${email},10.02.2027 16:58,10.02.2027 19:01,${minutes},Ja,${isWaiting}`,
      ),
    ]),
    attended: ['joerg', 'anna'],
    absent: ['Petra Last'],
    minutes: { joerg: 123, anna: 3 },
  },
  'Zoom webinar, which lists everybody who registered': {
    kind: 'zoomWebinar',
    file: utf8([
      'Attendee Report,',
      'Report Generated:,"Feb 11, 2027 9:12 AM"',
      'Topic,Webinar ID,Actual Start Time,Actual Duration (minutes),# Registered,# Cancelled,Unique Viewers,Total Users,Max Concurrent Views',
      'Zivilgesellschaft sichtbar machen,912 3456 7890,"Feb 10, 2027 4:55 PM",128,4,0,2,3,2',
      'Host Details,',
      'Attended,User Name (Original Name),Email,Join Time,Leave Time,Time in Session (minutes),Is Guest,Country/Region Name',
      'Yes,Stiftung Marktplatz,info@stiftung-marktplatz.example,"Feb 10, 2027 4:45 PM","Feb 10, 2027 7:03 PM",139,No,Germany',
      'Panelist Details,',
      'Attended,User Name (Original Name),Email,Join Time,Leave Time,Time in Session (minutes),Is Guest,Country/Region Name',
      'Attendee Details,',
      'Attended,User Name (Original Name),First Name,Last Name,Email,Registration Time,Approval Status,Join Time,Leave Time,Time in Session (minutes),Is Guest,Country/Region Name',
      'Yes,Jörg Weiß,Jörg,Weiß,joerg.weiss@rathaus.example,"Jan 20, 2027 10:00 AM",approved,"Feb 10, 2027 4:58 PM","Feb 10, 2027 7:01 PM",123,Yes,Germany',
      'Yes,Anna-Maria Schäfer,Anna-Maria,Schäfer,anna.schaefer@verein.example,"Jan 21, 2027 10:00 AM",approved,"Feb 10, 2027 5:00 PM","Feb 10, 2027 7:01 PM",121,Yes,Germany',
      'No,Mehmet Öztürk,Mehmet,Öztürk,mehmet@buergerhaus.example,"Jan 22, 2027 10:00 AM",approved,--,--,--,--,--',
      'No,Siobhán O\'Neill,Siobhán,O\'Neill,s.oneill@uni.example,"Jan 23, 2027 10:00 AM",approved,--,--,--,--,--',
    ]),
    attended: ['joerg', 'anna'],
    absent: ['Mehmet Öztürk', "Siobhán O'Neill"],
    unknown: [['Stiftung Marktplatz']],
    minutes: { joerg: 123, anna: 121 },
  },
  'Teams meeting in German, which tells each stay again below': {
    kind: 'teamsMeeting',
    file: utf16([
      '1. Zusammenfassung',
      'Besprechungstitel\tZivilgesellschaft sichtbar machen',
      'Teilnehmer\t4',
      'Startzeit\t2/10/27, 4:45:12 PM',
      'Durchschnittliche Teilnahmedauer\t1h 50m 12s',
      '',
      '2. Teilnehmer',
      'Name\tErster Beitritt\tLetztes Verlassen\tDauer der Teilnahme\tE-Mail\tTeilnehmer-ID (UPN)\tRolle',
      'Stiftung Marktplatz\t2/10/27, 4:45:12 PM\t2/10/27, 7:03:55 PM\t2h 18m 43s\torganisation@stiftung-marktplatz.example\torganisation@stiftung-marktplatz.example\tOrganizer',
      'Weiß, Jörg\t2/10/27, 4:58:12 PM\t2/10/27, 7:03:55 PM\t2h 43s\tjoerg.weiss@rathaus.example\tjweiss@tenant.example\tPresenter',
      "Siobhán O'Neill (Nicht überprüft)\t2/10/27, 5:01:12 PM\t2/10/27, 7:03:55 PM\t2h 2m 43s\t\t\tPresenter",
      'Anna-Maria Schäfer (Gast)\t2/10/27, 5:01:12 PM\t2/10/27, 7:03:55 PM\t2h 2m 43s\tAnna.Schaefer@verein.example\tanna.schaefer_verein.example#EXT#@tenant.onmicrosoft.example\tAttendee',
      '',
      '3. Aktivitäten während der Besprechung',
      'Name\tBeitrittszeit\tVerlassenszeit\tDauer\tE-Mail\tRolle',
      'Stiftung Marktplatz\t2/10/27, 4:45:12 PM\t2/10/27, 7:03:55 PM\t2h 18m 43s\torganisation@stiftung-marktplatz.example\tOrganizer',
      'Weiß, Jörg\t2/10/27, 4:58:12 PM\t2/10/27, 5:03:55 PM\t5m 43s\tjoerg.weiss@rathaus.example\tPresenter',
      'Weiß, Jörg\t2/10/27, 5:08:12 PM\t2/10/27, 7:03:12 PM\t1h 55m\tjoerg.weiss@rathaus.example\tPresenter',
      "Siobhán O'Neill (Nicht überprüft)\t2/10/27, 5:01:12 PM\t2/10/27, 7:03:55 PM\t2h 2m 43s\t\tPresenter",
    ]),
    attended: ['joerg', 'anna'],
    unknown: [['Stiftung Marktplatz'], ["Siobhán O'Neill (Nicht überprüft)", 'siobhan']],
    minutes: { joerg: 121, anna: 123 },
  },
  'Teams meeting in English, of one without an address': {
    kind: 'teamsMeeting',
    file: utf16([
      'Name\tFirst Join\tLast Leave\tIn-Meeting Duration\tEmail\tParticipant ID (UPN)\tRole',
      'Weiß, Jörg\t2/10/27, 4:58:12 PM\t2/10/27, 7:03:55 PM\t2h 5m 43s\t\t\tAttendee',
      'Müller, Hans\t2/10/27, 4:58:12 PM\t2/10/27, 7:03:55 PM\t2h 5m 43s\t\thans.mueller@stadt.example\tAttendee',
    ]),
    attended: ['hans'],
    unknown: [['Weiß, Jörg', 'joerg']],
    minutes: { hans: 126 },
  },
  'Teams meeting as it was: who came and went': {
    kind: 'teamsMeeting',
    file: utf16([
      'Vollständiger Name\tBenutzeraktion\tZeitstempel',
      'Jörg Weiß\tBeigetreten\t10.2.2027, 17:00:00',
      'Jörg Weiß\tVerlassen\t10.2.2027, 17:30:00',
      'Jörg Weiß\tBeigetreten\t10.2.2027, 18:00:00',
      'Jörg Weiß\tVerlassen\t10.2.2027, 18:10:00',
    ]),
    attended: [],
    unknown: [['Jörg Weiß', 'joerg']],
  },
  'Teams meeting in German, whose minutes are called otherwise': {
    kind: 'table',
    file: utf16([
      'Name\tErster Beitritt\tLetztes Verlassen\tDauer der Besprechung\tE-Mail',
      'Jörg Weiß\t10.2.2027, 17:00:00\t10.2.2027, 19:03:00\t10 Min. 2 Sek.\tjoerg.weiss@rathaus.example',
    ]),
    attended: ['joerg'],
    minutes: { joerg: 10 },
  },
  'Teams webinar': {
    kind: 'teamsWebinar',
    file: utf16([
      '2. Participants',
      'Name\tFirst Join\tLast Leave\tIn-Meeting Duration\tEmail\tParticipant ID (UPN)\tRole\tRegistration Status',
      'Jörg Weiß\t2/10/27, 4:58:12 PM\t2/10/27, 7:03:55 PM\t2h 5m\tjoerg.weiss@rathaus.example\t\tAttendee\tRegistered',
    ]),
    attended: ['joerg'],
    minutes: { joerg: 125 },
  },
  'Teams live event': {
    kind: 'teamsLiveEvent',
    file: utf8([
      'Session Id,Participant Id,Full Name,UserAgent,UTC Event Timestamp,Action,Role',
      'a1,joerg.weiss@rathaus.example,Jörg Weiß,Mozilla/5.0,2/10/2027 3:58:12 PM,Joined,Attendee',
      'a1,joerg.weiss@rathaus.example,Jörg Weiß,Mozilla/5.0,2/10/2027 4:58:12 PM,Left,Attendee',
      'a2,anonymous-77,,Mozilla/5.0,2/10/2027 4:00:12 PM,Joined,Attendee',
    ]),
    attended: ['joerg'],
    minutes: { joerg: 60 },
  },
  Webex: {
    kind: 'webex',
    file: utf16([
      'Meeting Name\tMeeting Start Time\tMeeting End Time\tDisplay Name\tFirst Name\tLast Name\tRole\tAttendee Email\tJoin Time\tLeave Time\tAttendance Duration\tConnection Type',
      '="Sichtbar machen"\t="2027-02-10 16:45:00"\t="2027-02-10 19:03:00"\t="Jörg Weiß"\t="Jörg"\t="Weiß"\t="Attendee"\t="joerg.weiss@rathaus.example"\t="2027-02-10 16:58:00"\t="2027-02-10 18:01:00"\t="63 mins"\t="Desktop app"',
      '="Sichtbar machen"\t="2027-02-10 16:45:00"\t="2027-02-10 19:03:00"\t="Call-in User_2"\t=""\t=""\t="Attendee"\t=""\t="2027-02-10 16:58:00"\t="2027-02-10 17:01:00"\t="3 mins"\t="Phone"',
    ]),
    attended: ['joerg'],
    unknown: [['Call-in User_2']],
    minutes: { joerg: 63 },
  },
  'GoTo webinar, which lists everybody who registered': {
    kind: 'goTo',
    file: utf8([
      'Generated,2027-02-11 09:12',
      'Webinar Name,Webinar ID',
      'Sichtbar machen,123-456-789',
      '',
      'Attendee Details',
      'Attended,Interest Rating,First Name,Last Name,Email Address,Registration Date/Time,Join Time,Leave Time,Time in Session (minutes)',
      'Yes,60,Jörg,Weiß,joerg.weiss@rathaus.example,2027-01-20 10:00,2027-02-10 16:58,2027-02-10 18:58,120',
      'No,--,Mehmet,Öztürk,mehmet@buergerhaus.example,2027-01-20 10:00,--,--,--',
    ]),
    attended: ['joerg'],
    absent: ['Mehmet Öztürk'],
    minutes: { joerg: 120 },
  },
  'BigBlueButton’s dashboard': {
    kind: 'bigBlueButton',
    file: utf8([
      'Name,Moderator,Activity Score,Talk Time,Webcam Time,Messages,Reactions,Raise Hand,Join,Left,Duration',
      'Joerg Weiss,FALSE,0,00:00:00,00:00:00,0,0,0,"10.02.2027, 16:58","10.02.2027, 19:01",02:03:00',
      'Mehmet Oeztuerk,FALSE,0,00:00:00,00:00:00,0,0,0,,,02:03:00',
      'Lukasz Zak,FALSE,0,00:00:00,00:00:00,0,0,0,,,02:03:00',
      'Anonymous,FALSE,,,,,,,,,',
    ]),
    attended: [],
    unknown: [
      ['Joerg Weiss', 'joerg'],
      ['Mehmet Oeztuerk', 'mehmet'],
      ['Lukasz Zak', 'lukasz'],
    ],
  },
  'a list of names, as Jitsi shows them': {
    kind: 'list',
    file: utf8(['Jörg Weiß', 'Petra L.', 'Gast']),
    attended: [],
    unknown: [['Jörg Weiß', 'joerg'], ['Petra L.', 'petra'], ['Gast']],
  },
  'a table that somebody made, in Windows’ encoding': {
    kind: 'table',
    file: Buffer.from(
      'Teilnahmeliste;;;\r\nVorname;Name;E-Mail;Anwesend\r\nJörg;Weiß;joerg.weiss@rathaus.example;ja\r\nPetra;Last;;ja\r\nMehmet;Öztürk;mehmet@buergerhaus.example;nein\r\nGesamt;3;;\r\n',
      'latin1',
    ),
    attended: ['joerg'],
    absent: ['Mehmet Öztürk'],
    unknown: [['Petra Last', 'petra']],
  },
  'first and last name, and an address of Google’s other domain': {
    kind: 'table',
    file: utf8(['First Name,Last Name,Email', 'Greta,Groß,greta.gross@googlemail.com', 'Jörg,Weiß,']),
    attended: ['greta'],
    unknown: [['Jörg Weiß', 'joerg']],
  },
};
