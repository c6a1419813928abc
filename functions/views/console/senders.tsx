import type { SenderItem } from '../../core/table/organiser-items.ts';
import { TextField } from '../kit/fields.tsx';
import { ButtonLink } from '../kit/form.tsx';
import { useConsole, useWords } from './console-context.ts';
import { type Filled, Form } from './form.tsx';
import { PagedTable } from './parts.tsx';
import { Screen } from './screen.tsx';
import { senderWords } from './words/senders.ts';

const path = '/console/senders';
const useWay = () => [{ href: path, label: useWords(senderWords).title }];

interface FormProps {
  filled: Filled | undefined;
}

/** Who sends news. */
export function SendersScreen({ items, next }: { items: SenderItem[]; next: string | undefined }) {
  const { may } = useConsole();
  const senders = useWords(senderWords);
  return (
    <Screen
      title={senders.title}
      lead={<p>{senders.lead}</p>}
      action={may('editor') && <ButtonLink href={`${path}/new`} label={senders.make} />}
    >
      <PagedTable
        path={path}
        next={next}
        region={senders.title}
        empty={senders.none}
        columns={[senders.name]}
        rows={items.map(({ senderId, name }) => [
          may('editor') ? <a href={`${path}/${senderId}`}>{name}</a> : name,
        ])}
      />
    </Screen>
  );
}

export function NewSenderScreen({ filled }: FormProps) {
  const senders = useWords(senderWords);
  return (
    <Screen title={senders.make} way={useWay()}>
      <Form
        action={`${path}/new`}
        fields={{ '/name': { label: senders.name, help: senders.nameHelp } }}
        filled={filled}
        submit={senders.make}
        cancel={path}
      >
        <TextField at="/name" maxLength={100} isRequired />
      </Form>
    </Screen>
  );
}

/** Renames a sender, or deletes it. */
export function SenderScreen({ sender, filled }: FormProps & { sender: SenderItem }) {
  const { words } = useConsole();
  const senders = useWords(senderWords);
  const { senderId, name, version } = sender;
  return (
    <Screen title={name} way={useWay()} lead={<p>{senders.renaming}</p>}>
      <Form
        action={`${path}/${senderId}`}
        fields={{ '/name': { label: senders.name, help: senders.nameHelp } }}
        filled={filled ?? { body: { name }, faults: [] }}
        version={filled?.version ?? version}
        submit={words.form.save}
        cancel={path}
      >
        <TextField at="/name" maxLength={100} isRequired />
      </Form>
      <h2>{senders.remove}</h2>
      <p>{senders.removing}</p>
      <Form action={`${path}/${senderId}/delete`} version={version} submit={senders.remove} look="danger" />
    </Screen>
  );
}
