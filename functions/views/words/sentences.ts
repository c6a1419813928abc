import type { FaultCode, FaultParams } from '../../core/values/fault-codes.ts';

/** An instant as a sentence of the same language tells it. */
type TellMoment = (at: { at: string; timeZone: string }) => string;

/** What one language says of each broken rule. */
export type FaultSentences = { [C in FaultCode]: (params: FaultParams[C], moment: TellMoment) => string };
