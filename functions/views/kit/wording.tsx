import type { Wording } from '../../core/values/locale.ts';

/** A text that may be in another language than the page. */
export function Said({ of: { text, lang } }: { of: Wording }) {
  return lang === undefined ? text : <span lang={lang}>{text}</span>;
}

interface SentenceProps {
  of: Wording;
  sentence?: ((text: string) => string) | undefined;
}

/** A sentence of the page's own with such a text in it; without one, the text alone. */
export function Sentence({ of, sentence = (text) => text }: SentenceProps) {
  const [before, after] = sentence('\0').split('\0');
  return (
    <>
      {before}
      <Said of={of} />
      {after}
    </>
  );
}

/** Several such texts, one after the other. */
export function SaidAll({ of }: { of: Wording[] }) {
  return (
    <>
      {of.map((one, index) => (
        <>
          {index > 0 && ', '}
          <Said of={one} />
        </>
      ))}
    </>
  );
}
