export const people = {
  title: 'Auskunft und Löschung',
};
