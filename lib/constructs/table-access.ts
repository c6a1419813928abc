/** The table's indexes; all of them project the keys alone. */
export const indexes = {
  /** What is due, by time; sparse. */
  due: { partitionKey: 'dueLane', sortKey: 'dueAt' },
  /** What belongs to one person, by the keyed hash of the address. */
  person: { partitionKey: 'personHash', sortKey: 'createdAt' },
  /** What organisers list, by list. */
  list: { partitionKey: 'listKey', sortKey: 'listAt' },
} as const;

type IndexName = keyof typeof indexes;

/** `actions` on the table itself; of `indexes` a function may only query. */
interface Access {
  readonly actions: readonly string[];
  readonly indexes: readonly IndexName[];
}

/**
 * Which function may do what, in one place. A transaction is checked as the actions inside it:
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html
 */
export const tableAccess = {
  site: { actions: ['GetItem', 'BatchGetItem'], indexes: ['list'] },
  signUp: { actions: ['GetItem', 'BatchGetItem', 'PutItem', 'UpdateItem'], indexes: ['list'] },
  attendee: {
    actions: ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'],
    indexes: ['person', 'list'],
  },
  organiser: {
    actions: [
      'GetItem',
      'BatchGetItem',
      'Query',
      'PutItem',
      'UpdateItem',
      'DeleteItem',
      'ConditionCheckItem',
    ],
    indexes: ['list', 'person'],
  },
  relay: { actions: ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem'], indexes: ['list'] },
  changes: { actions: ['GetItem', 'PutItem'], indexes: [] },
  webhooks: { actions: ['GetItem', 'BatchGetItem', 'Query', 'PutItem'], indexes: ['list'] },
  dispatch: {
    actions: [
      'GetItem',
      'BatchGetItem',
      'Query',
      'PutItem',
      'UpdateItem',
      'DeleteItem',
      'ConditionCheckItem',
      'PartiQLInsert',
      'PartiQLUpdate',
    ],
    indexes: ['due', 'person', 'list'],
  },
  sesNotices: { actions: ['GetItem', 'PutItem', 'UpdateItem'], indexes: [] },
  issueToken: { actions: ['PutItem'], indexes: [] },
} as const satisfies Record<string, Access>;

export type TableUse = keyof typeof tableAccess;
