import { z } from 'zod';
import { findingFields, pageFindingsInput, pageOfFindings } from '@/domain/findings/schema';
import { pageFindings } from '@/domain/findings/service';
import { pageInput, pageOf } from '@/domain/page';
import {
  cancelReceipt,
  coverageFields,
  progressFields,
  scanFields,
  stageFields,
} from '@/domain/scans/schema';
import { cancelScan, getCoverage, getScan, listScans, requestScan } from '@/domain/scans/service';
import { watchScan } from '../watchScan';
import { eventStream } from './eventStream';
import { operation } from './operation';

export const request = operation({
  summary: 'Scan a repository; while a scan is queued or running, that one is given',
  doing: 'scan repo',
  who: 'user',
  output: scanFields,
  status: 202,
  idempotent: true,
  run: ({ ctx, id, once }) => requestScan(ctx, id, once),
  reply: ({ id }) => ({ location: `/api/scans/${id}`, htmxRedirect: `/scans/${id}` }),
});

export const list = operation({
  summary: "List a repository's scans, newest first",
  doing: 'list scans',
  who: 'user',
  input: pageInput,
  output: pageOf(scanFields),
  run: ({ ctx, id, input }) => listScans(ctx, id, input),
});

export const get = operation({
  summary: 'Get a scan',
  doing: 'get scan',
  who: 'user',
  output: scanFields,
  run: ({ ctx, id }) => getScan(ctx, id),
});

export const cancel = operation({
  summary: 'Cancel a scan that is queued or running',
  doing: 'cancel scan',
  who: 'user',
  output: cancelReceipt,
  run: ({ ctx, id }) => cancelScan(ctx, id),
});

export const coverage = operation({
  summary: 'What a scan has and has not scanned',
  doing: 'get scan coverage',
  who: 'user',
  output: coverageFields,
  run: ({ ctx, id }) => getCoverage(ctx, id),
});

export const findings = operation({
  summary: "List a scan's findings by numbered pages, the worst first",
  doing: 'list findings',
  who: 'user',
  input: pageFindingsInput,
  output: pageOfFindings,
  run: ({ ctx, id, input }) => pageFindings(ctx, id, input),
});

const ofScan = z.object({ scan: scanFields });

export const progress = eventStream({
  summary: 'Watch a scan: its present state, then what happens to it until its end',
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
  run: async function* ({ ctx, id, lastEventId, signal }) {
    for await (const { since, event } of watchScan(ctx, id, lastEventId, signal)) {
      yield { id: since, event: event.type, data: event };
    }
  },
});
