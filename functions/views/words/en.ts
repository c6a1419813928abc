import { common } from './en/common.ts';
import { faults } from './en/faults.ts';
import { mail } from './en/mail.ts';
import { page } from './en/page.ts';

export const en = { common, mail, page, faults };
