import { HelpScreen } from '../views/console/help.tsx';
import { type Routes, show } from './visit.ts';

export const prefixes = ['/help'] as const;

export const routes: Routes<typeof prefixes> = {
  'GET /help': (visit) => show(visit, HelpScreen, {}),
};
