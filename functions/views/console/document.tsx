import type { FunctionComponent } from 'preact';
import { render } from 'preact-render-to-string';
import { EveryFormProvider } from '../kit/form.tsx';
import { type Given, GivenProvider } from './given.ts';

/** A screen as HTML; what it is called it says itself, by its `Screen`. */
export function renderConsole<P extends object>(given: Given, View: FunctionComponent<P>, props: P): string {
  const document = (
    <GivenProvider value={given}>
      <EveryFormProvider value={{ formToken: given.formToken }}>
        <View {...props} />
      </EveryFormProvider>
    </GivenProvider>
  );
  return `<!doctype html>\n${render(document)}\n`;
}
