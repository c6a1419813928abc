import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { HttpAnswer } from '../http/http.ts';
import { colourProperties } from '../views/colour.ts';

/** A file that was bundled beside this function. */
const beside = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8');

const script = beside('./console.js');
const rules = beside('./style.css');

/** In the organisation's colour, which a function's instance has one of. */
const styles = new Map<string, string>();

function styleIn(colour: string): string {
  const style = styles.get(colour) ?? colourProperties(colour) + rules;
  styles.set(colour, style);
  return style;
}

const shortHash = (text: string) => createHash('sha256').update(text).digest('base64url').slice(0, 12);

/** Addresses that change with the content, so that a browser may keep it. */
export function assetUrls(colour: string): { style: string; script: string } {
  return {
    style: `/console/style.css?v=${shortHash(styleIn(colour))}`,
    script: `/console/script.js?v=${shortHash(script)}`,
  };
}

function kept(type: string, body: string): HttpAnswer {
  return {
    statusCode: 200,
    headers: {
      'content-type': `${type}; charset=utf-8`,
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
    },
    body,
  };
}

export const styleAnswer = (colour: string) => kept('text/css', styleIn(colour));
export const scriptAnswer = () => kept('text/javascript', script);
