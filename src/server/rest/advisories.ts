import { beginsAsSource } from '@/advisories/checkStart';
import { advisoryImportFields, advisorySourceFields } from '@/domain/advisories/schema';
import {
  getAdvisoryImport,
  listAdvisorySources,
  requestAdvisoryImport,
  requireAdvisoryImporter,
} from '@/domain/advisories/service';
import { DomainError } from '@/domain/errors';
import { byId } from '@/domain/fields';
import { pageOf } from '@/domain/page';
import { advisoryUploadsIn } from '@/sarif/uploads';
import { operation } from './operation';
import { upload } from './upload';

export const sources = operation('/api/advisories/sources', {
  summary: 'List the ecosystems with advisories, how many they have, and how old these are',
  doing: 'list advisory sources',
  who: 'user',
  output: pageOf(advisorySourceFields.omit({ isWhole: true })),
  run: listAdvisorySources,
});

export const importFile = upload('/api/advisories/import', {
  summary:
    'Import advisories in the background (admins): a zip or JSON in the schema of OSV, EPSS scores as CSV, or the KEV catalogue; ask its Location for the result',
  doing: 'import advisories',
  types: [
    'application/json',
    'application/zip',
    'application/x-zip-compressed',
    'application/gzip',
    'application/x-gzip',
    'text/csv',
  ],
  mostMegabytes: 1024,
  directoryIn: advisoryUploadsIn,
  idempotent: false,
  output: advisoryImportFields,
  admit: requireAdvisoryImporter,
  check: async (open) => {
    if (await beginsAsSource(open())) return;
    throw new DomainError('invalid_input', 'The file must be a zip, JSON, gzip, or CSV of EPSS scores');
  },
  run: (ctx, _, { fileId }) => requestAdvisoryImport(ctx, { id: fileId }),
  reply: ({ id }) => ({ location: `/api/advisories/imports/${id}` }),
});

export const importState = operation('/api/advisories/imports/{id}', {
  summary: 'How far an import of advisories is, and what came of it (admins)',
  doing: 'get import of advisories',
  who: 'user',
  input: byId,
  output: advisoryImportFields,
  run: getAdvisoryImport,
});
