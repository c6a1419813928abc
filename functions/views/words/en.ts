import { common } from './en/common.ts';
import { faults } from './en/faults.ts';
import { mail } from './en/mail.ts';
import { page } from './en/page.ts';
import { table } from './en/table.ts';

export const en = { common, mail, page, faults, table };
