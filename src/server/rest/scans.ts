import { z } from 'zod';
import { byId } from '@/domain/fields';
import { findingFields, pageFindingsInput, pageOfFindings } from '@/domain/findings/schema';
import { pageFindings } from '@/domain/findings/service';
import { pageOf } from '@/domain/page';
import {
  cancelReceipt,
  coverageFields,
  listScansInput,
  progressFields,
  scanFields,
  stageFields,
} from '@/domain/scans/schema';
import {
  cancelScan,
  getCoverage,
  getScan,
  listScans,
  requestImport,
  requestScan,
  requireImportable,
} from '@/domain/scans/service';
import { checkBeginning } from '@/sarif/checkBeginning';
import { uploadsIn } from '@/sarif/uploads';
import { watchScan } from '../watchScan';
import { eventStream } from './eventStream';
import { operation } from './operation';
import { upload } from './upload';

export const request = operation('/api/repos/{id}/scan', {
  summary: 'Scan a repository; while a scan is queued or running, that one is returned',
  doing: 'scan repo',
  who: 'user',
  input: byId,
  output: scanFields,
  status: 202,
  idempotent: true,
  run: (ctx, { id }, facts) => requestScan(ctx, { repoId: id }, facts),
  reply: ({ id }) => ({ location: `/api/scans/${id}`, htmxRedirect: `/scans/${id}` }),
});

const ofAllRepos = listScansInput.omit({ repoId: true });

export const listAll = operation('/api/scans', {
  summary: 'List the scans of all repositories, newest first',
  doing: 'list scans',
  who: 'user',
  input: ofAllRepos,
  output: pageOf(scanFields),
  run: listScans,
});

export const importResults = upload('/api/repos/{id}/sarif', {
  summary: 'Import the results of another tool, as SARIF 2.1.0 in JSON or gzip',
  doing: 'import results',
  types: ['application/json', 'application/sarif+json', 'application/gzip', 'application/x-gzip'],
  mostMegabytes: 100,
  directoryIn: uploadsIn,
  idempotent: true,
  output: scanFields,
  admit: (ctx, { id }) => requireImportable(ctx, { repoId: id }),
  check: checkBeginning,
  run: (ctx, { id }, { fileId, once }) => requestImport(ctx, { id: fileId, repoId: id }, { once }),
  reply: ({ id }) => ({ location: `/api/scans/${id}`, htmxRedirect: `/scans/${id}` }),
});

export const list = operation('/api/repos/{id}/scans', {
  summary: "List a repository's scans, newest first",
  doing: 'list scans',
  who: 'user',
  input: ofAllRepos.extend(byId.shape),
  output: pageOf(scanFields),
  run: (ctx, { id, ...page }) => listScans(ctx, { ...page, repoId: id }),
});

export const get = operation('/api/scans/{id}', {
  summary: 'Get a scan',
  doing: 'get scan',
  who: 'user',
  input: byId,
  output: scanFields,
  run: getScan,
});

export const cancel = operation('/api/scans/{id}/cancel', {
  summary: 'Cancel a scan that is queued or running',
  doing: 'cancel scan',
  who: 'user',
  input: byId,
  output: cancelReceipt,
  run: cancelScan,
});

export const coverage = operation('/api/scans/{id}/coverage', {
  summary: 'What a scan has and has not scanned',
  doing: 'get scan coverage',
  who: 'user',
  input: byId,
  output: coverageFields,
  run: getCoverage,
});

export const findings = operation('/api/scans/{id}/findings', {
  summary: "List a scan's findings by numbered pages, what matters most first",
  doing: 'list findings',
  who: 'user',
  input: pageFindingsInput,
  output: pageOfFindings,
  run: pageFindings,
});

const ofScan = z.object({ scan: scanFields });

export const progress = eventStream('/api/scans/{id}/progress/stream', {
  summary: 'Watch a scan: its current state, then each change until its end',
  doing: 'watch scan',
  events: {
    state: progressFields,
    status_change: ofScan,
    stage_update: z.object({ stage: stageFields }),
    finding_added: z.object({ finding: findingFields }),
    scan_complete: ofScan,
    error: ofScan.extend({ message: z.string() }),
  },
  output: progressFields,
  run: async function* (ctx, params, { lastEventId, signal }) {
    const { id } = byId.parse(params);
    for await (const { since, event } of watchScan(ctx, id, lastEventId, signal)) {
      yield { id: since, event: event.type, data: event };
    }
  },
});
