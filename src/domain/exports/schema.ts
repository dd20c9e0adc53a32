import { z } from 'zod';
import { byId, oneOf, optional } from '../fields';
import { FINDING_SORTS } from '../findings/rules';
import { type FindingFilter, type FindingSort, findingFilter } from '../findings/schema';

/** The forms in which findings leave Heimdall. */
export const EXPORT_FORMATS = ['csv', 'json', 'sarif', 'html'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

const FORMAT = `format must be one of ${EXPORT_FORMATS.join(', ')}`;

/** The findings of all visible repos that meet the filter, in the order of a list. */
export const exportInput = findingFilter.extend({
  format: z.enum(EXPORT_FORMATS, FORMAT),
  sort: optional(oneOf('sort', FINDING_SORTS)),
});
/** As exportInput, of a repo or a scan. */
export const exportOfInput = exportInput.omit({ repoId: true }).extend(byId.shape);

/** Which findings an export has, and in which order. */
export type Exported = FindingFilter & { scanId?: string | undefined; sort?: FindingSort | undefined };
