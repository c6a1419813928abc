import type { ComponentChildren } from 'preact';
import { LinkLine } from '../kit/form.tsx';
import { Form } from './form.tsx';

interface DeletionProps {
  base: string;
  version: number;
  obstacle: string | false;
  back: string;
  submit: string;
  children: ComponentChildren;
}

/** Asks before something goes for good; says why it can't as long as that is so, with the way back. */
export function Deletion({ base, version, obstacle, back, submit, children }: DeletionProps) {
  if (!obstacle) {
    return (
      <>
        <p>{children}</p>
        <Form action={`${base}/delete`} version={version} submit={submit} look="danger" cancel={base} />
      </>
    );
  }
  return (
    <>
      <p class="note warn">{obstacle}</p>
      <LinkLine isButton href={base} label={back} look="second" />
    </>
  );
}
