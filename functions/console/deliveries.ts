import type { Routes } from './routed.ts';

export const deliveriesRoutes: Routes = {};
