import { attendeeRoutes } from './attendee.ts';
import { consoleRoutes } from './console.ts';
import { organiserRoutes } from './organiser.ts';
import { registerRoutes } from './register.ts';
import type { Routes } from './route.ts';
import { siteRoutes } from './site.ts';

/** The HTTP API: every route, by the function that answers it. */
export const contract = {
  site: siteRoutes,
  register: registerRoutes,
  attendee: attendeeRoutes,
  organiser: organiserRoutes,
  console: consoleRoutes,
} satisfies Record<string, Routes>;

export type FunctionWithRoutes = keyof typeof contract;
/** The keys of all routes. */
export const routeKeys = Object.values(contract).flatMap((routes) => Object.keys(routes));

/** The keys of one function's routes, or of all. */
export type RouteKey<F extends FunctionWithRoutes = FunctionWithRoutes> = F extends F
  ? keyof (typeof contract)[F]
  : never;
