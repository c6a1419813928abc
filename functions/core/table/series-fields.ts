import * as z from 'zod';
import { fieldsWith, maskOf } from './field-table.ts';
import { SeriesItem } from './items.ts';

/** What is decided of each field of a series, beside what it may hold. */
interface SeriesField {
  /** Whether the API tells anybody. */
  public: boolean;
}

/** Whoever adds a field adds its row. */
const seriesFields = {
  seriesId: { public: true },
  title: { public: true },
  summary: { public: true },
  organisers: { public: true },
  partners: { public: true },
  timeZone: { public: true },
  defaultLocale: { public: true },
  notices: { public: true },
  replyTo: { public: false },
  verificationNudge: { public: false },
  retentionDays: { public: false },
  retentionTerms: { public: false },
  certificate: { public: false },
  look: { public: false },
  texts: { public: false },
  type: { public: false },
  version: { public: false },
  createdAt: { public: false },
  updatedAt: { public: false },
} as const satisfies Record<keyof SeriesItem, SeriesField>;

/** What anybody is told of a series; the rest is left out. */
export const PublicSeriesFields = z.object(
  SeriesItem.pick(maskOf(fieldsWith(seriesFields, 'public', true))).shape,
);
