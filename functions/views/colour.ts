type Rgb = [number, number, number];

const white: Rgb = [255, 255, 255];
const black: Rgb = [0, 0, 0];
/** Level AA for text of normal size, WCAG 2.2 success criterion 1.4.3. */
export const enough = 4.5;
/** Thin light strokes on a dark ground look dimmer than the formula says. */
const enoughOnDark = 6.5;

/** The grounds that text stands on, in the light and in the dark. */
export const grounds = {
  light: {
    page: '#f3f4f6',
    surface: '#ffffff',
    text: '#1a1d21',
    muted: '#4a525c',
    line: '#d3d7dd',
    field: '#6b7280',
  },
  dark: {
    page: '#121417',
    surface: '#1c2025',
    text: '#f0f2f4',
    muted: '#b9c0c9',
    line: '#3a414a',
    field: '#8b95a1',
  },
} as const;

/** What went well, what to look at, what is wrong. */
const signals = {
  light: { good: '#17653a', warn: '#7a4b00', danger: '#a31515' },
  dark: { good: '#7fd6a0', warn: '#f0c070', danger: '#ff9c94' },
} as const;

/** What the organisation's one colour becomes where it has to be read. */
export interface Palette {
  /** The colour itself: buttons and bars on a light ground. */
  accent: string;
  onAccent: string;
  /** As text or link on a light ground. */
  link: string;
  /** As text, link or button on a dark ground, and what is written on that button. */
  linkOnDark: string;
  onLinkOnDark: string;
}

function parse(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

function print(colour: Rgb): string {
  return `#${colour.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;
}

/** Relative luminance, https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(colour: Rgb): number {
  const [red, green, blue] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as Rgb;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast ratio of two #rrggbb colours, 1 to 21. */
export function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(parse(one)), luminance(parse(other))].sort((a, b) => a - b) as [
    number,
    number,
  ];
  return (light + 0.05) / (dark + 0.05);
}

/** The colour, mixed with black or white as little as makes it readable on every given ground. */
function readable(colour: string, towards: Rgb, on: string[], least: number): string {
  for (let share = 0; share < 1; share += 0.04) {
    const mixed = print(parse(colour).map((part, i) => part + ((towards[i] ?? 0) - part) * share) as Rgb);
    if (on.every((ground) => contrast(mixed, ground) >= least)) return mixed;
  }
  return print(towards);
}

function textOn(ground: string): string {
  return contrast(ground, '#ffffff') >= enough ? '#ffffff' : '#000000';
}

export function paletteOf(colour: string): Palette {
  const accent = /^#[0-9a-f]{6}$/i.test(colour) ? colour.toLowerCase() : '#1f4e79';
  const linkOnDark = readable(accent, white, [grounds.dark.page, grounds.dark.surface], enoughOnDark);
  return {
    accent,
    onAccent: textOn(accent),
    link: readable(accent, black, [grounds.light.page, grounds.light.surface], enough),
    linkOnDark,
    onLinkOnDark: textOn(linkOnDark),
  };
}

const properties = (colours: Record<string, string>) =>
  Object.entries(colours)
    .map(([name, colour]) => `--${name}:${colour}`)
    .join(';');

/** The colours of pages and console as CSS's custom properties, light and dark, from the organisation's one. */
export function colourProperties(colour: string): string {
  const { accent, onAccent, link, linkOnDark, onLinkOnDark } = paletteOf(colour);
  const light = { ...grounds.light, accent, 'on-accent': onAccent, link, ...signals.light };
  const own = { accent: linkOnDark, 'on-accent': onLinkOnDark, link: linkOnDark };
  const dark = { ...grounds.dark, ...own, ...signals.dark };
  return `:root{color-scheme:light dark;${properties(light)}}@media (prefers-color-scheme:dark){:root{${properties(dark)}}}`;
}
