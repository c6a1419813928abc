import { afterAll, beforeAll, expect, test } from 'vitest';
import { Backend } from '../setup/backend.ts';

let backend: Backend;
beforeAll(async () => {
  backend = await Backend.start();
});
afterAll(() => backend.stop());

test('the web component is one script under 10 kB that asks for nothing else', async () => {
  const { status, headers, text } = await backend.send('GET', '/signup.js');
  expect(status).toBe(200);
  expect(headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(Buffer.byteLength(text)).toBeGreaterThan(5000);
  expect(Buffer.byteLength(text)).toBeLessThan(10_000);
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
