export const access = {
  title: 'Organisatoren',
};
