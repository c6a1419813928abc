import type { Routes } from './routed.ts';

export const accessRoutes: Routes = {};
