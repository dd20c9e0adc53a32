import { z } from 'zod';
import type { Severity } from '@/engines/engine';
import { findingFields } from '../findings/schema';

const bySeverity = z.object({ critical: z.int(), high: z.int(), medium: z.int(), low: z.int() });
const age = z.number().nullable();

/** A day of the history, in UTC. It has how many findings were open at its end, and how many were opened and fixed. */
const seriesDay = z.object({ date: z.iso.date(), ...bySeverity.shape, opened: z.int(), fixed: z.int() });

/** The documented fields, in their documented order. Open findings are those that are open or confirmed. */
export const overviewFields = z.object({
  open: bySeverity,
  /** By how much the open findings have changed in 30 days. */
  change30d: bySeverity,
  /** Repositories of which no scan has completed. */
  neverScanned: z.int(),
  /** Repositories whose newest completed scan is partial. */
  partial: z.int(),
  /** Repositories whose newest scan has failed. */
  failed: z.int(),
  /** Repositories whose remote could not be reached. */
  unreachable: z.int(),
  /** Of the findings that were fixed in the last 90 days. Null where there were none. */
  medianDaysToFix: z.object({ critical: age, high: age, medium: age, low: age }),
  /** The last 90 days, today last. */
  series: z.array(seriesDay),
  /** The ten open findings that matter most, one of each group. */
  fixFirst: z.array(findingFields),
  /** The ten repositories with the most severe open findings. */
  repos: z.array(z.object({ repoId: z.uuid(), name: z.string(), ...bySeverity.shape })),
});

const repoName = z.object({ id: z.uuid(), name: z.string() });

/** The documented fields, and further ones for the page. */
export const overviewDetail = overviewFields.extend({
  fixFirst: z.array(findingFields.extend({ repoName: z.string() })),
  repoCount: z.int(),
  /** Repositories with packages, while there are no advisories to compare them with. */
  unchecked: z.int(),
  /** How many repositories are being scanned, or wait for it. */
  scanning: z.int(),
  /** When the newest completed scans of all repositories were, the oldest of them. */
  scannedSince: z.date().nullable(),
  /** A few of the repositories that are counted as not known, by the reason. */
  notKnown: z.record(
    z.enum(['neverScanned', 'partial', 'failed', 'unreachable', 'unchecked']),
    z.array(repoName),
  ),
});

export type BySeverity = Record<Severity, number>;
export type SeriesDay = z.infer<typeof seriesDay>;
export type OverviewDetail = z.infer<typeof overviewDetail>;
