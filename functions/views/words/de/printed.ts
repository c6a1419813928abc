/** The words of what is made to be printed. */
export const printed = {
  certificate: {
    title: 'Teilnahmebescheinigung',
    took: 'hat teilgenommen an der Veranstaltung',
    workingGroup: (title: string) => `Arbeitsgruppe: ${title}`,
    by: (organisers: string) => `Veranstaltet von ${organisers}`,
    issued: (day: string) => `Ausgestellt am ${day}`,
  },
  report: {
    title: 'Bericht in Zahlen',
    made: (day: string) => `Stand: ${day}`,
    current: 'Laufend gezählt',
    frozen: (day: string) => `Festgehalten vor der Löschung am ${day}`,
    people: 'Personen',
    peopleWithPlace: 'verschiedene Personen mit Platz',
    peopleWhoCame: 'davon teilgenommen',
    registrations: 'Anmeldungen',
    confirmed: 'bestätigt',
    cancelled: 'abgesagt',
    attendance: 'Teilnahme',
    workingGroup: 'Arbeitsgruppe',
    merged: (values: number) => `${values} Angaben zusammengefasst`,
    note: 'Angaben mit weniger als fünf Personen sind zusammengefasst. Personen sind nach ihrer Adresse gezählt.',
    columns: { section: 'Veranstaltung', table: 'Merkmal', value: 'Angabe', count: 'Anzahl' },
  },
};
