/**
 * Every HTTP route of the API, with the function that answers it: the one list from which the stack makes
 * API Gateway's routes and against which each function checks its handlers.
 * Keys are API Gateway route keys: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
 */
export const routes = {
  site: [
    'GET /v1/series/{seriesId}',
    'GET /v1/series/{seriesId}/calendar.ics',
    'GET /v1/events/{eventId}',
    'GET /v1/events/{eventId}/calendar.ics',
    'GET /series/{seriesId}/signup',
    'GET /events/{eventId}',
    'GET /events/{eventId}/documentation',
    'GET /openapi.json',
    'GET /health',
    '$default',
  ],
  register: ['POST /v1/registrations'],
  attendee: [
    'GET /confirm/{token}',
    'POST /confirm/{token}',
    'POST /confirm/{token}/delete',
    'GET /registration/{token}',
    'POST /registration/{token}',
    'POST /registration/{token}/cancel',
    'POST /registration/{token}/data',
    'POST /registration/{token}/delete',
    'GET /data/{token}',
    'POST /data/{token}/delete',
    'POST /link',
    'GET /unsubscribe/{token}',
    'POST /unsubscribe/{token}',
    'GET /go/{token}/join',
    'GET /go/{token}/documentation',
  ],
  organiser: [
    'GET /v1/organiser/series',
    'POST /v1/organiser/series',
    'GET /v1/organiser/series/{seriesId}',
    'PUT /v1/organiser/series/{seriesId}',
    'GET /v1/organiser/events',
    'POST /v1/organiser/events',
    'GET /v1/organiser/events/{eventId}',
    'PUT /v1/organiser/events/{eventId}',
    'POST /v1/organiser/events/{eventId}/publish',
    'POST /v1/organiser/events/{eventId}/cancel',
    'GET /v1/organiser/events/{eventId}/documentation',
    'PUT /v1/organiser/events/{eventId}/documentation',
    'GET /v1/organiser/events/{eventId}/registrations',
    'GET /v1/organiser/events/{eventId}/registrations/{registrationId}',
    'GET /v1/organiser/deliveries',
  ],
} as const satisfies Record<string, readonly string[]>;

export type FunctionWithRoutes = keyof typeof routes;
export type RouteKey<F extends FunctionWithRoutes = FunctionWithRoutes> = (typeof routes)[F][number];
