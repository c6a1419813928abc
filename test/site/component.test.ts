import { afterAll, beforeAll, expect, test } from 'vitest';
import { Backend } from '../setup/backend.ts';

let backend: Backend;
beforeAll(async () => {
  backend = await Backend.start();
});
afterAll(() => backend.stop());

/**
 * A foreign page loads it before it shows a form: 5 kB as they are sent. The bound keeps out a renderer or a library of
 * schemas (20 kB and more), and leaves room for a few fields.
 */
const mostBytes = 12_000;

test.each([
  ['/signup.js', 5000],
  ['/events.js', 2000],
])('%s is one small script that asks for nothing else', async (where, least) => {
  const { status, headers, text } = await backend.send('GET', where);
  expect(status).toBe(200);
  expect(headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(Buffer.byteLength(text)).toBeGreaterThan(least);
  expect(Buffer.byteLength(text)).toBeLessThan(mostBytes);
  // Nothing that a strict Content-Security-Policy or Trusted Types would refuse.
  expect(text).not.toMatch(
    /\beval\b|new Function|innerHTML|outerHTML|document\.write|\bimport\(|"style"|\.style\b/,
  );
});

test('a browser keeps it for an hour, and then asks whether it is still the same', async () => {
  const { headers } = await backend.send('GET', '/signup.js');
  expect(headers.get('cache-control')).toBe('public, max-age=3600');
  const etag = headers.get('etag') ?? '';
  expect(etag).toMatch(/^"[\w-]{16}"$/);
  for (const known of [etag, `W/${etag}`, `"other", ${etag}`]) {
    const again = await backend.send('GET', '/signup.js', { headers: { 'if-none-match': known } });
    expect([known, again.status, again.text]).toEqual([known, 304, '']);
  }
  const other = await backend.send('GET', '/signup.js', { headers: { 'if-none-match': '"other"' } });
  expect(other.status).toBe(200);
});
