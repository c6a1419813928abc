export const registrations = {
  title: 'Anmeldungen',
};
