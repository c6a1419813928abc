import { expect, test } from 'vitest';
import { SignUpRequest } from '../../../functions/core/registration/sign-up-request.ts';
import {
  directionOf,
  inEach,
  isInAny,
  Localised,
  locales,
  mapLocales,
  nearestLocale,
} from '../../../functions/core/values/locale.ts';
import { MailWorld } from '../mail/mail-world.ts';
import { sampleSeries } from '../samples.ts';

test.each<[string, unknown, string | undefined]>([
  ['itself', 'de', 'de'],
  ['of another country', 'de-AT', 'de'],
  ['with a script', 'de-Latn-CH', 'de'],
  ['as some systems write it', 'en_GB', 'en'],
  ['in capitals', 'EN', 'en'],
  ['between blanks', ' en ', 'en'],
  ['another one that begins alike', 'enm', undefined],
  ['none of ours', 'fr-CA', undefined],
  ['nothing', '', undefined],
  ['no text', { toString: () => 'de' }, undefined],
  ['noise', '-'.repeat(90), undefined],
])('the language nearest to a tag: %s', (_, tag, wanted) => {
  expect(nearestLocale(tag)).toBe(wanted);
});

test.each<[string, string]>([
  ['de-AT', 'de'],
  ['en-US', 'en'],
  ['fr', sampleSeries().defaultLocale],
  ['', sampleSeries().defaultLocale],
])('who signs up on a website that says %j is no fault, and reads %s', async (locale, reads) => {
  const world = await MailWorld.of([{ eventId: 'eins' }]);
  await world.series.join('a@a.example', ['eins'], { locale });
  expect((await world.series.attendee('a@a.example')).locale).toBe(reads);
});

test('a sign-up says its language as a text, and of no endless one', () => {
  const { locale } = SignUpRequest.shape;
  expect(locale.safeParse('x'.repeat(101)).success).toBe(false);
  expect(locale.safeParse(5).success).toBe(false);
});

test('a text is there in at least one language, and in none that is not ours', () => {
  expect(Localised(10).safeParse({}).success).toBe(false);
  expect(Localised(10).safeParse({ de: 'a', fr: 'b' }).success).toBe(false);
  for (const locale of locales) expect(Localised(10).safeParse({ [locale]: 'a' }).success).toBe(true);
});

test('what is there in each language stays there in each', () => {
  expect(inEach((locale) => locale.length)).toEqual(
    Object.fromEntries(locales.map((one) => [one, one.length])),
  );
  expect(mapLocales({ en: 'a' }, (text) => `${text}!`)).toEqual({ en: 'a!' });
  expect(isInAny({ de: undefined })).toBe(false);
});

test.each([
  ...(['ar', 'he', 'fa', 'ur-PK', 'yi', 'dv', 'az-Arab'] as const).map((tag) => [tag, 'rtl']),
  ...(['de', 'en', 'uk', 'fr', 'ar-Latn', 'ja', 'de-simple'] as const).map((tag) => [tag, 'ltr']),
])('lines of %s run %s', (tag, direction) => {
  expect(directionOf(tag)).toBe(direction);
});
