import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { pageAnswer } from '../../functions/http/page-answer.ts';
import { samplePages } from '../views/samples.ts';

const samples = Object.entries(samplePages('de'));

describe.each(samples)('the page %s', async (_, { frame, content }) => {
  const { headers, body } = await pageAnswer(200, frame, content);

  test('may load, run and frame nothing: its policy names its own style alone, and where its forms lead', () => {
    const [style = ''] = /(?<=<style>)[\s\S]*?(?=<\/style>)/.exec(body) ?? [];
    const hash = createHash('sha256').update(style).digest('base64');
    expect(headers['content-security-policy']?.split('; ').toSorted()).toEqual([
      "base-uri 'none'",
      "default-src 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
      ...(frame.organisation.logoUrl ? [`img-src ${new URL(frame.organisation.logoUrl).origin}`] : []),
      `style-src 'sha256-${hash}'`,
    ]);
  });

  test('is kept by no cache and found by no search engine, and tells nobody where it was', () => {
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'x-robots-tag': 'noindex',
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
    });
  });
});

test.each(samples.slice(0, 1))(
  'a form of %s may lead to the websites that are named, and to no others',
  async (_, { frame, content }) => {
    const targets = ['https://www.stiftung-marktplatz.example'];
    const { headers } = await pageAnswer(200, frame, content, undefined, targets);
    expect(headers).toMatchObject({
      'content-security-policy': expect.stringContaining(
        "; form-action 'self' https://www.stiftung-marktplatz.example; ",
      ),
    });
  },
);
