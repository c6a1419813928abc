import type { FunctionComponent } from 'preact';
import { render } from 'preact-render-to-string';
import { type Given, GivenProvider } from './given.ts';

/** A screen as HTML; what it is called it says itself, by its `Screen`. */
export function renderConsole<P extends object>(
  facts: Omit<Given, 'labels'>,
  View: FunctionComponent<P>,
  props: P,
): string {
  const given: Given = { ...facts, labels: { of: new Map(), isAsked: false } };
  const document = (
    <GivenProvider value={given}>
      <View {...props} />
    </GivenProvider>
  );
  const html = render(document);
  // Faults stand above the fields that they name, so the names are known with the second time.
  return `<!doctype html>\n${given.labels.isAsked ? render(document) : html}\n`;
}
