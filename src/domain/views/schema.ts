import { z } from 'zod';
import { CONFIDENCES, FILE_ROLES, SEVERITIES } from '@/engines/engine';
import { byId, oneOf, optional, time, visibleText } from '../fields';
import { FINDING_SORTS, FINDING_SOURCES, FINDING_STATUSES } from '../findings/rules';
import { findingFilter, strictFilter } from '../findings/schema';
import { DAYS_AGO } from './rules';

/** The limit for one user, as the dashboard shows all of them. */
export const MAX_VIEWS = 100;

/** A time, or how many days ago: a view of the last seven days stays one. */
function timeOrAge(field: string) {
  const message = `${field} must be a time in RFC 3339 or a date, or how many days ago, such as 7d`;
  return optional(z.union([z.string().regex(DAYS_AGO), time(field)], message));
}
const times = {
  firstSeenAfter: timeOrAge('first_seen_after'),
  firstSeenBefore: timeOrAge('first_seen_before'),
  fixedAfter: timeOrAge('fixed_after'),
};

/** A list of findings to save. Its sort is the default one unless it is given. */
export const createViewInput = z.object({
  name: visibleText('name', 100).meta({ examples: ['Secrets in product code'] }),
  filter: strictFilter.extend(times),
  sort: optional(oneOf('sort', FINDING_SORTS)),
});

/** As timeOrAge. */
const savedTime = z.union([z.date(), z.string()]).optional();
const texts = z.array(z.string()).optional();

/** The filters of a list of findings. Those that are absent restrict nothing. */
const savedFilter = z.object({
  severity: z.array(z.enum(SEVERITIES)).optional(),
  status: z.array(z.enum(FINDING_STATUSES)).optional(),
  confidence: z.array(z.enum(CONFIDENCES)).optional(),
  source: z.array(z.enum(FINDING_SOURCES)).optional(),
  ruleId: texts,
  repoId: texts,
  path: texts,
  fileRole: z.array(z.enum(FILE_ROLES)).optional(),
  inTree: z.array(z.boolean()).optional(),
  assignee: texts,
  introducedBy: texts,
  groupId: texts,
  q: z.string().optional(),
  firstSeenAfter: savedTime,
  firstSeenBefore: savedTime,
  fixedAfter: savedTime,
} satisfies Record<keyof typeof findingFilter.shape, z.ZodType>);

export const viewFields = z.object({
  id: z.uuid(),
  name: z.string(),
  filter: savedFilter,
  sort: z.enum(FINDING_SORTS),
});
/** A view as it is stored: times are text. */
export const storedView = viewFields.extend({ filter: findingFilter.extend(times) });
export const viewReceipt = z.object({ id: z.uuid(), deleted: z.literal(true) });

export const renameViewInput = byId.extend(createViewInput.pick({ name: true }).shape);

export type CreateViewInput = z.output<typeof createViewInput>;
export type RenameViewInput = z.output<typeof renameViewInput>;
export type View = z.output<typeof viewFields>;
export type ViewReceipt = z.infer<typeof viewReceipt>;
