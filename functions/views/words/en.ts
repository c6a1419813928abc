import { common } from './en/common.ts';
import { mail } from './en/mail.ts';
import { mailNames } from './en/mail-names.ts';
import { page } from './en/page.ts';
import { states } from './en/states.ts';
import { table } from './en/table.ts';

export const en = { common, mail, page, table, mailNames, states };
