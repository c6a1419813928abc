import type { TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import type { Item } from '../core/table/items.ts';
import { listEntry } from '../core/table/lists.ts';
import type { PlaceNeeds, Step } from '../core/table/ports.ts';
import { type Key, type Ref, refOf, refs } from '../core/table/refs.ts';
import { readItem, schemaVersion } from '../core/table/schema-version.ts';
import { putCondition } from './conditions.ts';

type DynamoStep = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** A key, without what a reference knows beside it. */
export const keyOf = ({ pk, sk }: Key): Key => ({ pk, sk });

/** An item with its keys, its entry in the `list` index and the version of its form, as the table holds it. */
export function stored(item: Item): Record<string, unknown> {
  const { pk, sk } = refOf(item);
  return { pk, sk, schemaVersion, ...item, ...listEntry(item) };
}

/** The other way round: what the table adds to an item beside what core knows of it is left out. */
export function unstored<T>({ schema }: { schema: Ref<T>['schema'] }, row: Record<string, unknown>): T {
  const { pk, sk, listKey, listAt, ...item } = row;
  return readItem(schema, item);
}

/** A row as DynamoDB gives it back. */
export function withoutUndefined(row: Record<string, unknown>): Record<string, unknown> {
  return JSON.parse(JSON.stringify(row));
}

/**
 * Core's changes as steps of TransactWriteItems.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
 */
export function transactionSteps(steps: readonly Step[], table: string): DynamoStep[] {
  return steps.map((step) => transactionStep(step, table));
}

function transactionStep(step: Step, TableName: string): DynamoStep {
  switch (step.step) {
    case 'put':
      return { Put: { TableName, Item: stored(step.item), ...putCondition(step.when) } };
    case 'remove':
      return {
        Delete: {
          TableName,
          Key: keyOf(step.ref),
          ...(step.mustExist ? { ConditionExpression: 'attribute_exists(pk)' } : {}),
          ...(step.when === undefined ? {} : putCondition(step.when)),
        },
      };
    case 'removeVersion':
      return {
        Delete: {
          TableName,
          Key: keyOf(step.ref),
          ...putCondition({ version: step.version }),
        },
      };
    case 'removeUncounted':
      return {
        Delete: {
          TableName,
          Key: keyOf(refs.counters(step.eventId)),
          ConditionExpression:
            'taken = :none AND pending = :none AND confirmed = :none AND waitlisted = :none',
          ExpressionAttributeValues: { ':none': 0 },
        },
      };
    case 'check':
      return { ConditionCheck: { TableName, ...checkOf(step) } };
    case 'count':
      return countStep(step, TableName);
    case 'setLimits':
      return limitsStep(step, TableName);
    case 'beginWays':
      return { Update: { TableName, ...waysBegun(step) } };
    case 'removeZero':
      return {
        Delete: {
          TableName,
          Key: keyOf(step.ref),
          ConditionExpression: 'attribute_not_exists(#count) OR #count = :none',
          ExpressionAttributeNames: { '#count': step.name },
          ExpressionAttributeValues: { ':none': 0 },
        },
      };
    case 'addNumbers':
      return numbersStep(step, TableName);
  }
}

function checkOf({ ref, states = [] }: Extract<Step, { step: 'check' }>) {
  const Key = keyOf(ref);
  if (states.length === 0) return { Key, ConditionExpression: 'attribute_exists(pk)' };
  const values = Object.fromEntries(states.map((state, index) => [`:s${index}`, state]));
  return {
    Key,
    ConditionExpression: `#state IN (${Object.keys(values).join(', ')})`,
    ExpressionAttributeNames: { '#state': 'state' },
    ExpressionAttributeValues: values,
  };
}

function numbersStep(
  { ref, add, day, atMost = {}, expiresAt }: Extract<Step, { step: 'addNumbers' }>,
  TableName: string,
): DynamoStep {
  const counts = Object.entries(add).map(([name, by], index) => ({ at: `n${index}`, name, by }));
  // A limit stands beside what it limits, which is never above it before.
  const limits = counts.flatMap(({ at, name, by }) => {
    const most = atMost[name];
    return most === undefined ? [] : [{ at, before: most - by }];
  });
  const sets = [
    '#type = :type',
    'schemaVersion = :version',
    ...(day === undefined ? [] : ['#day = :day']),
    ...(expiresAt === undefined ? [] : ['expiresAt = :expiresAt']),
  ];
  return {
    Update: {
      TableName,
      Key: keyOf(ref),
      UpdateExpression: `SET ${sets.join(', ')} ADD ${counts.map(({ at }) => `#${at} :${at}`).join(', ')}`,
      ...(limits.length === 0
        ? {}
        : {
            ConditionExpression: limits
              .map(({ at }) => `(attribute_not_exists(#${at}) OR #${at} <= :before${at})`)
              .join(' AND '),
          }),
      ExpressionAttributeNames: {
        '#type': 'type',
        ...(day === undefined ? {} : { '#day': 'day' }),
        ...Object.fromEntries(counts.map(({ at, name }) => [`#${at}`, name])),
      },
      ExpressionAttributeValues: {
        ':type': 'numbers',
        ':version': schemaVersion,
        ':day': day,
        ':expiresAt': expiresAt,
        ...Object.fromEntries(limits.map(({ at, before }) => [`:before${at}`, before])),
        ...Object.fromEntries(counts.map(({ at, by }) => [`:${at}`, by])),
      },
    },
  };
}

function countStep(step: Extract<Step, { step: 'count' }>, TableName: string): DynamoStep {
  // "capacity" is one of DynamoDB's reserved words.
  const names: Record<string, string> = {
    ...{ '#capacity': 'capacity', '#taken': 'taken', '#waitlisted': 'waitlisted' },
    ...{ '#groups': 'groups', '#ways': 'ways', '#onsite': 'onsite', '#online': 'online' },
  };
  const values: Record<string, unknown> = {};
  const conditions = ['attribute_exists(pk)'];
  const adds: string[] = [];
  const sets: string[] = [];
  for (const [counter, by] of Object.entries(step.add)) {
    if (by === 0) continue;
    names[`#${counter}`] = counter;
    values[`:${counter}`] = by;
    adds.push(`#${counter} :${counter}`);
  }
  if (step.isWritten && adds.length === 0) {
    names['#pending'] = 'pending';
    values[':pending'] = 0;
    adds.push('#pending :pending');
  }
  const groups = Object.entries(step.addToGroups ?? {}).filter(([, by]) => by !== 0);
  const needed = new Set(step.needsGroups ?? []);
  const exchanged = new Set(step.needsNoExcessIn ?? []);
  const named = [...new Set([...groups.map(([id]) => id), ...needed, ...exchanged])];
  for (const [index, group] of named.entries()) {
    names[`#g${index}`] = group;
    const at = `#groups.#g${index}`;
    const by = step.addToGroups?.[group] ?? 0;
    if (by !== 0) {
      values[`:g${index}`] = by;
      sets.push(`${at}.#taken = ${at}.#taken + :g${index}`);
    }
    const most = needed.has(group) ? '<' : exchanged.has(group) ? '<=' : undefined;
    if (most !== undefined)
      conditions.push(`(attribute_not_exists(${at}.#capacity) OR ${at}.#taken ${most} ${at}.#capacity)`);
  }
  const needs = (at: string, of: PlaceNeeds, name: string) => {
    conditions.push(...placeConditions(at, of, name, values));
  };
  needs('', step, '');
  if (step.countsWays !== undefined) {
    conditions.push(step.countsWays ? 'attribute_exists(#ways)' : 'attribute_not_exists(#ways)');
    // Its places are shared, or each way has its own, as it was when this was planned.
    if (placeConditions('', step, '', {}).length > 0 && step.countsWays)
      conditions.push('attribute_exists(#capacity)');
  }
  for (const [way, { add = {}, ...of }] of Object.entries(step.ways ?? {})) {
    const at = `#ways.#${way}.`;
    for (const [counter, by] of Object.entries(add)) {
      if (by === 0) continue;
      names[`#${counter}`] = counter;
      values[`:${way}${counter}`] = by;
      sets.push(`${at}#${counter} = ${at}#${counter} + :${way}${counter}`);
    }
    needs(at, of, way);
    if (placeConditions(at, of, way, {}).length > 0) conditions.push('attribute_not_exists(#capacity)');
  }
  const expressions = [
    sets.length > 0 ? `SET ${sets.join(', ')}` : '',
    adds.length > 0 ? `ADD ${adds.join(', ')}` : '',
  ].filter(Boolean);
  const common = {
    TableName,
    Key: keyOf(refs.counters(step.eventId)),
    ConditionExpression: conditions.join(' AND '),
    ...namesIn([...conditions, ...expressions].join(' '), names),
    ...(Object.keys(values).length > 0 ? { ExpressionAttributeValues: values } : {}),
  };
  // Nothing to add: the condition alone, at the same cost as the update.
  if (expressions.length === 0) return { ConditionCheck: common };
  return { Update: { ...common, UpdateExpression: expressions.join(' ') } };
}

/** The names that expressions use: DynamoDB refuses any other. */
function namesIn(expressions: string, names: Record<string, string>) {
  const used = new Set<string>(expressions.match(/#\w+/g));
  const kept = Object.entries(names).filter(([name]) => used.has(name));
  return kept.length > 0 ? { ExpressionAttributeNames: Object.fromEntries(kept) } : {};
}

/** The conditions of places, of the event or of one of its ways. @param values what they are compared with, added to */
function placeConditions(
  at: string,
  { needsPlace, needsNoExcess, needsExcess, needsFull, needsWaitlisted }: PlaceNeeds,
  name: string,
  values: Record<string, unknown>,
): string[] {
  const [capacity, taken] = [`${at}#capacity`, `${at}#taken`];
  if (needsWaitlisted !== undefined) values[`:${name}wereWaitlisted`] = needsWaitlisted;
  return [
    needsPlace && `(attribute_not_exists(${capacity}) OR ${taken} < ${capacity})`,
    needsNoExcess && `(attribute_not_exists(${capacity}) OR ${taken} <= ${capacity})`,
    needsExcess && `${taken} > ${capacity}`,
    needsFull && `${taken} >= ${capacity}`,
    needsWaitlisted !== undefined && `${at}#waitlisted = :${name}wereWaitlisted`,
  ].filter((one) => typeof one === 'string');
}

/** The counts by way beside those of the event, as these were read. */
function waysBegun({ eventId, way, read }: Extract<Step, { step: 'beginWays' }>) {
  const none = { taken: 0, confirmed: 0, waitlisted: 0 };
  return {
    Key: keyOf(refs.counters(eventId)),
    ConditionExpression:
      'attribute_not_exists(#ways) AND taken = :taken AND confirmed = :confirmed AND waitlisted = :waitlisted',
    UpdateExpression: 'SET #ways = :ways',
    ExpressionAttributeNames: { '#ways': 'ways' },
    ExpressionAttributeValues: {
      ':ways': { onsite: none, online: none, [way]: read },
      ...{ ':taken': read.taken, ':confirmed': read.confirmed, ':waitlisted': read.waitlisted },
    },
  };
}

/** New capacities beside the counts: what is taken stays taken, and a removed group keeps its count. */
function limitsStep(step: Extract<Step, { step: 'setLimits' }>, TableName: string): DynamoStep {
  const names: Record<string, string> = { '#capacity': 'capacity' };
  const values: Record<string, unknown> = {};
  const sets: string[] = [];
  const removes: string[] = [];
  if (step.capacity === undefined) removes.push('#capacity');
  else {
    values[':capacity'] = step.capacity;
    sets.push('#capacity = :capacity');
  }
  for (const [index, [group, { isNew, capacity }]] of Object.entries(step.groups).entries()) {
    names['#groups'] = 'groups';
    names[`#g${index}`] = group;
    if (isNew) {
      values[`:g${index}`] = { taken: 0, capacity };
      sets.push(`#groups.#g${index} = :g${index}`);
    } else if (capacity === undefined) removes.push(`#groups.#g${index}.#capacity`);
    else {
      values[`:g${index}`] = capacity;
      sets.push(`#groups.#g${index}.#capacity = :g${index}`);
    }
  }
  for (const [way, { capacity }] of Object.entries(step.ways ?? {})) {
    Object.assign(names, { '#ways': 'ways', [`#${way}`]: way });
    if (capacity === undefined) removes.push(`#ways.#${way}.#capacity`);
    else {
      values[`:${way}`] = capacity;
      sets.push(`#ways.#${way}.#capacity = :${way}`);
    }
  }
  return {
    Update: {
      TableName,
      Key: keyOf(refs.counters(step.eventId)),
      ConditionExpression: step.ways ? 'attribute_exists(#ways)' : 'attribute_exists(pk)',
      UpdateExpression: [
        sets.length > 0 ? `SET ${sets.join(', ')}` : '',
        removes.length > 0 ? `REMOVE ${removes.join(', ')}` : '',
      ].join(' '),
      ExpressionAttributeNames: names,
      ...(Object.keys(values).length > 0 ? { ExpressionAttributeValues: values } : {}),
    },
  };
}
