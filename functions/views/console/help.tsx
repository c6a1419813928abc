import { useConsole, useWords } from './console-context.ts';
import { Screen } from './screen.tsx';
import { helpWords } from './words/help.ts';

/** A year with a series, step by step. */
export function HelpScreen() {
  const { words } = useConsole();
  const help = useWords(helpWords);
  return (
    <Screen title={words.frame.help}>
      <p>{help.intro}</p>
      {help.steps.map(({ title, text }) => (
        <section>
          <h2>{title}</h2>
          <p>{text}</p>
        </section>
      ))}
      <p>
        {help.scripts} <a href="/openapi.json">{help.scriptsLink}</a>
      </p>
    </Screen>
  );
}
