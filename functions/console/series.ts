import type { Routes } from './routed.ts';

export const seriesRoutes: Routes = {};
