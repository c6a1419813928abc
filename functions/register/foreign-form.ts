import { ownField } from '../core/registration/form-names.ts';
import type { Stage } from '../core/values/stage.ts';
import { type HttpRequest, isForm, mostBodyBytes } from '../http/http.ts';
import { bytesOf, isMultipart, partsOf } from '../http/multipart.ts';

/**
 * A form as other websites post it, as ours are: urlencoded, in UTF-8, with our names alone. It comes in parts or in one,
 * in the encoding of its page, with fields of whatever made it, and sometimes without where it was.
 * @see https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#form-submission-algorithm
 * @throws Problem 400, 413
 */
export async function readableForm(
  request: HttpRequest,
  { allowedOrigins }: Pick<Stage, 'allowedOrigins'>,
): Promise<HttpRequest> {
  if (!isForm(request)) return request;
  const bytes = bytesOf(request, mostBodyBytes);
  const fields = isMultipart(request) ? await rawFieldsInParts(bytes, request) : rawFields(bytes);
  const said = fields.find(([name]) => name.toString() === '_charset_')?.[1].toString();
  const decode = decoder(fields.flat(), saidCharset(request.headers) ?? said);
  const own = fields.flatMap(([name, value]) => {
    const known = ownField(decode(name));
    return known === undefined ? [] : [[known, decode(value)] as const];
  });
  if (!own.some(([name]) => name === 'formUrl')) {
    const from = cameFrom(request.headers, allowedOrigins);
    if (from !== undefined) own.push(['formUrl', from]);
  }
  return {
    ...request,
    headers: { ...request.headers, 'content-type': 'application/x-www-form-urlencoded' },
    body: own.map(([name, value]) => `${escaped(name)}=${escaped(value)}`).join('&'),
    isBase64Encoded: false,
  };
}

/** Only what means something in a form, so that it stays about as long as it was. */
const escaped = (text: string) => text.replaceAll(/[%&=+#]/g, encodeURIComponent);

/** The page that a form is on, where the browser says it and the website is one of the stage's. */
function cameFrom(
  { referer, origin }: HttpRequest['headers'],
  allowedOrigins: readonly string[],
): string | undefined {
  return [referer, origin].find((url) => allowedOrigins.includes(URL.parse(url ?? '')?.origin ?? ''));
}

/** A field's name and its value, as bytes. */
type RawField = [Buffer, Buffer];

function rawFields(bytes: Buffer): RawField[] {
  const pairs = bytes.toString('latin1').split('&');
  return pairs
    .filter((pair) => pair !== '')
    .map((pair) => {
      const [name = '', value = ''] = pair.split(/=(.*)/s);
      return [unescaped(name), unescaped(value)];
    });
}

/** The bytes that a part of an urlencoded form stands for. */
function unescaped(text: string): Buffer {
  const byte = (_: string, hex: string) => String.fromCharCode(Number.parseInt(hex, 16));
  return Buffer.from(text.replaceAll('+', ' ').replaceAll(/%([0-9a-f]{2})/gi, byte), 'latin1');
}

/** Node's parser reads UTF-8: it is handed each byte as a letter, so that none is lost. Files are none of our fields. */
async function rawFieldsInParts(bytes: Buffer, request: HttpRequest): Promise<RawField[]> {
  const form = await partsOf(Buffer.from(bytes.toString('latin1')), request);
  return [...form].flatMap(([name, value]) =>
    typeof value === 'string' ? [[Buffer.from(name, 'latin1'), Buffer.from(value, 'latin1')]] : [],
  );
}

const saidCharset = ({ 'content-type': type = '' }: HttpRequest['headers']) =>
  /;\s*charset="?([\w:-]{1,40})/i.exec(type)?.[1];

/**
 * Reads text in the encoding that a form names, if it is one of letters that hold ASCII and every part is of it; else in
 * UTF-8, and what is none (old pages seldom say) as browsers read such pages, in Windows-1252.
 * @see https://encoding.spec.whatwg.org/#names-and-labels
 */
function decoder(all: readonly Uint8Array[], charset = 'utf-8'): (bytes: Uint8Array) => string {
  for (const label of [charset, 'utf-8']) {
    try {
      const strict = new TextDecoder(label, { fatal: true });
      // No form is sent in UTF-16: its names would be none of ours.
      if (strict.encoding.startsWith('utf-16')) continue;
      for (const bytes of all) strict.decode(bytes);
      return (bytes) => strict.decode(bytes);
    } catch {
      // The next one.
    }
  }
  const lenient = new TextDecoder('windows-1252');
  return (bytes) => lenient.decode(bytes);
}
