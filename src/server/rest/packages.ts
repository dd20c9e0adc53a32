import { listPackagesInput, packagePage, sbomInput } from '@/domain/packages/schema';
import { listPackages } from '@/domain/packages/service';
import { exportSbom, SBOM_MEDIA } from '../exports/exportSbom';
import { download } from './download';
import { operation } from './operation';

export const list = operation('/api/packages', {
  summary: 'List the packages that the repositories use, by name',
  doing: 'list packages',
  who: 'user',
  input: listPackagesInput,
  output: packagePage,
  run: listPackages,
});

export const sbom = download('/api/repos/{id}/sbom', {
  summary: "Export a repository's packages as a bill of materials: CycloneDX 1.6 or SPDX 2.3",
  doing: 'export packages',
  media: Object.values(SBOM_MEDIA),
  input: sbomInput,
  run: exportSbom,
});
