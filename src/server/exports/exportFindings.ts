import type { ActorContext } from '@/domain/context';
import type { Exported, ExportFormat } from '@/domain/findings/schema';
import { readAllFindings } from '@/domain/findings/service';
import { describeSubject, type Subject } from '@/domain/scans/service';
import type { Download } from '../rest/download';
import { csvPieces } from './csv';
import { jsonPieces } from './json';
import { beginProgress, counted, noted } from './progress';
import { reportPieces } from './report/report';
import { type ReadFindings, sarifPieces } from './sarif';

export const EXPORT_MEDIA = {
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
  sarif: 'application/sarif+json',
  html: 'text/html; charset=utf-8',
} as const satisfies Record<ExportFormat, string>;

/**
 * Findings as a file, piece by piece.
 * @param exported.progress the name by which its user asks how far it is
 * @throws DomainError missing_scope; not_found, no_access of repo or scan
 */
export async function exportFindings(
  ctx: ActorContext,
  { format, progress: name, ...exported }: Exported & { format: ExportFormat; progress?: string | undefined },
): Promise<Download> {
  const subject = await describeSubject(ctx, exported);
  const progress = name === undefined ? undefined : beginProgress(ctx.actor.userId, name);
  const read: ReadFindings = (wanted) => {
    const parts = readAllFindings(ctx, wanted);
    return progress ? counted(parts, progress) : parts;
  };
  const pieces = piecesOf(ctx, { format, exported, subject, read });
  return {
    media: EXPORT_MEDIA[format],
    fileName: `${nameOf(subject)}-${ctx.now.toISOString().slice(0, 10)}.${format}`,
    pieces: progress ? noted(pieces, progress) : pieces,
  };
}

type Wanted = { format: ExportFormat; exported: Exported; subject: Subject; read: ReadFindings };

function piecesOf(ctx: ActorContext, { format, exported, subject, read }: Wanted) {
  if (format === 'sarif') return sarifPieces(ctx, { exported, subject, read });
  const parts = read(exported);
  if (format === 'csv') return csvPieces(parts);
  return format === 'json' ? jsonPieces(parts) : reportPieces(ctx, exported, subject, parts);
}

/** The repository's name as far as any file system has it. */
function nameOf(subject: Subject): string {
  if (subject.of === 'repos') return 'findings';
  const name = subject.repoName.slice(0, 60).replace(/[^\w.-]/g, '-');
  return `${subject.of === 'scan' ? 'scan' : 'findings'}-${name}`;
}
