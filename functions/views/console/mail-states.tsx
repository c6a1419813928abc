import type { DeliveryState } from '../../core/table/items.ts';
import { useConsole, useWords } from './console-context.ts';
import { State } from './parts.tsx';
import { mailWords } from './words/mails.ts';

/** The states of a mail in the order in which people read them: what came of it first. */
export const mailStateOrder: readonly DeliveryState[] = [
  ...(['delivered', 'sent', 'delayed', 'queued', 'sending', 'skipped'] as const),
  ...(['unknown', 'bounced', 'complained', 'failed'] as const),
];

export const mailLooks: Partial<Record<DeliveryState, 'good' | 'warn' | 'bad'>> = {
  sent: 'good',
  delivered: 'good',
  delayed: 'warn',
  unknown: 'warn',
  bounced: 'bad',
  complained: 'bad',
  failed: 'bad',
};

/** How a mail stands. */
export function MailState({ state }: { state: DeliveryState }) {
  return <State label={useConsole().words.states.mail[state]} look={mailLooks[state]} />;
}

/** Why a mail stands as it does, in words; a reason that has none as it stands. */
export function useReason(): (reason: string) => string {
  const { reasons, troubles } = useWords(mailWords);
  const known: Partial<Record<string, string>> = { ...troubles, ...reasons };
  return (reason) => known[reason] ?? known[/^\w+/.exec(reason)?.[0] ?? ''] ?? reason;
}
