/** Why two names may be one person's, the surest first. */
export const likenesses = [
  ...(['sameName', 'otherOrder', 'otherSpelling', 'fewerWords', 'initials'] as const),
  ...(['sameAddress', 'oneWord'] as const),
] as const;
export type Likeness = (typeof likenesses)[number];

/** From 0 to 1: what is shown first, and no more than that, because people may be called alike. */
export const scores: Readonly<Record<Likeness, number>> = {
  sameName: 1,
  otherOrder: 0.95,
  otherSpelling: 0.9,
  fewerWords: 0.8,
  initials: 0.7,
  sameAddress: 0.6,
  oneWord: 0.4,
};

/** Letters that are no other letter with a mark (Unicode doesn't decompose them). */
const letters: Readonly<Record<string, string>> = {
  ß: 'ss',
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  æ: 'ae',
  œ: 'oe',
};

/** What services put behind a name in brackets, which is nobody's name. */
const remark =
  /\((gast|guest|extern|external|host|co-host|moderator|nicht überprüft|nicht verifiziert|unverified|ich|me)\b[^)]*\)/gi;

/** The words of a name, without case, marks and signs. */
export function nameWords(name: string): string[] {
  return name
    .replaceAll(remark, ' ')
    .toLowerCase()
    .replaceAll(/[ßłøđðþıæœ]/g, (letter) => letters[letter] ?? letter)
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/['’`]/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** A word as it is spelt without umlauts, so that both ways of writing them are one. */
export const plainWord = (word: string) => word.replaceAll(/([aou])e/g, '$1');

/** A name as services show it may be two: “Handy (Jörg Weiß)”. */
export function namesIn(shown: string): string[] {
  const plain = shown.replaceAll(remark, ' ');
  const inner = [...plain.matchAll(/\(([^)]*)\)/g)].map(([, name = '']) => name);
  return [plain.replaceAll(/\([^)]*\)/g, ' '), ...inner].filter((name) => nameWords(name).length > 0);
}

/** How alike two names' words are. */
export function likeness(one: readonly string[], other: readonly string[]): Likeness | undefined {
  const joined = (words: readonly string[]) => words.join(' ');
  if (joined(one) === joined(other)) return 'sameName';
  if (joined(one.toSorted()) === joined(other.toSorted())) return 'otherOrder';
  const [fewer = [], more = []] = [one.map(plainWord), other.map(plainWord)].toSorted(
    (a, b) => a.length - b.length,
  );
  if (joined(fewer.toSorted()) === joined(more.toSorted())) return 'otherSpelling';
  const left = [...more];
  const take = (fits: (word: string) => boolean) => {
    const at = left.findIndex(fits);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  };
  const whole = fewer.filter((word) => word.length > 1 && take((it) => it === word));
  if (whole.length === 0) return undefined;
  const rest = fewer.filter((word) => !whole.includes(word));
  if (rest.length === 0) return whole.length > 1 ? 'fewerWords' : 'oneWord';
  const isInitial = (word: string) =>
    take((it) => it !== word && (word.length === 1 || it.length === 1) && it[0] === word[0]);
  return rest.every(isInitial) ? 'initials' : undefined;
}
