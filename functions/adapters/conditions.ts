import type { Step } from '../core/table/ports.ts';

type When = Extract<Step, { step: 'put' }>['when'] | NonNullable<Extract<Step, { step: 'remove' }>['when']>;
type Condition = {
  ConditionExpression?: string;
  ExpressionAttributeNames?: Record<string, string>;
  ExpressionAttributeValues?: Record<string, unknown>;
};

/** What has to hold of the stored item for a put, or a removal. */
export function putCondition(when: When): Condition {
  const condition = ownCondition(when);
  if (typeof when === 'string' || !('inPage' in when) || when.inPage === undefined) return condition;
  const { walk, countedAs } = when.inPage;
  const counted = countedAs === undefined ? 'attribute_not_exists(countedAs)' : 'countedAs = :countedAs';
  return {
    ...condition,
    ConditionExpression: `${condition.ConditionExpression} AND walk = :walk AND ${counted}`,
    ExpressionAttributeValues: {
      ...condition.ExpressionAttributeValues,
      ':walk': walk,
      ...(countedAs === undefined ? {} : { ':countedAs': countedAs }),
    },
  };
}

function ownCondition(when: When): Condition {
  if (when === 'any') return {};
  if (when === 'absent') return { ConditionExpression: 'attribute_not_exists(pk)' };
  if ('attempt' in when) {
    return {
      ConditionExpression: 'attemptId = :attempt AND #state IN (:sending, :unknown)',
      ExpressionAttributeNames: { '#state': 'state' },
      ExpressionAttributeValues: {
        ':attempt': when.attempt,
        ':sending': when.state ?? 'sending',
        ':unknown': when.state ?? 'unknown',
      },
    };
  }
  if ('suppressedAt' in when) {
    return {
      ConditionExpression: 'createdAt = :at AND attribute_not_exists(liftedAt)',
      ExpressionAttributeValues: { ':at': when.suppressedAt },
    };
  }
  if ('registrationId' in when) {
    return {
      ConditionExpression: 'registrationId = :registration',
      ExpressionAttributeValues: { ':registration': when.registrationId },
    };
  }
  if ('lifted' in when) {
    return {
      ConditionExpression: 'liftedAt = :lifted',
      ExpressionAttributeValues: { ':lifted': when.lifted },
    };
  }
  if ('state' in when && 'version' in when) {
    const isFirst = when.version === 0 ? 'attribute_not_exists(version) OR ' : '';
    return {
      ConditionExpression: `#state = :state AND (${isFirst}version = :version)`,
      ExpressionAttributeNames: { '#state': 'state' },
      ExpressionAttributeValues: { ':state': when.state, ':version': when.version },
    };
  }
  if ('state' in when && when.attempts !== undefined) {
    return {
      ConditionExpression: '#state = :state AND attempts = :attempts',
      ExpressionAttributeNames: { '#state': 'state' },
      ExpressionAttributeValues: { ':state': when.state, ':attempts': when.attempts },
    };
  }
  const [name, value] = 'version' in when ? ['version', when.version] : ['state', when.state];
  return {
    ConditionExpression: '#field = :old',
    ExpressionAttributeNames: { '#field': name },
    ExpressionAttributeValues: { ':old': value },
  };
}
