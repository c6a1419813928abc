import * as z from 'zod';

/** Who gets an event's documentation by mail, and sees it on their page. */
export const DocumentationAudience = z.enum(['confirmed', 'attended', 'notAttended']);
