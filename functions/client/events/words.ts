export const cancelled = { de: 'Fällt aus.', en: 'Cancelled.' };
export const nothing = { de: 'Zurzeit ist nichts geplant.', en: 'Nothing is planned at the moment.' };
export const noneInMonth = {
  de: 'In diesem Monat ist nichts geplant.',
  en: 'Nothing is planned in this month.',
};
export const before = { de: 'Voriger Monat', en: 'Previous month' };
export const after = { de: 'Nächster Monat', en: 'Next month' };
export const signUp = { de: 'Zur Anmeldung', en: 'To the registration' };
export const unreached = {
  de: 'Das ließ sich nicht laden. Bitte versuchen Sie es noch einmal.',
  en: 'That could not be loaded. Please try again.',
};
