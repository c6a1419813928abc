import type { FaultCode, FaultParams } from '../../core/values/fault-codes.ts';

/** What one language says of each broken rule. */
export type FaultSentences = { [C in FaultCode]: (params: FaultParams[C]) => string };
