import type { Recipient } from '../../core/registration/disclosures.ts';
import { moment } from '../dates.ts';
import { List } from '../kit/parts.tsx';
import { useConsole } from './console-context.ts';

interface Props {
  recipients: readonly Recipient[];
  title: string;
  help: string;
}

/** Who has to be told when data that was handed to them is corrected or erased (Art. 19 GDPR); nothing where nobody has it. */
export function Recipients({ recipients, title, help }: Props) {
  const { locale, timeZone } = useConsole();
  if (recipients.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      <p>{help}</p>
      <List
        items={recipients.map(
          ({ recipient, purpose, at }) => `${recipient} (${purpose}), ${moment(at, timeZone, locale)}`,
        )}
      />
    </section>
  );
}
