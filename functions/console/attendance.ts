import type { Routes } from './routed.ts';

export const attendanceRoutes: Routes = {};
