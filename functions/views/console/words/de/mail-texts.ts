export const mailTexts = {
  title: 'Texte und Aussehen',
};
