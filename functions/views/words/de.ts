import { common } from './de/common.ts';
import { faults } from './de/faults.ts';
import { mail } from './de/mail.ts';
import { page } from './de/page.ts';

export const de = { common, mail, page, faults };
