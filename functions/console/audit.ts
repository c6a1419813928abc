import { listAudit } from '../core/access/audit.ts';
import { query } from '../http/http.ts';
import { cursorText, pageOf } from '../http/paging.ts';
import { AuditScreen } from '../views/console/audit.tsx';
import type { Routes } from './routed.ts';
import { show } from './visit.ts';

const entriesOnPage = 50;

export const auditRoutes: Routes = {
  'GET /audit': async (visit) => {
    const { who, at, request } = visit;
    const { items, next } = await listAudit(who, { ...pageOf(request), limit: entriesOnPage }, at);
    return show(visit, AuditScreen, {
      items,
      cursor: query(request).get('cursor') ?? undefined,
      next: next === undefined ? undefined : cursorText(next),
    });
  },
};
