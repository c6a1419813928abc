import { createWriteStream, existsSync, type WriteStream } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Policies } from '../access/policy.ts';
import { readRoles } from '../access/roles.ts';
import type { Declared, Stack } from '../assembly/stack.ts';
import type { Clock } from '../clock/clock.ts';
import type { AwsEndpoint } from '../endpoint/server.ts';
import type { Usage } from '../endpoint/usage.ts';
import type { Store } from '../state/store.ts';
import { Instance } from './instance.ts';
import { Pool } from './pool.ts';
import { type InvocationResult, stopped } from './protocol.ts';

type DeclaredFunction = Declared<'AWS::Lambda::Function'>;

interface Member {
  readonly declared: DeclaredFunction;
  readonly pool: Pool;
  readonly log: WriteStream;
}

export interface FunctionsOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly endpoint: AwsEndpoint;
  readonly endpointUrl: string;
  /** Workers of one function at most; a function's reserved concurrency may be lower. */
  readonly concurrency: number;
  /** Parts of the names of those whose pools are eager. */
  readonly eager: readonly string[];
  readonly report: (line: string) => void;
  readonly usage: Usage | undefined;
  readonly internet: string | undefined;
}

/** The functions of the template, each in workers of its own, with the role that the template gives it. */
export class Functions {
  readonly #members = new Map<string, Member>();
  readonly #options: FunctionsOptions;
  readonly #stack: Stack;
  #running = 0;

