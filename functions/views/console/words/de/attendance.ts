export const attendance = {
  title: 'Teilnahme',
};
