export const series = {
  title: 'Reihen',
};
