import type { DeliveryState } from '../../core/table/items.ts';
import { useGiven } from './given.ts';
import { State } from './parts.tsx';

/** The states of a mail in the order in which people read them: what came of it first. */
export const mailStateOrder: readonly DeliveryState[] = [
  ...(['delivered', 'sent', 'delayed', 'queued', 'sending', 'skipped'] as const),
  ...(['unknown', 'bounced', 'complained', 'failed'] as const),
];

export function lookOf(state: DeliveryState): 'good' | 'warn' | 'bad' | undefined {
  switch (state) {
    case 'delivered':
    case 'sent':
      return 'good';
    case 'delayed':
    case 'unknown':
      return 'warn';
    case 'bounced':
    case 'complained':
    case 'failed':
      return 'bad';
    default:
      return undefined;
  }
}

/** How a mail stands. */
export function MailState({ state }: { state: DeliveryState }) {
  const { mailStates } = useGiven().words;
  return <State label={mailStates.states[state]} look={lookOf(state)} />;
}

/** Why a mail stands as it does, in words; a reason that has none as it stands. */
export function useReason(): (reason: string) => string {
  const { mailStates } = useGiven().words;
  return (reason) =>
    mailStates.reasons.find(({ says }) => reason.startsWith(says))?.words ??
    (reason.endsWith('Gone') ? mailStates.gone : reason);
}
