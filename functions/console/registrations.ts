import type { Routes } from './routed.ts';

export const registrationsRoutes: Routes = {};
