import type { Routes } from './routed.ts';

export const announcementsRoutes: Routes = {};
