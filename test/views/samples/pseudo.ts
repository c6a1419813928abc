/**
 * A language that nobody speaks, made of the German words: its letters are Cyrillic, so that whatever is still written in
 * Latin ones did not come from the words of a language. What a sentence is handed stays as it is.
 * @param longer what each word of four letters and more ends with besides
 * @param own what is the language's own, such as the tag by which Intl writes dates
 */
export function pseudoWords<W extends { common: object }>(german: W, longer: string, own: object): W {
  const words = Object.assign({}, german, pseudo(german, [], longer));
  return Object.assign(words, { common: Object.assign({}, words.common, own) });
}

const latin = 'abcdefghijklmnopqrstuvwxyzäöüß';
const cyrillic = 'абцдефгхијклмнопљрстувњхузжђћш';

function letter(one: string): string {
  const at = latin.indexOf(one.toLowerCase());
  const made = cyrillic[at] ?? one;
  return one === one.toLowerCase() ? made : made.toUpperCase();
}

function inLetters(text: string, longer: string): string {
  return text
    .replaceAll(/\{\w+\}|[a-zäöüß]/gi, (one) => (one.startsWith('{') ? one : letter(one)))
    .replaceAll(/\p{Script=Cyrillic}{4,}/gu, (word) => word + longer);
}

/** @param handed what stands in it as it was handed over: names, titles, times */
function pseudo(value: unknown, handed: readonly string[], longer: string): unknown {
  if (typeof value === 'string') {
    const [first, ...others] = handed.filter((one) => /[a-z]/i.test(one) && value.includes(one));
    if (first === undefined) return inLetters(value, longer);
    return value
      .split(first)
      .map((part) => pseudo(part, others, longer))
      .join(first);
  }
  if (typeof value === 'function')
    return (...given: unknown[]) =>
      pseudo(Reflect.apply(value, undefined, given), [...handed, ...textsIn(given)], longer);
  if (Array.isArray(value)) return value.map((one) => pseudo(one, handed, longer));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, pseudo(one, handed, longer)]));
}

/** Every text in it, the longest first. */
export function textsIn(value: unknown): string[] {
  const found = new Set<string>();
  const collect = (one: unknown) => {
    if (typeof one === 'string') found.add(one);
    else if (typeof one === 'object' && one !== null) Object.values(one).forEach(collect);
  };
  collect(value);
  return [...found].sort((a, b) => b.length - a.length);
}
