import type { Routes } from './routed.ts';

export const embedRoutes: Routes = {};
