import { z } from 'zod';
import { byId, filterId, optional, text } from '../fields';
import { pageInput, pageOf, searchText } from '../page';

/** The packages of all visible repos, or of one. */
export const listPackagesInput = pageInput.extend({
  /** Searched in the names. */
  q: searchText,
  /** As OSV names it, such as "npm" or "PyPI". */
  ecosystem: optional(text('ecosystem', 64)),
  repoId: optional(filterId('repo_id')),
  /** A version, or a range such as `<2.17.1` or `>=1.0 <1.4.2 || 2.0.0`. */
  version: optional(text('version', 255)),
});

/** The documented fields, in their documented order, then those that were added. */
export const listedPackage = z.object({
  ecosystem: z.string(),
  name: z.string(),
  version: z.string(),
  purl: z.string(),
  repoId: z.uuid(),
  /** Whether the project itself asks for it; null where its files do not show it. */
  direct: z.boolean().nullable(),
  /** Whether it is for development alone. */
  dev: z.boolean(),
  filePath: z.string(),
  line: z.int(),
  /** An SPDX expression; null where the files do not show it. */
  licence: z.string().nullable(),
  repoName: z.string(),
  id: z.uuid(),
});
export const packagePage = pageOf(listedPackage);

export const SBOM_FORMATS = ['cyclonedx', 'spdx'] as const;
const FORMAT = `format must be one of ${SBOM_FORMATS.join(', ')}`;
export const sbomInput = byId.extend({ format: optional(z.enum(SBOM_FORMATS, FORMAT)) });

export type ListPackagesInput = Partial<z.infer<typeof listPackagesInput>>;
export type ListedPackage = z.infer<typeof listedPackage>;
export type SbomFormat = (typeof SBOM_FORMATS)[number];
