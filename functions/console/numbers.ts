import type { Routes } from './routed.ts';

export const numbersRoutes: Routes = {};
