import type { Routes } from './routed.ts';

export const suppressionsRoutes: Routes = {};
