import type { WebhookWords } from '../webhook-shape.ts';

export const webhooks: WebhookWords = {
  subject: 'Ein Webhook ist abgeschaltet',
  intro: (label, host) => `der Webhook „${label}“ (${host}) erfährt keine Änderungen mehr.`,
  isGone: 'Das System dort hat geantwortet, dass es die Adresse nicht mehr gibt (Status 410).',
  isFailing: 'Drei Tage lang hat das System dort eine Änderung nicht angenommen.',
  how: 'Läuft es wieder, schalten Sie den Webhook in der Verwaltung ein: Was seit dem Abschalten geschah, wird nachgeliefert, bis zu 30 Tage lang. Brauchen Sie ihn nicht mehr, löschen Sie ihn dort.',
  button: 'Zum Webhook',
};
