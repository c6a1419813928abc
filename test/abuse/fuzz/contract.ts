import * as z from 'zod';
import { Router } from '../../../local/gateway/routes.ts';

/** What came back. */
export interface Answer {
  status: number;
  contentType: string;
  body: string;
}

const Media = z.looseObject({ schema: z.record(z.string(), z.unknown()) });
const Document = z.looseObject({
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.looseObject({
        parameters: z
          .array(z.looseObject({ name: z.string(), 'x-greedy': z.boolean().optional() }))
          .optional(),
        responses: z.record(z.string(), z.looseObject({ content: z.record(z.string(), Media).optional() })),
      }),
    ),
  ),
  components: z.looseObject({ schemas: z.record(z.string(), z.record(z.string(), z.unknown())) }),
});
type Operation = z.infer<typeof Document>['paths'][string][string];

/** What the server before the functions answers by itself: its own 404 is ours, these are not. */
const gatewaysOwn: ReadonlySet<number> = new Set([413, 417, 429, 431]);

/** An OpenAPI document as the judge of answers: status, media type, and the body of JSON by its schema. */
export class Contract {
  readonly #router: Router<Operation | undefined>;
  readonly #schemas: Record<string, unknown>;
  readonly #known = new Map<object, z.ZodType>();

  constructor(document: unknown) {
    const { paths, components } = Document.parse(document);
    this.#schemas = components.schemas;
    const described = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, target]) => ({
        routeKey: `${method.toUpperCase()} ${greedy(path, target)}`,
        target,
      })),
    );
    this.#router = new Router([...described, { routeKey: '$default', target: undefined }]);
  }

  /** What an answer has that the document does not allow; undefined when it is allowed. */
  faultOf({ method, path }: { method: string; path: string }, answer: Answer): string | undefined {
    const { status, body } = answer;
    if (gatewaysOwn.has(status) && (body === '' || body.startsWith('{"message":'))) return undefined;
    const [rawPath = '/'] = path.split('?');
    const isHead = method === 'HEAD';
    const route = this.#router.match(isHead ? 'GET' : method, rawPath);
    const type = answer.contentType.split(';')[0]?.trim() ?? '';
    if (route?.target === undefined) return this.#strangerFault(method, answer, type);
    const response = route.target.responses[String(status)];
    if (response === undefined) return `${route.routeKey}: ${status} is not in the document`;
    if (isHead) return body === '' ? undefined : `${route.routeKey}: HEAD with a body`;
    if (response.content === undefined) {
      return body === '' ? undefined : `${route.routeKey}: ${status} has a body, and none is in the document`;
    }
    const media = response.content[type];
    if (media === undefined)
      return `${route.routeKey}: ${status} as ${type || 'nothing'} is not in the document`;
    if (!type.endsWith('json')) return undefined;
    const fault = this.#bodyFault(media.schema, body);
    return fault === undefined ? undefined : `${route.routeKey}: ${status}: ${fault}`;
  }

  /** A path or method that there is not: our own problem document or page, or the answer to a preflight. */
  #strangerFault(method: string, { status, body }: Answer, type: string): string | undefined {
    if (method === 'OPTIONS' && status === 204) return undefined;
    // A slash too many leads to the right address.
    if (status === 308 && body === '') return undefined;
    if (status !== 404 && status !== 405) return `no such route, and ${status}`;
    if (method === 'HEAD' || type === 'text/html') return undefined;
    const fault = this.#bodyFault({ $ref: '#/components/schemas/Problem' }, body);
    return fault === undefined ? undefined : `no such route: ${fault}`;
  }

  #bodyFault(schema: Record<string, unknown>, body: string): string | undefined {
    let value: unknown;
    try {
      value = JSON.parse(body);
    } catch {
      return 'the body is no JSON';
    }
    const { error } = this.#schemaOf(schema).safeParse(value);
    const [first] = error?.issues ?? [];
    return first && `${first.path.map(String).join('.') || 'the body'}: ${first.message}`;
  }

  #schemaOf(schema: Record<string, unknown>): z.ZodType {
    const known = this.#known.get(schema);
    if (known !== undefined) return known;
    // Local references become definitions of the schema's own, which is where they are looked for.
    const text = JSON.stringify({ ...schema, $defs: this.#schemas });
    const local = JSON.parse(text.replaceAll('#/components/schemas/', '#/$defs/'), closed);
    const made = z.fromJSONSchema(local);
    this.#known.set(schema, made);
    return made;
  }
}

/** Fields may come to answers, and whoever reads them lets them be; here one that is not told is a fault. */
const closed = (_: string, value: unknown) =>
  typeof value === 'object' && value !== null && 'properties' in value && 'type' in value
    ? { additionalProperties: false, ...value }
    : value;

/** A path as API Gateway writes it, whose last name may stand for all that follows. */
function greedy(path: string, { parameters = [] }: Operation): string {
  const rest = parameters.find((one) => one['x-greedy']);
  return rest === undefined ? path : path.replace(`{${rest.name}}`, `{${rest.name}+}`);
}
