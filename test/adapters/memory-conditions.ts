import type { CountersItem } from '../../functions/core/table/items.ts';
import type { PlaceNeeds, Step } from '../../functions/core/table/ports.ts';
import { schemaVersion } from '../../functions/core/table/schema-version.ts';

type Of<C extends Step['step']> = Extract<Step, { step: C }>;
type Fields = Record<string, unknown>;

/** Whether what is stored lets a put happen. */
export function allows(
  when: Of<'put'>['when'] | NonNullable<Of<'remove'>['when']>,
  row: Fields | undefined,
): boolean {
  if (when === 'any') return true;
  if (when === 'absent') return row === undefined;
  if (row === undefined) return false;
  if ('inPage' in when && when.inPage !== undefined) {
    const { walk, countedAs } = when.inPage;
    if (row.walk !== walk || row.countedAs !== countedAs) return false;
  }
  if ('state' in when && 'version' in when)
    return row.state === when.state && (row.version ?? 0) === when.version;
  if ('version' in when) return row.version === when.version;
  if ('attempt' in when)
    return row.attemptId === when.attempt && attempted(when.state).includes(String(row.state));
  if ('suppressedAt' in when) return row.createdAt === when.suppressedAt && row.liftedAt === undefined;
  if ('registrationId' in when) return row.registrationId === when.registrationId;
  if ('lifted' in when) return row.liftedAt === when.lifted;
  return row.state === when.state && (when.attempts === undefined || row.attempts === when.attempts);
}

const attempted = (state?: string) => (state === undefined ? ['sending', 'unknown'] : [state]);

/** Whether the counters let a step happen. @throws Error for a group that isn't there, as the table does */
export function counts(step: Of<'count'>, counters: CountersItem): boolean {
  const { capacity, groups, ways } = counters;
  const isWithin = (group: string, isOneMore: boolean) => {
    const { taken = 0, capacity } = groups[group] ?? {};
    return capacity === undefined || (isOneMore ? taken < capacity : taken <= capacity);
  };
  if (step.countsWays !== undefined && step.countsWays !== (ways !== undefined)) return false;
  // The places of all, or of each way, as the step was planned.
  if (step.countsWays && isNeeding(step) && capacity === undefined) return false;
  return (
    areMet(step, counters) &&
    entriesOf(step.ways ?? {}).every(([way, of]) => {
      if (ways === undefined) throw new Error('there are no ways');
      return areMet(of, ways[way]) && (!isNeeding(of) || capacity === undefined);
    }) &&
    (step.needsGroups ?? []).every((group) => isWithin(group, true)) &&
    (step.needsNoExcessIn ?? []).every((group) => isWithin(group, false))
  );
}

const isNeeding = (needs: PlaceNeeds) =>
  needs.needsPlace || needs.needsNoExcess || needs.needsExcess || needs.needsFull
    ? true
    : needs.needsWaitlisted !== undefined;

function areMet(
  { needsPlace, needsNoExcess, needsExcess, needsFull, needsWaitlisted }: PlaceNeeds,
  { capacity, taken, waitlisted }: Pick<CountersItem, 'capacity' | 'taken' | 'waitlisted'>,
): boolean {
  return (
    (!needsPlace || capacity === undefined || taken < capacity) &&
    (!needsNoExcess || capacity === undefined || taken <= capacity) &&
    (!needsExcess || (capacity !== undefined && taken > capacity)) &&
    (!needsFull || (capacity !== undefined && taken >= capacity)) &&
    (needsWaitlisted === undefined || waitlisted === needsWaitlisted)
  );
}

/** Whether counts stay within their limits. */
export function isWithinLimits({ add, atMost = {} }: Of<'addNumbers'>, row: Fields | undefined): boolean {
  return Object.entries(atMost).every(([name, most]) => Number(row?.[name] ?? 0) + (add[name] ?? 0) <= most);
}

/** The counters after a step. */
export function counted(step: Of<'count'>, counters: CountersItem): CountersItem {
  const next = structuredClone(counters);
  for (const [name, by] of entriesOf(step.add)) next[name] = (next[name] ?? 0) + by;
  for (const [group, by] of entriesOf(step.addToGroups ?? {})) {
    if (by === 0) continue;
    const held = next.groups[group];
    if (held === undefined) throw new Error(`there is no group ${group}`);
    held.taken += by;
  }
  for (const [way, { add = {} }] of entriesOf(step.ways ?? {})) {
    if (next.ways === undefined) throw new Error('there are no ways');
    for (const [name, by] of entriesOf(add)) next.ways[way][name] += by;
  }
  return next;
}

/** The counters with other limits: what is taken stays taken. */
export function limited(step: Of<'setLimits'>, counters: CountersItem): CountersItem {
  const { capacity: _, ...next } = structuredClone(counters);
  for (const [group, { capacity, isNew }] of entriesOf(step.groups)) {
    const taken = isNew ? 0 : (next.groups[group]?.taken ?? 0);
    next.groups[group] = { taken, ...(capacity === undefined ? {} : { capacity }) };
  }
  for (const [way, { capacity }] of entriesOf(step.ways ?? {})) {
    if (next.ways === undefined) throw new Error('there are no ways');
    const { capacity: _, ...counts } = next.ways[way];
    next.ways[way] = { ...counts, ...(capacity === undefined ? {} : { capacity }) };
  }
  return { ...next, ...(step.capacity === undefined ? {} : { capacity: step.capacity }) };
}

/** Whether nothing was counted since it was read, and nothing by way. */
export function beginsWays({ read }: Of<'beginWays'>, counters: CountersItem): boolean {
  return counters.ways === undefined && entriesOf(read).every(([name, value]) => counters[name] === value);
}

/** The counters counted by way from now on. */
export function withWays({ way, read }: Of<'beginWays'>, counters: CountersItem): CountersItem {
  const none = { taken: 0, confirmed: 0, waitlisted: 0 };
  return { ...counters, ways: { onsite: none, online: none, [way]: read } };
}

/** What counts of an item rise by; it begins with nothing. */
export function numbered({ add, day, expiresAt }: Of<'addNumbers'>, row: Fields | undefined): Fields {
  const risen = Object.entries(add).map(([name, by]) => [name, Number(row?.[name] ?? 0) + by]);
  return {
    type: 'numbers',
    schemaVersion,
    ...(day === undefined ? {} : { day }),
    ...(expiresAt === undefined ? {} : { expiresAt }),
    ...Object.fromEntries(risen),
  };
}

function entriesOf<K extends string, V>(of: Partial<Record<K, V>>): [K, V][] {
  const keys = Object.keys(of) as K[];
  return keys.flatMap((key): [K, V][] => {
    const value = of[key];
    return value === undefined ? [] : [[key, value]];
  });
}
