import { mailNames } from '../../../words/de/mail-names.ts';
import { states } from '../../../words/de/states.ts';
import { access } from './access.ts';
import { announcements } from './announcements.ts';
import { attendance } from './attendance.ts';
import { audit } from './audit.ts';
import { deliveries } from './deliveries.ts';
import { documentation } from './documentation.ts';
import { embed } from './embed.ts';
import { events } from './events.ts';
import { frame } from './frame.ts';
import { help } from './help.ts';
import { home } from './home.ts';
import { login } from './login.ts';
import { mailTexts } from './mail-texts.ts';
import { mails } from './mails.ts';
import { numbers } from './numbers.ts';
import { people } from './people.ts';
import { registrations } from './registrations.ts';
import { senders } from './senders.ts';
import { series } from './series.ts';
import { suppressions } from './suppressions.ts';

export const de = {
  ...frame,
  access,
  announcements,
  attendance,
  audit,
  deliveries,
  documentation,
  embed,
  events,
  help,
  home,
  login,
  mailTexts,
  mailNames,
  mails,
  numbers,
  people,
  registrations,
  senders,
  series,
  states,
  suppressions,
};
