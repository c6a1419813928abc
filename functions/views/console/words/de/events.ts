export const events = {
  title: 'Veranstaltungen',
};
