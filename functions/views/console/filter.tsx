import type { ComponentChildren } from 'preact';
import { FormProvider, Submit } from '../kit/form.tsx';

interface FilterProps {
  action: string;
  submit: string;
  /** What is chosen already, by the fields' names. */
  chosen?: Record<string, string | boolean | undefined>;
  children: ComponentChildren;
}

/** A form that changes nothing and chooses what is shown: a GET, so that it can be kept as a bookmark. */
export function Filter({ action, submit, chosen = {}, children }: FilterProps) {
  const state = { value: (name: string) => chosen[name], faults: [], textOf: () => undefined, optional: '' };
  return (
    <form method="get" action={action} class="filter">
      <FormProvider value={state}>{children}</FormProvider>
      <Submit label={submit} look="second" />
    </form>
  );
}
