import { Problem } from '../core/values/problem.ts';
import type { HttpRequest } from '../http/http.ts';

/** A function's request may have 6 MB, of which base64 takes a third. */
const mostBytes = 4 * 1024 * 1024;

/** Whether a form with a file was posted. */
export function isUpload({ headers }: HttpRequest): boolean {
  return /^multipart\/form-data\b/i.test(headers['content-type'] ?? '');
}

/** Its fields and files (RFC 7578), as Node's own parser reads them. @throws Problem 413, 400 */
export async function uploadOf({ body = '', isBase64Encoded, headers }: HttpRequest): Promise<FormData> {
  const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length > mostBytes) {
    const params = { max: mostBytes };
    throw new Problem('body-too-large', { faults: [{ pointer: '', code: 'bodyTooLarge', params }] });
  }
  const type = headers['content-type'] ?? '';
  try {
    return await new Response(bytes, { headers: { 'content-type': type } }).formData();
  } catch {
    throw new Problem('malformed-request');
  }
}
