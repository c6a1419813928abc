/**
 * What a form says, in the shape that core takes: fields are named by JSON pointers (RFC 6901), so that a fault's
 * pointer is a field's name. A suffix says what is not text: `/capacity:number`, `/public:boolean`, `/organisers:lines`
 * (one a line), `/status:list` (several of the name). Nothing filled in is nothing said; what is left of a list moves
 * up, and what holds nothing at all is left out.
 */
export function bodyOf(form: URLSearchParams): Record<string, unknown> {
  const root: Node = {};
  for (const field of new Set(form.keys())) {
    if (!field.startsWith('/')) continue;
    const [pointer = '', kind = 'text'] = field.split(':');
    const value = read(kind, form.getAll(field));
    if (value !== undefined) put(root, pointer.split('/').slice(1), value);
  }
  return compacted(root);
}

type Node = { [step: string]: unknown };

/** Deeper than any of our forms. */
const deepest = 8;

function read(kind: string, values: string[]): unknown {
  const texts = values
    .map((one) => one.replaceAll('\r\n', '\n').toWellFormed().trim())
    .filter((one) => one !== '');
  const [text] = texts;
  if (kind === 'list') return texts.length > 0 ? texts : undefined;
  if (text === undefined) return undefined;
  if (kind === 'lines') return text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]));
  if (kind === 'boolean') return text === 'true';
  // What is not a number stays as it was typed, for core to say so; without a browser's own field a comma may be typed.
  if (kind === 'number')
    return /^-?\d{1,15}([.,]\d{1,15})?$/.test(text) ? Number(text.replace(',', '.')) : text;
  return text;
}

function put(root: Node, steps: string[], value: unknown): void {
  if (steps.length > deepest) return;
  const last = steps.pop();
  let node = root;
  for (const step of steps) {
    const next = Object.hasOwn(node, step) ? node[step] : undefined;
    const own: Node = isNode(next) ? next : Object.create(null);
    define(node, step, own);
    node = own;
  }
  if (last !== undefined) define(node, last, value);
}

/** Also for names that mean something else to assign to, such as `__proto__`. */
function define(node: Node, step: string, value: unknown): void {
  Object.defineProperty(node, step, { value, enumerable: true, configurable: true, writable: true });
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Steps that are numbers make a list. */
function compacted(node: Node): Record<string, unknown> {
  const entries = Object.entries(node).map(([step, value]): [string, unknown] => [
    step,
    isNode(value) ? listOrObject(value) : value,
  ]);
  return Object.fromEntries(entries);
}

function listOrObject(node: Node): unknown {
  const own = compacted(node);
  const steps = Object.keys(own);
  if (steps.length === 0 || !steps.every((step) => /^\d{1,4}$/.test(step))) return own;
  return steps.toSorted((a, b) => Number(a) - Number(b)).map((step) => own[step]);
}
