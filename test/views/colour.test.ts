import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contrast, grounds, paletteOf } from '../../functions/views/colour.ts';

const hex = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`);

test('the extremes have the contrast that WCAG gives them', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
});

test('whatever the organisation chooses, it can be read in the light and in the dark', () => {
  fc.assert(
    fc.property(hex, (colour) => {
      const palette = paletteOf(colour);
      expect(contrast(palette.accent, palette.onAccent)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(palette.linkOnDark, palette.onLinkOnDark)).toBeGreaterThanOrEqual(4.5);
      for (const ground of [grounds.light.page, grounds.light.surface]) {
        expect(contrast(palette.link, ground)).toBeGreaterThanOrEqual(4.5);
      }
      for (const ground of [grounds.dark.page, grounds.dark.surface]) {
        expect(contrast(palette.linkOnDark, ground)).toBeGreaterThanOrEqual(4.5);
      }
    }),
  );
});

test('the fixed colours of text can be read too', () => {
  for (const { page, surface, text, muted, field } of [grounds.light, grounds.dark]) {
    for (const ground of [page, surface]) {
      for (const colour of [text, muted]) expect(contrast(colour, ground)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(field, ground)).toBeGreaterThanOrEqual(3);
    }
  }
});

test('a readable colour is taken as it is; white gets dark writing', () => {
  expect(paletteOf('#1f4e79')).toMatchObject({ accent: '#1f4e79', onAccent: '#ffffff', link: '#1f4e79' });
  expect(paletteOf('#ffffff').onAccent).toBe('#000000');
});

test('what is no colour never reaches a stylesheet', () => {
  expect(paletteOf('red;}body{').accent).toBe('#1f4e79');
});
