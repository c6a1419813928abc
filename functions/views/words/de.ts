import { common } from './de/common.ts';
import { mailNames } from './de/mail-names.ts';
import { pages } from './de/pages.ts';
import { states } from './de/states.ts';
import { table } from './de/table.ts';

export const de = { common, page: pages, table, mailNames, states };
