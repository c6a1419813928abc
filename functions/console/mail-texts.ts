import type { Routes } from './routed.ts';

export const mailTextsRoutes: Routes = {};
