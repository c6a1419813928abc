/** The mail to owners of an endpoint that is sent nothing any more. */
export interface WebhookWords {
  subject: string;
  intro: (label: string, host: string) => string;
  isGone: string;
  isFailing: string;
  how: string;
  button: string;
}
