import type { Routes } from './routed.ts';

export const auditRoutes: Routes = {};
