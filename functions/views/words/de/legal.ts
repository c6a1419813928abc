/** What the pages are called that every page and mail leads to at its end. */
export const legal = {
  imprint: 'Impressum',
  privacy: 'Datenschutz',
  statement: 'Erklärung zur Barrierefreiheit',
  feedback: 'Barriere melden',
  plainLanguage: 'Leichte Sprache',
  signLanguage: 'Gebärdensprache',
};
