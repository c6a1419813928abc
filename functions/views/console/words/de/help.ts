export const help = {
  intro: 'So läuft ein Jahr mit einer Reihe. Jeder Schritt sagt, wo er geschieht und was von selbst kommt.',
  steps: [
    {
      title: 'Reihe anlegen',
      text: 'Unter „Reihen“: Titel, Veranstaltende und der Datenschutzhinweis genügen. Wer Neuigkeiten verschicken oder sensible Fragen stellen will, bittet dort um die Einwilligung. Ändert sich ein Text, bekommt er eine neue Fassung: Bei jeder Anmeldung ist festgehalten, welche zu sehen war.',
    },
    {
      title: 'Veranstaltungen eintragen und veröffentlichen',
      text: 'Jede beginnt als Entwurf, den niemand sieht. Mit dem Veröffentlichen nimmt sie Anmeldungen an. Bestätigungen mit Kalenderdatei, Erinnerungen und das Nachrücken von der Warteliste kommen von selbst. Eine frühere Veranstaltung lässt sich kopieren.',
    },
    {
      title: 'Formular auf die Website bringen',
      text: 'Unter „Einbinden“ einer Reihe: ein Link, ein QR-Code, ein Baustein für Websites mit Skripten und ein schlichtes Formular für alle anderen. Die Adresse der Website muss für Ihre Organisation freigegeben sein.',
    },
    {
      title: 'Anmeldungen betreuen',
      text: 'Ein Platz gilt, sobald die Adresse bestätigt ist; bis dahin ist er einen Tag lang reserviert. Suchen, von Hand eintragen, Adresse berichtigen, abmelden, Platz geben: alles bei der Veranstaltung unter „Anmeldungen“. Menschen ändern und melden sich selbst ab, über den Link in ihrer Mail.',
    },
    {
      title: 'Etwas ändert sich',
      text: 'Ein neuer Zugangslink braucht keine Mail: Der Link in jeder Mail führt immer zum aktuellen. Beim Verlegen fragt die Konsole, ob und wann alle es erfahren. Eine Absage geht sofort an alle mit Platz oder auf der Warteliste und lässt sich nicht zurücknehmen.',
    },
    {
      title: 'Allen schreiben',
      text: '„Rundmails“ einer Reihe: auswählen, an wen, schreiben, ansehen, zur Probe an sich selbst schicken, dann senden, gleich oder später. Was zur Teilnahme gehört, bekommen alle Gewählten; Neuigkeiten nur, wer eingewilligt hat. Eine Umfrage ist eine Neuigkeit.',
    },
    {
      title: 'Danach: Teilnahme und Dokumentation',
      text: 'Den Bericht des Konferenzdienstes unter „Teilnahme“ hochladen, die Zuordnung prüfen, übernehmen. Unter „Dokumentation“ Links eintragen und freigeben: Erst dann geht die Mail hinaus. Später ergänzte Links verschicken Sie als weitere Mail.',
    },
    {
      title: 'Zahlen und Bericht',
      text: 'Unter „Zahlen“ stehen Anmeldungen, Mails und Teilnahme als Bild und als Tabelle, dazu der Bericht für Geldgeber. Er wird festgehalten, bevor die Daten der Teilnehmenden gelöscht werden; Zahlen unter fünf sind zusammengefasst.',
    },
    {
      title: 'Wenn Mails nicht ankommen',
      text: 'Die Übersicht zeigt, was gescheitert ist oder wessen Ausgang offen ist. „Offen“ heißt: Die Mail kann angekommen sein. Ob sie noch einmal geht, entscheiden Sie je Mail. Adressen, die unzustellbar sind oder sich beschwert haben, bekommen nichts mehr, bis jemand die Sperre aufhebt.',
    },
    {
      title: 'Auskunft und Löschung',
      text: 'Unter „Anfragen“: alles, was zu einer Adresse gespeichert ist, der Nachweis der Einwilligung, die Löschung. Auch „nichts gespeichert“ ist eine Antwort. Heruntergeladene Dateien erreicht keine Löschung.',
    },
    {
      title: 'Wer was darf',
      text: '„Nur lesen“ sieht, „Bearbeitung“ ändert und versendet, „Verwaltung“ vergibt dazu Zugänge. Adressen sehen, besondere Angaben sehen und Anmeldungen speichern sind eigene Rechte; mit „Nur lesen“ hat man sie nicht von selbst. Jede Rolle gilt für alle Reihen oder für genannte; andere Reihen gibt es dann nicht. Was wer getan hat, steht im Protokoll.',
    },
  ],
  scripts: 'Für Skripte gibt es dasselbe als Schnittstelle:',
  scriptsLink: 'Beschreibung (OpenAPI)',
};
