import { useConsole } from './console-context.ts';
import { Screen } from './screen.tsx';

/** A year with a series, step by step. */
export function HelpScreen() {
  const { help } = useConsole().words;
  return (
    <Screen title={help.title}>
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
