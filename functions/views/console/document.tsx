import type { FunctionComponent } from 'preact';
import { render } from 'preact-render-to-string';
import { EveryFormProvider } from '../kit/form.tsx';
import { type ConsoleContext, ConsoleProvider } from './console-context.ts';

/** A screen as HTML; what it is called it says itself, by its `Screen`. */
export function renderConsole<P extends object>(
  context: ConsoleContext,
  View: FunctionComponent<P>,
  props: P,
): string {
  const document = (
    <ConsoleProvider value={context}>
      <EveryFormProvider value={{ formToken: context.formToken }}>
        <View {...props} />
      </EveryFormProvider>
    </ConsoleProvider>
  );
  return `<!doctype html>\n${render(document)}\n`;
}
