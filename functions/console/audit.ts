import { listAudit } from '../core/access/audit.ts';
import { cursorText } from '../http/paging.ts';
import { AuditScreen } from '../views/console/audit.tsx';
import { pageAsked } from './event-overview.ts';
import { type Routes, show } from './visit.ts';

export const prefixes = ['/audit'] as const;

export const routes: Routes<typeof prefixes> = {
  'GET /audit': async (visit) => {
    const { items, next } = await listAudit(visit.who, pageAsked(visit), visit.at);
    return show(visit, AuditScreen, { items, next: cursorText(next) });
  },
};
