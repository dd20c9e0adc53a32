import { z } from 'zod';
import { CONFIDENCES, FILE_ROLES, SEVERITIES } from '@/engines/engine';
import { byId, oneOf, optional, visibleText } from '../fields';
import { FINDING_SORTS, FINDING_SOURCES, FINDING_STATUSES } from '../findings/rules';
import { findingFilter, strictFilter } from '../findings/schema';

/** The limit for one user, as the dashboard shows all of them. */
export const MAX_VIEWS = 100;

/** A list of findings to save. Its sort is the default one unless it is given. */
export const createViewInput = z.object({
  name: visibleText('name', 100).meta({ examples: ['Secrets in product code'] }),
  filter: strictFilter,
  sort: optional(oneOf('sort', FINDING_SORTS)),
});

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
  firstSeenAfter: z.date().optional(),
  firstSeenBefore: z.date().optional(),
  fixedAfter: z.date().optional(),
} satisfies Record<keyof typeof findingFilter.shape, z.ZodType>);

export const viewFields = z.object({
  id: z.uuid(),
  name: z.string(),
  filter: savedFilter,
  sort: z.enum(FINDING_SORTS),
});
/** A view as it is stored: times are text. */
export const storedView = viewFields.extend({ filter: findingFilter });
export const viewReceipt = z.object({ id: z.uuid(), deleted: z.literal(true) });

export const renameViewInput = byId.extend(createViewInput.pick({ name: true }).shape);

export type CreateViewInput = z.output<typeof createViewInput>;
export type RenameViewInput = z.output<typeof renameViewInput>;
export type View = z.output<typeof viewFields>;
export type ViewReceipt = z.infer<typeof viewReceipt>;
