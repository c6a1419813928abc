import type { Routes } from './routed.ts';

export const peopleRoutes: Routes = {};
