import { Problem } from '../core/values/problem.ts';
import type { HttpRequest } from './http.ts';

/** Whether a form was posted in parts, as those with files are. */
export function isMultipart({ headers }: Pick<HttpRequest, 'headers'>): boolean {
  return /^multipart\/form-data\b/i.test(headers['content-type'] ?? '');
}

/** A body's bytes. @throws Problem 413 */
export function bytesOf({ body = '', isBase64Encoded }: HttpRequest, mostBytes: number): Buffer<ArrayBuffer> {
  const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length <= mostBytes) return bytes;
  const params = { max: mostBytes };
  throw new Problem('body-too-large', { faults: [{ pointer: '', code: 'bodyTooLarge', params }] });
}

/** Its fields and files (RFC 7578), as Node's own parser reads them. @throws Problem 400 */
export async function partsOf(bytes: Uint8Array<ArrayBuffer>, { headers }: HttpRequest): Promise<FormData> {
  const type = headers['content-type'] ?? '';
  try {
    return await new Response(bytes, { headers: { 'content-type': type } }).formData();
  } catch {
    throw new Problem('malformed-request');
  }
}
