import { Agent, request } from 'node:http';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** A refusal of the database, with its type's short name such as `ResourceNotFoundException`. */
export class DynamoDbError extends Error {
  readonly type: string;

  constructor(type: string, message: string) {
    super(`${type}: ${message}`);
    this.type = type;
  }
}

/**
 * The database itself, without the checks and faults of the endpoint in front of it.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.LowLevelAPI.html
 */
export class Upstream {
  readonly url: URL;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 64, scheduling: 'lifo' });
  readonly #authorization: string;

  constructor(url: string, region: string) {
    this.url = new URL(url);
    this.#authorization = `AWS4-HMAC-SHA256 Credential=local/20270101/${region}/dynamodb/aws4_request, SignedHeaders=host, Signature=local`;
  }

  /** Sends one call as it is; only a connection that fails throws. */
  pass(target: string, body: Buffer | string): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const call = request(
        this.url,
        {
          method: 'POST',
          agent: this.#agent,
          headers: {
            'content-type': 'application/x-amz-json-1.0',
            'content-length': Buffer.byteLength(body),
            'x-amz-target': target,
            'x-amz-date': '20270101T000000Z',
            authorization: this.#authorization,
          },
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () => {
            const headers: Record<string, string> = { 'content-type': 'application/x-amz-json-1.0' };
            for (const name of ['x-amzn-requestid', 'x-amz-crc32']) {
              const value = response.headers[name];
              if (typeof value === 'string') headers[name] = value;
            }
            resolve({ status: response.statusCode ?? 500, headers, body: Buffer.concat(chunks) });
          });
        },
      );
      call.on('error', reject);
      call.end(body);
    });
  }

  /** One call of the runner's own, such as `DynamoDB_20120810.CreateTable`. @throws DynamoDbError */
  async call(target: string, input: unknown): Promise<unknown> {
    const { status, body } = await this.pass(target, JSON.stringify(input));
    const answer: unknown = JSON.parse(body.toString('utf8'));
    if (status === 200) return answer;
    const { __type, message, Message } = Object(answer);
    throw new DynamoDbError(String(__type).split('#').at(-1) ?? 'unknown', String(message ?? Message));
  }

  end(): void {
    this.#agent.destroy();
  }
}
