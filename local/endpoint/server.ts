import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Access, Policies } from '../access/policy.ts';
import type { Clock } from '../clock/clock.ts';
import type { FaultBox } from '../state/faults.ts';
import type { CallBook } from './calls.ts';
import type { PreparedCall } from './dynamodb.ts';
import { jsonRefusal, type Outcome, xmlRefusal } from './refusals.ts';

/** Who holds an access key: one worker of one function. */
export interface Caller {
  readonly functionName: string;
  /** As AWS names it in a refusal. */
  readonly principal: string;
  readonly policies: Policies;
  readonly crash: () => void;
}

/** A service behind the endpoint: reads a call, so that it can be checked before it is carried out. */
export interface AwsService {
  prepare(target: string, body: Buffer): PreparedCall;
}

interface EndpointParts {
  readonly calls: CallBook;
  readonly faults: FaultBox;
  readonly clock: Clock;
  /** What a call needs of the account's own keys. */
  readonly keyUses: (access: Access) => Access[];
}

/**
 * The one AWS endpoint that functions know. It tells the function by its access key, checks what the function's role
 * allows, counts the call, and passes it to the service that the credential scope names.
 */
export class AwsEndpoint {
  readonly #services = new Map<string, AwsService>();
  readonly #calls: CallBook;
  readonly #faults: FaultBox;
  readonly #clock: Clock;
  readonly #keyUses: (access: Access) => Access[];
  readonly #callers = new Map<string, Caller>();
  readonly #server: Server;

  constructor({ calls, faults, clock, keyUses }: EndpointParts) {
    this.#calls = calls;
    this.#faults = faults;
    this.#clock = clock;
    this.#keyUses = keyUses;
    this.#server = createServer((request, response) => void this.#serve(request, response));
    // Longer than any client keeps an idle connection: a reused one must never meet a closing one.
    this.#server.keepAliveTimeout = 600_000;
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    const address = this.#server.address();
    return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  }

  /** @param name as it stands in a credential scope */
  serve(name: string, service: AwsService): void {
    this.#services.set(name, service);
  }

  admit(accessKey: string, caller: Caller): void {
    this.#callers.set(accessKey, caller);
  }

  dismiss(accessKey: string): void {
    this.#callers.delete(accessKey);
  }

  async end(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of request) chunks.push(chunk);
      const outcome = await this.#answer(request, Buffer.concat(chunks));
      if (outcome === 'hang') return;
      if (outcome === 'drop') {
        response.destroy();
        return;
      }
      // A client measures its clock's error by this header, so it is the runner's time.
      response.setHeader('date', new Date(this.#clock.now()).toUTCString());
      response.writeHead(outcome.status, { ...outcome.headers, 'content-length': outcome.body.length });
      response.end(outcome.body);
    } catch (error) {
      if (response.destroyed) return;
      const { status, headers, body } = jsonRefusal('InternalServerError', String(error), {}, 500);
      response.writeHead(status, headers).end(body);
    }
  }

  async #answer(request: IncomingMessage, body: Buffer): Promise<Outcome> {
    const [, accessKey = '', service = ''] =
      /Credential=([^/]+)\/\d+\/[^/]+\/([^/]+)\//.exec(request.headers.authorization ?? '') ?? [];
    const refuse = (type: string, message: string) =>
      service === 'ses' ? xmlRefusal(403, type, message) : jsonRefusal(type, message);
    const caller = this.#callers.get(accessKey);
    if (!caller)
      return refuse('UnrecognizedClientException', 'The security token included in the request is invalid.');
    const found = this.#services.get(service);
    if (!found)
      return refuse(
        'UnknownOperationException',
        `the local runner does not serve ${service || 'this service'}`,
      );

    const target = request.headers['x-amz-target'];
    const call = found.prepare(typeof target === 'string' ? target : '', body);
    const crash = this.#faults.crashes(caller.functionName);
    if (crash === 'before') {
      caller.crash();
      return 'hang';
    }
    const outcome = this.#refusal(caller, call) ?? (await call.run(caller.functionName));
    if (crash === 'after') {
      caller.crash();
      return 'hang';
    }
    return outcome;
  }

  #refusal({ functionName, principal, policies }: Caller, call: PreparedCall): Outcome | undefined {
    let refusal: Outcome | undefined;
    for (const access of call.accesses.flatMap((one) => [one, ...this.#keyUses(one)])) {
      const decision = policies.decide(access);
      this.#calls.record(functionName, access, decision.allowed);
      if (!decision.allowed) {
        refusal ??= call.refuse(
          `User: ${principal} is not authorized to perform: ${access.action} on resource: ${access.resource} ${decision.because}`,
        );
      }
    }
    return refusal;
  }
}
