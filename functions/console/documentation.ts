import type { Routes } from './routed.ts';

export const documentationRoutes: Routes = {};
