import type { Instant } from '../values/time.ts';
import type { EventFacts } from './mail-content.ts';

/** That somebody took part: what is printed, and what its number confirms. */
export interface CertificateFacts {
  name: string;
  event: EventFacts;
  organisers: string[];
  signatory?: string | undefined;
  /** Under what and where anybody may have it confirmed, and until when. */
  proof?: { number: string; url: string } | undefined;
  until?: Instant | undefined;
}

/** The page with certificates to be printed, or with what the number of one confirms. */
export interface CertificateContent {
  page: 'certificate';
  certificates: CertificateFacts[];
  issuedAt?: Instant;
  /** All of an event, or as many as fit, and where there are more. */
  isOfAll?: boolean;
  nextUrl?: string;
  /** What its number confirms, not the paper itself. */
  isConfirmed?: boolean;
}
