import type { DeployedStage } from '../../lib/deployed-stage.ts';
import type { Stored } from './stored.ts';
import type { Template } from './template.ts';

type Answers = NonNullable<DeployedStage['dossier']>;

/** What a dossier is written from; the same makes the same. */
export interface DossierInput {
  readonly stage: DeployedStage;
  readonly template: Template;
  /** Absent: the stored series could not be reached. */
  readonly stored?: Stored | undefined;
  /** The statements of the dossier that was signed last. */
  readonly signed?: Record<string, string> | undefined;
  /** The day, such as 2026-11-27. */
  readonly date: string;
}

/** The same, with the operator's answers. */
export interface Answered extends DossierInput {
  readonly answers: Answers;
}

export const notRead =
  'Nicht gelesen: was in der Stufe gespeichert ist, wurde nicht mitgegeben (--url oder --stored).';

/** Texts in each language that they are there in. */
export const inAll = (text: Partial<Record<string, string | undefined>>): string =>
  Object.values(text).filter(Boolean).join(' / ');

/** What was done, and when. */
export const done = ({ date, result }: { date: string; result: string }): string => `${date}: ${result}`;
