import type { Words } from '../shape.ts';

export const legal: Words['common']['legal'] = {
  imprint: 'Imprint',
  privacy: 'Privacy',
  statement: 'Accessibility statement',
  feedback: 'Report a barrier',
  plainLanguage: 'Easy-to-read language',
  signLanguage: 'Sign language',
};
