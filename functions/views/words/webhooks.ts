import type { Locale } from '../../core/values/locale.ts';

/** The mail to owners of an endpoint that is sent nothing any more. */
export const webhookWords: Record<
  Locale,
  {
    subject: string;
    intro: (label: string, host: string) => string;
    isGone: string;
    isFailing: string;
    how: string;
    button: string;
  }
> = {
  de: {
    subject: 'Ein Webhook ist abgeschaltet',
    intro: (label, host) => `der Webhook „${label}“ (${host}) erfährt keine Änderungen mehr.`,
    isGone: 'Das System dort hat geantwortet, dass es die Adresse nicht mehr gibt (Status 410).',
    isFailing: 'Drei Tage lang hat das System dort eine Änderung nicht angenommen.',
    how: 'Läuft es wieder, schalten Sie den Webhook in der Verwaltung ein: Was seit dem Abschalten geschah, wird nachgeliefert, bis zu 30 Tage lang. Brauchen Sie ihn nicht mehr, löschen Sie ihn dort.',
    button: 'Zum Webhook',
  },
  en: {
    subject: 'A webhook was disabled',
    intro: (label, host) => `the webhook “${label}” (${host}) is told of no more changes.`,
    isGone: 'The system there answered that the address is gone (status 410).',
    isFailing: 'For three days the system there did not take a change.',
    how: 'Once it works again, enable the webhook in the console: what happened since is delivered then, for up to 30 days. If you no longer need it, delete it there.',
    button: 'To the webhook',
  },
};
