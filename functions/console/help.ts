import { HelpScreen } from '../views/console/help.tsx';
import type { Routes } from './routed.ts';
import { show } from './visit.ts';

export const helpRoutes: Routes = {
  'GET /help': async (visit) => show(visit, HelpScreen, {}),
};
