export const senders = {
  title: 'Absender',
  lead: 'In wessen Namen Neuigkeiten kommen. Eine Einwilligung gilt einem Absender, in welcher Reihe sie auch gegeben wurde; jede Reihe nennt einen.',
  make: 'Absender anlegen',
  none: 'Es gibt noch keinen Absender.',
  name: 'Name',
  nameHelp: 'So steht er in Mails und auf Seiten.',
  renaming:
    'Einwilligungen bleiben, wenn der Absender anders heißt; jeder Nachweis nennt den Namen, unter dem sie gegeben wurde. Ändern Sie dann auch den Wortlaut der Einwilligung in den Reihen, die ihn nennen. Für jemand anderen legen Sie einen neuen Absender an.',
  remove: 'Absender löschen',
  removing: 'Das geht, wenn keine Reihe ihn nennt und niemand seine Neuigkeiten bestellt hat.',
};
