export const numbers = {
  title: 'Zahlen und Bericht',
};
