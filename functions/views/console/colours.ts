import { grounds, paletteOf } from '../colour.ts';

const variables = (colours: Record<string, string>) =>
  Object.entries(colours)
    .map(([name, colour]) => `--${name}:${colour}`)
    .join(';');

/** The console's colours as custom properties, light and dark, made readable from the organisation's one. */
export function colourVariables(colour: string): string {
  const { accent, onAccent, link, linkOnDark, onLinkOnDark } = paletteOf(colour);
  const light = {
    ...grounds.light,
    ...{ accent, 'on-accent': onAccent, link, danger: '#a31515', good: '#17653a', warn: '#7a4b00' },
  };
  const dark = {
    ...grounds.dark,
    ...{ accent: linkOnDark, 'on-accent': onLinkOnDark, link: linkOnDark },
    ...{ danger: '#ff9c94', good: '#7fd6a0', warn: '#f0c070' },
  };
  return `:root{color-scheme:light dark;${variables(light)}}@media (prefers-color-scheme:dark){:root{${variables(dark)}}}`;
}
