export const embed = {
  title: 'Einbinden',
};
