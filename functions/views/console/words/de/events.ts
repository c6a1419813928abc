export const events = {
  states: {
    draft: 'Entwurf',
    cancelled: 'Abgesagt',
    notYetOpen: 'Anmeldung noch nicht offen',
    open: 'Anmeldung offen',
    closed: 'Anmeldung geschlossen',
    over: 'Vorbei',
  },
};
