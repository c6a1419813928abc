import type { Words } from '../shape.ts';
import { attendee } from './attendee.ts';
import { common } from './common.ts';
import { faults } from './faults.ts';
import { mail } from './mail.ts';
import { mailNames } from './mail-names.ts';
import { pages } from './pages.ts';
import { requests } from './requests.ts';
import { states } from './states.ts';
import { table } from './table.ts';
import { webhooks } from './webhooks.ts';

/** All that is said to attendees in this language. */
export const words: Words = {
  common,
  page: pages,
  attendee,
  mail,
  mailNames,
  faults,
  requests,
  states,
  table,
  webhooks,
};
