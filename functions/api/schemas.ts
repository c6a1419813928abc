import * as z from 'zod';
import { LoginInput, SessionInput } from '../core/access/login.ts';
import { OrganiserChange, OrganiserInput } from '../core/access/organisers.ts';
import { TokenInput } from '../core/access/tokens.ts';
import { PreviewInput, SendInput } from '../core/organising/announcement-sending.ts';
import { TrialInput } from '../core/organising/announcement-trial.ts';
import { AnnouncementInput } from '../core/organising/announcements.ts';
import { DocumentationInput } from '../core/organising/documentation.ts';
import { CloneInput } from '../core/organising/event-life.ts';
import { MailPreviewInput } from '../core/organising/mail-preview.ts';
import { SenderInput } from '../core/organising/senders.ts';
import { SuppressionReview } from '../core/organising/suppression-review.ts';
import { ReplayInput, WebhookInput } from '../core/organising/webhooks.ts';
import { AttendanceInput } from '../core/participants/attendance.ts';
import { AddressInput } from '../core/participants/corrected-address.ts';
import { PersonInput } from '../core/participants/personal-data.ts';
import { RegistrationInput } from '../core/participants/registration-actions.ts';
import { LiftingInput, RestrictionInput } from '../core/participants/restrictions.ts';
import { ExtensionInput, RequestAnswer, RequestInput } from '../core/participants/rights-register.ts';
import { SignUpRequest } from '../core/registration/sign-up-request.ts';
import { Audience } from '../core/table/announcement-items.ts';
import { EventInput, Question, WorkingGroup } from '../core/table/event.ts';
import { Place } from '../core/table/place.ts';
import { Look, Partner, SeriesInput, TemplateTexts } from '../core/table/series.ts';
import { type AnswerName, answers } from './answers.ts';

/** What bodies are called. */
const bodies = {
  ...{ AddressInput, AnnouncementInput, AttendanceInput, CloneInput, DocumentationInput, EventInput },
  ...{ ExtensionInput, LiftingInput, RequestAnswer, RequestInput, RestrictionInput },
  ...{ LoginInput, MailPreviewInput, OrganiserChange, OrganiserInput, PersonInput, PreviewInput },
  ...{ RegistrationInput, SendInput, SenderInput, SeriesInput, SessionInput, SignUpRequest },
  ...{ SuppressionReview, TokenInput, TrialInput, ReplayInput, WebhookInput },
} satisfies Record<string, z.ZodType>;

/** What bodies and answers are made of; as a body takes it, with `Input` behind the name. */
const parts = { Audience, Look, Partner, Place, Question, TemplateTexts, WorkingGroup } satisfies Record<
  string,
  z.ZodType
>;

/** What is said of schemas where they are made, and what they are called here. */
class Names extends z.core.$ZodRegistry<Record<string, unknown>> {
  override get(schema: z.core.$ZodType) {
    const said = z.globalRegistry.get(schema);
    const named = super.get(schema);
    return said === undefined && named === undefined ? undefined : { ...said, ...named };
  }
}

type JsonSchema = Record<string, unknown>;

const reference = (name: string) => ({ $ref: `#/components/schemas/${name}` });

/** The document's schemas by their names, made as they are asked for. */
export class Schemas {
  readonly components: Record<string, JsonSchema> = {};
  readonly #names = new Names();

  constructor() {
    for (const [id, schema] of Object.entries({ ...answers, ...bodies, ...parts })) {
      this.#names.add(schema, { id });
    }
  }

  /** What is taken. */
  input(schema: z.ZodType): JsonSchema {
    return this.#made(schema, 'input');
  }

  /** A change to what a schema takes (RFC 7396): each field as it is, or null, which takes it away. */
  mergePatch(schema: z.ZodType): JsonSchema {
    return patched(this.#resolved(this.input(schema)), (found) => this.#resolved(found));
  }

  /** What is answered; fields may come to it, which whoever reads it lets be. */
  output(name: AnswerName): JsonSchema {
    return this.#made(answers[name], 'output');
  }

  /** A page of what is answered. */
  listOf(name: AnswerName): JsonSchema {
    const list = `${name}List`;
    this.components[list] ??= {
      type: 'object',
      required: ['items'],
      properties: {
        items: { type: 'array', items: this.output(name) },
        nextCursor: { type: 'string', description: 'there is more: ?cursor=' },
      },
    };
    return reference(list);
  }

  #made(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
    const made = z.toJSONSchema(schema, { io, unrepresentable: 'any', metadata: this.#names });
    const { $schema, $defs = {}, ...whole } = made;
    for (const [id, definition] of Object.entries($defs)) {
      this.components[nameOf(id, io)] ??= Object(told(definition, io));
    }
    return Object(told(whole, io));
  }

  #resolved(schema: JsonSchema): JsonSchema {
    const [, name = ''] = /^#\/components\/schemas\/(\w+)$/.exec(String(schema.$ref)) ?? [];
    return this.components[name] ?? schema;
  }
}

const nameOf = (id: string, io: 'input' | 'output') =>
  io === 'input' && !Object.hasOwn(bodies, id) ? `${id}Input` : id;

/**
 * A schema as the document has it: its references lead into the document, what is answered may have more fields, and what
 * holds where a field is left out stands in its description.
 */
function told(schema: unknown, io: 'input' | 'output'): unknown {
  if (Array.isArray(schema)) return schema.map((one) => told(one, io));
  if (typeof schema !== 'object' || schema === null) return schema;
  return Object.fromEntries(
    Object.entries(described(schema, io)).flatMap(([key, value]) => {
      if (io === 'output' && key === 'additionalProperties' && value === false) return [];
      // Of a record zod asks for every key that there may be.
      if (key === 'required' && 'propertyNames' in schema) return [];
      if (key !== '$ref') return [[key, told(value, io)]];
      return Object.entries(reference(nameOf(String(value).replace('#/$defs/', ''), io)));
    }),
  );
}

/** Clients that are made of a `default` ask for what may be left out. */
function described(schema: object, io: 'input' | 'output'): object {
  if (io === 'output' || !('default' in schema) || !('type' in schema)) return schema;
  const { default: otherwise, ...rest } = schema;
  return { description: `else ${JSON.stringify(otherwise)}`, ...rest };
}

function patched(schema: JsonSchema, resolved: (schema: JsonSchema) => JsonSchema): JsonSchema {
  const { properties, required, ...rest } = schema;
  if (properties === undefined) return schema;
  const fields = Object.entries(Object(properties)).map(([name, field]) => {
    return [name, { anyOf: [patched(resolved(Object(field)), resolved), { type: 'null' }] }];
  });
  return { ...rest, properties: Object.fromEntries(fields) };
}
