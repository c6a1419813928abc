export const login = {
  title: 'Anmelden',
  intro: 'Sie bekommen einen Link per Mail, der Sie anmeldet. Ein Passwort gibt es nicht.',
  email: 'Ihre Mail-Adresse',
  submit: 'Link schicken',
  confirmTitle: 'Anmelden',
  confirm: (email: string) =>
    `Sie melden sich als ${email} an. Die Sitzung gilt zwölf Stunden, in diesem Browser.`,
  confirmSubmit: 'Jetzt anmelden',
  onward: 'Weiter',
};
