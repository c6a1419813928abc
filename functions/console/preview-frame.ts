import type { FieldFault } from '../core/mail/page-content.ts';
import { Problem } from '../core/values/problem.ts';
import type { HttpAnswer } from '../http/http.ts';
import { problemFaults } from '../views/console/faults.ts';
import { noMailDocument } from '../views/console/preview.tsx';
import { secure, type Visit } from './visit.ts';

/** A document as it will look, for a frame of ours alone: its styles are its own, and nothing in it runs or leaves. */
export function framedDocument(html: string): HttpAnswer {
  return {
    statusCode: 200,
    headers: {
      ...secure,
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; img-src https: data:; frame-ancestors 'self'; sandbox",
    },
    body: html,
  };
}

/** What is being written as it will look; in its place what is wrong with it. @param say a fault, without its field */
export async function framedPreview(
  { locale }: Visit,
  render: () => Promise<string>,
  say = ({ message }: FieldFault) => message,
): Promise<HttpAnswer> {
  try {
    return framedDocument(await render());
  } catch (error) {
    if (!(error instanceof Problem) || error.faults.length === 0) throw error;
    return framedDocument(noMailDocument(locale, [...new Set(problemFaults(error, locale).map(say))]));
  }
}
