import type { FieldFault } from '../../core/mail/page-content.ts';
import type { ProblemType } from '../../core/values/problem.ts';
import { LinkLine, PostForm, Submit } from '../kit/form.tsx';
import { useConsole } from './console-context.ts';
import { Faults } from './form.tsx';
import { Screen } from './screen.tsx';

/** A form that couldn't be taken in: where it goes, and what it says. */
export interface KeptForm {
  action: string;
  fields: [name: string, value: string][];
}

interface ProblemScreenProps {
  kind: ProblemType | 'staleForm';
  faults?: FieldFault[];
  /** What was filled in, and is sent once more from here. */
  kept?: KeptForm | undefined;
}

/** What went wrong, and the way on. */
export function ProblemScreen({ kind, faults = [], kept }: ProblemScreenProps) {
  const { words, who } = useConsole();
  const { title, text } = words.problem[kind];
  return (
    <Screen title={title}>
      <p>{text}</p>
      <Faults faults={faults} />
      {kept ? (
        <Kept {...kept} />
      ) : (
        <LinkLine
          isButton
          href={who === undefined ? '/console/login' : '/console'}
          label={who === undefined ? words.problem.login : words.problem.back}
        />
      )}
    </Screen>
  );
}

/** What was filled in waits here, while the login happens beside it. */
function Kept({ action, fields }: KeptForm) {
  const { problem } = useConsole().words;
  return (
    <>
      <p>{problem.kept}</p>
      <p>
        <a class="button" href="/console/login" target="_blank" rel="noopener">
          {problem.loginBeside}
        </a>
      </p>
      <PostForm action={action} isUnsaved>
        {fields.map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <Submit label={problem.goOn} look="second" />
      </PostForm>
    </>
  );
}
