import { byId } from '@/domain/fields';
import { exportInput, exportOfInput } from '@/domain/findings/schema';
import { getScan } from '@/domain/scans/service';
import { EXPORT_MEDIA, exportFindings } from '../exports/exportFindings';
import { download } from './download';

const media = Object.values(EXPORT_MEDIA);
const doing = 'export findings';

export const all = download('/api/findings/export', {
  summary: 'Export the findings of all repositories as CSV, JSON, SARIF or an HTML report',
  doing,
  media,
  input: exportInput,
  run: exportFindings,
});

export const ofRepo = download('/api/repos/{id}/findings/export', {
  summary: "Export a repository's findings as CSV, JSON, SARIF or an HTML report",
  doing,
  media,
  input: exportOfInput,
  run: (ctx, { id, ...exported }) => exportFindings(ctx, { ...exported, repoId: [id] }),
});

export const ofScan = download('/api/scans/{id}/findings/export', {
  summary: "Export a scan's findings as CSV, JSON, SARIF or an HTML report",
  doing,
  media,
  input: exportOfInput,
  run: (ctx, { id, ...exported }) => exportFindings(ctx, { ...exported, scanId: id }),
});

export const sarifOfScan = download('/api/scans/{id}/sarif', {
  summary: 'Export a scan and its findings as SARIF 2.1.0',
  doing: 'export scan',
  media: [EXPORT_MEDIA.sarif],
  input: byId,
  run: async (ctx, { id }) => {
    const scan = await getScan(ctx, { id });
    const made = await exportFindings(ctx, { format: 'sarif', scanId: scan.id, sort: 'oldest' });
    return { ...made, fileName: `scan-${scan.id}.sarif` };
  },
});