  constructor(stack: Stack, options: FunctionsOptions) {
    this.#stack = stack;
    this.#options = options;
    const roles = readRoles(stack);
    for (const declared of stack.all('AWS::Lambda::Function')) {
      const log = createWriteStream(path.join(options.store.file('logs'), `${declared.ref}.log`), {
        flags: 'a',
      });
      const policies = roles.get(declared.Role) ?? new Policies([]);
      const limit = Math.min(
        options.concurrency,
        declared.ReservedConcurrentExecutions ?? options.concurrency,
      );
      const eager = options.eager.some((part) => declared.ref.includes(part));
      const limits = { instances: limit, eager };
      const pool = new Pool(() => this.#create(declared, policies, log), limits);
      this.#members.set(declared.ref, { declared, pool, log });
    }
  }

  /** Whether nothing runs. */
  get isQuiet(): boolean {
    return this.#running === 0;
  }

  get names(): readonly string[] {
    return [...this.#members.keys()];
  }

  /** The function that an ARN, a qualified ARN, an integration's URI or a name means. */
  nameOf(reference: string): string {
    const name = /:function:([^:/]+)/.exec(reference)?.[1] ?? reference;
    if (!this.#members.has(name)) throw new Error(`the template has no function ${reference}`);
    return name;
  }

  /** The one function whose name or logical id contains the text, whatever its case. */
  find(part: string): string | undefined {
    const wanted = part.toLowerCase();
    for (const { declared } of this.#members.values()) {
      if (`${declared.ref} ${declared.logicalId}`.toLowerCase().includes(wanted)) return declared.ref;
    }
    return undefined;
  }

  roleOf(functionName: string): string {
    return this.#members.get(functionName)?.declared.Role ?? '';
  }

  /** An access key with a function's role for a caller that is not a function: what a measurement compares with. */
  actAs(functionName: string): { endpointUrl: string; accessKeyId: string } {
    const declared = this.#members.get(functionName)?.declared;
    if (!declared) throw new Error(`the template has no function ${functionName}`);
    return this.#admit('measurement', readRoles(this.#stack).get(declared.Role) ?? new Policies([]));
  }

  /** An access key of a person who may do this with everything: for what the guide's commands do. */
  actAsOperator(actions: readonly string[]): { endpointUrl: string; accessKeyId: string } {
    const allowed = { Effect: 'Allow' as const, Action: [...actions], Resource: '*' };
    return this.#admit('operator', new Policies([{ Statement: [allowed] }]));
  }

  #admit(name: string, policies: Policies): { endpointUrl: string; accessKeyId: string } {
    const { endpoint, endpointUrl } = this.#options;
    const accessKeyId = `ASIA${crypto.randomUUID().replaceAll('-', '').slice(0, 16).toUpperCase()}`;
    endpoint.admit(accessKeyId, { functionName: name, principal: name, policies, crash: () => {} });
    return { endpointUrl, accessKeyId };
  }

  /** Invokes as Lambda does: what the function throws is the result's error, not a rejection. */
  async invoke(functionName: string, payload: unknown, onStart?: () => void): Promise<InvocationResult> {
    const member = this.#members.get(functionName);
    if (!member) throw new Error(`the template has no function ${functionName}`);
    this.#running += 1;
    const began = performance.now();
    this.#options.usage?.began(functionName);
    try {
      const result = await member.pool.invoke(JSON.stringify(payload), onStart);
      this.#options.usage?.invoked(functionName, performance.now() - began);
      if (!result.ok && result.error.errorType !== stopped.errorType) {
        const { errorType, errorMessage } = result.error;
        // Who is told of the fault finds its cause in the log: what the worker wrote before is on the disk first.
        await new Promise<void>((written) => member.log.write('', () => written()));
        const log = path.relative('.', String(member.log.path));
        this.#options.report(`${functionName} failed, see ${log}: ${errorType}: ${errorMessage}`);
      }
      return result;
    } finally {
      this.#running -= 1;
    }
  }

  /** Ends what is idle, as Lambda does with environments after a while: what comes next knows nothing of before. */
  async renew(): Promise<void> {
    await Promise.all([...this.#members.values()].map(({ pool }) => pool.renew()));
  }

  async end(): Promise<void> {
    await Promise.all([...this.#members.values()].map(({ pool }) => pool.end()));
    for (const { log } of this.#members.values()) log.end();
  }

  #create(declared: DeclaredFunction, policies: Policies, log: WriteStream): Instance {
    const { endpoint, endpointUrl, clock, internet } = this.#options;
    const { region } = this.#stack.deployment;
    const accessKey = `ASIA${crypto.randomUUID().replaceAll('-', '').slice(0, 16).toUpperCase()}`;
    const [moduleName = 'index', handlerName = 'handler'] = declared.Handler.split(/\.(?=[^.]*$)/);
    const folder = this.#folderOf(declared);
    const instance = new Instance({
      log,
      timeoutMilliseconds: declared.Timeout * 1000,
      start: {
        handlerFile: moduleUrl(folder, moduleName),
        handlerName,
        compiled: path.join(path.dirname(folder), 'compiled'),
        clock: clock.shared,
        functionName: declared.ref,
        functionArn: declared.arn,
        memorySize: declared.MemorySize,
        internet,
      },
      environment: {
        ...declared.Environment?.Variables,
        ...runtimeVariables(declared, region, folder),
        AWS_ACCESS_KEY_ID: accessKey,
        AWS_SECRET_ACCESS_KEY: 'local',
        AWS_SESSION_TOKEN: 'local',
        AWS_ENDPOINT_URL: endpointUrl,
      },
    });
    const role = declared.Role.split('/').at(-1);
    endpoint.admit(accessKey, {
      functionName: declared.ref,
      principal: `arn:${this.#stack.deployment.partition}:sts::${this.#stack.deployment.account}:assumed-role/${role}/${declared.ref}`,
      policies,
      crash: () => instance.crash(),
    });
    void instance.gone.then(() => endpoint.dismiss(accessKey));
    return instance;
  }

  #folderOf({ Code, logicalId }: DeclaredFunction): string {
    const folder = Code.S3Key && this.#stack.assets.get(Code.S3Key);
    if (!folder) throw new Error(`${logicalId} has no bundled asset. Type: npx cdk synth --quiet`);
    return folder;
  }
}

function moduleUrl(folder: string, moduleName: string): string {
  const file = ['.mjs', '.cjs', '.js']
    .map((ending) => path.join(folder, moduleName + ending))
    .find(existsSync);
  return pathToFileURL(file ?? path.join(folder, `${moduleName}.mjs`)).href;
}

/** @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime */
function runtimeVariables({ Handler, ref, MemorySize }: DeclaredFunction, region: string, folder: string) {
  return {
    _HANDLER: Handler,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_LAMBDA_FUNCTION_NAME: ref,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(MemorySize),
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${ref}`,
    AWS_LAMBDA_LOG_STREAM_NAME: 'local',
    LAMBDA_TASK_ROOT: folder,
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
  };
}
