/** What is said of an event's title, time (its day, or the hour alone) and place that its reader was told otherwise. */
export const formerly = {
  since: {
    title: 'Seit der Anmeldung hat sich der Titel geändert.',
    time: 'Seit der Anmeldung hat sich der Termin geändert.',
    clock: 'Seit der Anmeldung hat sich die Uhrzeit geändert.',
    place: 'Seit der Anmeldung hat sich der Ort geändert.',
  },
  sinceSeveral: (names: string) => `Seit der Anmeldung haben sich ${names} geändert.`,
  names: { title: 'Titel', time: 'Termin', clock: 'Uhrzeit', place: 'Ort' },
  was: {
    title: 'Titel bisher',
    time: 'Termin bisher',
    clock: 'Uhrzeit bisher',
    place: 'Ort bisher',
  },
  is: { title: 'Titel neu', time: 'Termin neu', clock: 'Uhrzeit neu', place: 'Ort neu' },
};
