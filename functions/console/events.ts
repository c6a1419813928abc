import type { Routes } from './routed.ts';

export const eventsRoutes: Routes = {};
