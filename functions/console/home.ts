import { resumeLane } from '../core/organising/bulk-lane.ts';
import { readHome } from '../core/organising/home.ts';
import { HomeScreen } from '../views/console/home.tsx';
import { type Routes, seeOther, show } from './visit.ts';

export const homeRoutes: Routes = {
  'GET /': async (visit) => show(visit, HomeScreen, await readHome(visit.who, visit.at)),
  'POST /lane/resume': async ({ who, at }) => {
    await resumeLane(who, at);
    return seeOther('/console', 'laneResumed');
  },
};
