import type { FieldFault } from '../../core/mail/page-content.ts';
import type { ProblemType } from '../../core/values/problem.ts';
import { ButtonLink } from '../kit/form.tsx';
import { useConsole } from './console-context.ts';
import { Faults } from './form.tsx';
import { Screen } from './screen.tsx';

interface ProblemScreenProps {
  kind: ProblemType | 'staleForm';
  faults?: FieldFault[];
}

/** What went wrong, and the way on. */
export function ProblemScreen({ kind, faults = [] }: ProblemScreenProps) {
  const { words, who } = useConsole();
  const { title, text } = words.problem[kind];
  return (
    <Screen title={title}>
      <p>{text}</p>
      <Faults faults={faults} />
      <p>
        {who === undefined ? (
          <ButtonLink href="/console/login" label={words.problem.login} />
        ) : (
          <ButtonLink href="/console" label={words.problem.back} />
        )}
      </p>
    </Screen>
  );
}
