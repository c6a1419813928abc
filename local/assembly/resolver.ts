import { type Deployment, type Identity, identify } from './names.ts';
import type { Template } from './template.ts';

type Fields = Record<string, unknown>;
const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const noValue = Symbol('AWS::NoValue');

/**
 * Replaces a template's intrinsic functions by the values that they have on this machine.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
 */
export class Resolver {
  readonly #template: Template;
  readonly #deployment: Deployment;
  readonly #pseudo: Readonly<Fields>;
  readonly #identities = new Map<string, Identity>();
  readonly #naming = new Set<string>();

  constructor(template: Template, deployment: Deployment) {
    this.#template = template;
    this.#deployment = deployment;
    const { account, region, partition, urlSuffix, stackName } = deployment;
    this.#pseudo = {
      'AWS::AccountId': account,
      'AWS::Region': region,
      'AWS::Partition': partition,
      'AWS::URLSuffix': urlSuffix,
      'AWS::StackName': stackName,
      'AWS::StackId': `arn:${partition}:cloudformation:${region}:${account}:stack/${stackName}/local`,
      'AWS::NotificationARNs': [],
      'AWS::NoValue': noValue,
    };
  }

  /** The value with every intrinsic function replaced; what is `AWS::NoValue` is left out. */
  resolve(value: unknown): unknown {
    const resolved = this.#value(value);
    return resolved === noValue ? undefined : resolved;
  }

  /** Whether the named condition holds; a resource without one exists. */
  holds(condition: string | undefined): boolean {
    if (condition === undefined) return true;
    if (!(condition in this.#template.Conditions)) throw new Error(`no condition named ${condition}`);
    return this.#value(this.#template.Conditions[condition]) === true;
  }

  identity(logicalId: string): Identity {
    const known = this.#identities.get(logicalId);
    if (known) return known;
    const resource = this.#template.Resources[logicalId];
    if (!resource) throw new Error(`the template has no resource ${logicalId}`);
    if (this.#naming.has(logicalId)) throw new Error(`the name of ${logicalId} refers to itself`);
    this.#naming.add(logicalId);
    const named = (property: string) => {
      const name = this.resolve(resource.Properties[property]);
      return name === undefined ? undefined : String(name);
    };
    const identity = identify(logicalId, resource, named, this.#deployment);
    this.#naming.delete(logicalId);
    this.#identities.set(logicalId, identity);
    return identity;
  }

  #value(value: unknown): unknown {
    if (Array.isArray(value))
      return value.map((item) => this.#value(item)).filter((item) => item !== noValue);
    if (!isFields(value)) return value;
    const [only, ...more] = Object.entries(value);
    if (
      only &&
      more.length === 0 &&
      (only[0] === 'Ref' || only[0] === 'Condition' || only[0].startsWith('Fn::'))
    ) {
      const called = this.#call(only[0], only[1]);
      if (called !== undefined) return this.#local(called);
    }
    const fields = Object.entries(value).map(([key, field]) => [key, this.#value(field)] as const);
    return Object.fromEntries(fields.filter(([, field]) => field !== noValue));
  }

  #call(name: string, argument: unknown): unknown {
    switch (name) {
      case 'Ref':
        return this.#ref(String(argument));
      // A policy statement has a field `Condition` too; only a string names one of the template's conditions.
      case 'Condition':
        return typeof argument === 'string' ? this.holds(argument) : undefined;
      case 'Fn::GetAtt': {
        const [logicalId, ...attribute] = Array.isArray(argument) ? argument : String(argument).split('.');
        return this.#attribute(String(logicalId), attribute.map((part) => this.#text(part)).join('.'));
      }
      case 'Fn::Join': {
        const [separator, parts] = this.#list(argument, name);
        return this.#list(parts, name).map(String).join(String(separator));
      }
      case 'Fn::Sub':
        return this.#substitute(argument);
      case 'Fn::Select': {
        const [index, items] = this.#list(argument, name);
        return this.#list(items, name)[Number(index)];
      }
      case 'Fn::Split': {
        const [separator, text] = this.#list(argument, name);
        return String(text).split(String(separator));
      }
      case 'Fn::If': {
        const [condition, yes, no] = Array.isArray(argument) ? argument : [];
        return this.#value(this.holds(String(condition)) ? yes : no);
      }
      case 'Fn::Equals': {
        const [left, right] = this.#list(argument, name);
        return JSON.stringify(left) === JSON.stringify(right);
      }
      case 'Fn::Not':
        return this.#list(argument, name)[0] !== true;
      case 'Fn::And':
        return this.#list(argument, name).every((item) => item === true);
      case 'Fn::Or':
        return this.#list(argument, name).some((item) => item === true);
      case 'Fn::Contains': {
        const [items, wanted] = this.#list(argument, name);
        return this.#list(items, name).includes(wanted);
      }
      case 'Fn::FindInMap': {
        const [map, first, second] = this.#list(argument, name).map(String);
        return this.#template.Mappings[map ?? '']?.[first ?? '']?.[second ?? ''];
      }
      case 'Fn::Base64':
        return Buffer.from(this.#text(argument)).toString('base64');
      case 'Fn::GetAZs':
        return ['a', 'b', 'c'].map((zone) => `${this.#deployment.region}${zone}`);
      default:
        throw new Error(`the runner does not know ${name}; add it in local/assembly/resolver.ts`);
    }
  }

  #ref(name: string): unknown {
    if (name in this.#pseudo) return this.#pseudo[name];
    const parameter = this.#template.Parameters[name];
    return parameter ? (parameter.Default ?? '') : this.identity(name).ref;
  }

  #attribute(logicalId: string, attribute: string): string {
    const value = this.identity(logicalId).attributes[attribute];
    return value ?? `${this.#deployment.stackName}-${logicalId}.${attribute}`;
  }

  #substitute(argument: unknown): string {
    const [text, given] = Array.isArray(argument) ? argument : [argument, {}];
    const own = isFields(given) ? given : {};
    return String(text).replace(/\$\{([^}]+)\}/g, (_, name: string) => {
      if (name.startsWith('!')) return `\${${name.slice(1)}}`;
      if (name in own) return this.#text(own[name]);
      const [logicalId, ...attribute] = name.split('.');
      if (attribute.length > 0) return this.#attribute(logicalId ?? '', attribute.join('.'));
      return String(this.#ref(name));
    });
  }

  /** An API's address put together from its id is the local one, as its attribute ApiEndpoint is. */
  #local(value: unknown): unknown {
    if (typeof value !== 'string') return value;
    return value.replace(
      /https:\/\/[0-9a-z]+\.execute-api\.[a-z0-9-]+\.amazonaws\.(com\.cn|com|eu)/g,
      this.#deployment.baseUrl,
    );
  }

  #text(value: unknown): string {
    return String(this.#value(value));
  }

  #list(value: unknown, name: string): unknown[] {
    const list = this.#value(value);
    if (!Array.isArray(list)) throw new Error(`${name} takes a list`);
    return list;
  }
}
