import { proofView, readProof } from '../core/organiser-proof.ts';
import { listRegistrations, readRegistration } from '../core/organiser-registrations.ts';
import { registrationView } from '../core/organiser-view.ts';
import { type HttpRequest, json, pathParameter } from '../http.ts';
import { listAnswer, pageOf } from '../organiser-request.ts';
import { asked, etag, eventId, organised } from './organised.ts';

const registrationId = (request: HttpRequest) => pathParameter(request, 'registrationId');

export const registrationRoutes = {
  'GET /v1/organiser/events/{eventId}/registrations': organised(async (request, who, at) => {
    const wanted = { status: asked(request, 'status'), text: asked(request, 'q'), ...pageOf(request) };
    return listAnswer(await listRegistrations(eventId(request), wanted, who, at), registrationView);
  }),
  'GET /v1/organiser/events/{eventId}/registrations/{registrationId}': organised(async (request, who, at) => {
    const registration = await readRegistration(eventId(request), registrationId(request), who, at);
    return json(200, registrationView(registration), etag(registration.version));
  }),
  'GET /v1/organiser/events/{eventId}/registrations/{registrationId}/proof': organised(
    async (request, who, at) =>
      json(200, proofView(await readProof(eventId(request), registrationId(request), who, at))),
  ),
};
