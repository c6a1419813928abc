export const suppressions = {
  title: 'Gesperrte Adressen',
};
