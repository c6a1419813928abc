import { common } from './en/common.ts';
import { mailNames } from './en/mail-names.ts';
import { pages } from './en/pages.ts';
import { states } from './en/states.ts';
import { table } from './en/table.ts';

export const en = { common, page: pages, table, mailNames, states };
