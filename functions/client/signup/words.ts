/** A text in one or both languages, as the API tells its own. */
export interface Localised {
  de?: string | undefined;
  en?: string | undefined;
}

// The hosted form's sentences, but for the last. Each is a constant of its own: a minifier shortens its name.
export const opens = { de: 'Die Anmeldung öffnet am ', en: 'Registration opens on ' };
export const closed = { de: 'Die Anmeldung ist geschlossen.', en: 'Registration is closed.' };
export const few = {
  de: 'Es sind höchstens noch wenige Plätze frei.',
  en: 'A few places are left at most.',
};
export const full = { de: 'Ausgebucht.', en: 'Fully booked.' };
export const waitingList = {
  de: 'Ausgebucht. Sie können sich auf die Warteliste setzen lassen.',
  en: 'Fully booked. You can put yourself on the waiting list.',
};
export const faultsTitle = { de: 'Bitte prüfen Sie Ihre Angaben', en: 'Please check your entries' };
export const events = { de: 'Woran möchten Sie teilnehmen?', en: 'What would you like to take part in?' };
export const orOnline = { de: ' oder online', en: ', or online' };
export const way = { de: 'Wie nehmen Sie teil?', en: 'How do you take part?' };
export const onsite = { de: 'vor Ort', en: 'on site' };
export const online = { de: 'online', en: 'online' };
export const workingGroup = { de: 'Arbeitsgruppe', en: 'Working group' };
export const noWorkingGroup = { de: 'keine Arbeitsgruppe', en: 'no working group' };
export const groupFull = { de: ' (voll)', en: ' (full)' };
export const optional = { de: ' (freiwillig)', en: ' (optional)' };
export const noAnswer = { de: 'keine Angabe', en: 'no answer' };
export const yes = { de: 'Ja', en: 'Yes' };
export const no = { de: 'Nein', en: 'No' };
export const sensitiveHint = {
  de: 'Diese Angabe verwenden wir nur, wenn Sie unten darin einwilligen.',
  en: 'We use this answer only if you consent to it below.',
};
export const you = { de: 'Über Sie', en: 'About you' };
export const email = { de: 'E-Mail-Adresse', en: 'E-mail address' };
export const emailHint = {
  de: 'Dorthin schicken wir gleich eine E-Mail. Darin steht, wie es weitergeht.',
  en: 'We will send an e-mail there right away. It says what to do next.',
};
export const voluntaryOne = {
  de: 'Das ist freiwillig und keine Bedingung für die Teilnahme.',
  en: 'This is voluntary and no condition for taking part.',
};
export const privacy = { de: 'Datenschutz', en: 'Privacy' };
export const button = { de: 'Anmelden', en: 'Sign up' };
export const received = { de: 'Bitte sehen Sie in Ihr Postfach', en: 'Please look into your mailbox' };
export const next = {
  de: 'Öffnen Sie den Link darin und bestätigen Sie Ihre Anmeldung. Erst dann ist sie gültig.',
  en: 'Open the link in it and confirm your registration. It is not valid until you confirm.',
};
export const nextSoon = {
  de: 'Öffnen Sie sie bitte gleich: Dort steht, ob Ihr Platz schon eingetragen ist oder ob Sie die Anmeldung noch bestätigen müssen.',
  en: 'Please open it now: it says whether your place is entered already or whether you still have to confirm.',
};
export const unsent = {
  de: 'Nicht abgeschickt. Bitte versuchen Sie es noch einmal.',
  en: 'Not sent. Please try again.',
};
