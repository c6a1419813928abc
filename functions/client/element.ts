export type Attributes = Record<string, unknown>;
export type Child = Node | string;

/** An element with its CSS part (by which its own style goes too), its attributes and what is in it; text is text. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  part: string,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  const all = part ? { part, ...attributes } : attributes;
  for (const [name, value] of Object.entries(all)) {
    if (value !== undefined && value !== false) element.setAttribute(name, `${value}`);
  }
  element.append(...children);
  return element;
}
