import { contrast, enough, grounds, paletteOf } from './colour.ts';

/** A colour that could not be used as it is. */
export interface ColourWarning {
  pointer: '/look/colour';
  code: 'colourAdjusted';
  /** WCAG 2.2's contrast ratio on the ground that has the least of it, rounded down to two places. */
  contrast: number;
  needed: number;
  /** What links and headings have in its place; bars and buttons keep the colour itself. */
  used: string;
}

/** What is done to a colour so that it can be read on a light ground (WCAG 2.2, 1.4.3, level AA); nothing: it can. */
export function colourWarnings(colour: string | undefined): ColourWarning[] {
  if (colour === undefined) return [];
  const { accent, link } = paletteOf(colour);
  if (link === accent) return [];
  const ratios = [grounds.light.page, grounds.light.surface].map((ground) => contrast(accent, ground));
  const least = Math.floor(Math.min(...ratios) * 100) / 100;
  return [{ pointer: '/look/colour', code: 'colourAdjusted', contrast: least, needed: enough, used: link }];
}
