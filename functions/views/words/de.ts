import { common } from './de/common.ts';
import { mail } from './de/mail.ts';
import { mailNames } from './de/mail-names.ts';
import { pages } from './de/pages.ts';
import { states } from './de/states.ts';
import { table } from './de/table.ts';

export const de = { common, mail, page: pages, table, mailNames, states };
