import type { Frame } from '../core/mail/mail-content.ts';
import type { RenderedPage } from '../views/pages/document.tsx';
import { always, type HttpAnswer } from './http.ts';

/** A page: never cached, never indexed, no script, nothing from elsewhere but its logo. */
export function documentAnswer(
  statusCode: number,
  frame: Frame,
  { html, styleHash }: RenderedPage,
  /** Websites that a form of the page may lead back to, beside our own. */
  formTargets: readonly string[] = [],
): HttpAnswer {
  const { logoUrl } = frame.organisation;
  const images = logoUrl === undefined ? '' : ` img-src ${new URL(logoUrl).origin};`;
  const policy = `default-src 'none';${images} style-src '${styleHash}'; form-action ${["'self'", ...formTargets].join(' ')}; base-uri 'none'; frame-ancestors 'none'`;
  return {
    statusCode,
    headers: {
      ...always,
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy,
      'x-robots-tag': 'noindex',
      'content-language': frame.locale,
    },
    body: html,
  };
}
