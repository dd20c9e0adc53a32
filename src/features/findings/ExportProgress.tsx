'use client';

import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { countOf, formatCount } from '@/lib/format';
import { useTRPC } from '@/trpc/react';
import { IconButton } from '@/ui/Button';
import { ProgressBar } from '@/ui/ProgressBar';
import { showDone, showFailure } from '@/ui/toast';

export type ExportProgressProps = {
  /** The name that the server knows the export by. */
  name: string;
  /** How many findings it has, where that is known. */
  total: number | undefined;
  onOver: () => void;
};

const ASK_MS = 500;
/** Another process may write the export, which this one knows nothing of. */
const MOST_UNKNOWN = 20;

/** How far an export is, while the browser saves its file. */
export function ExportProgress({ name, total, onOver }: ExportProgressProps) {
  const trpc = useTRPC();
  const { data, dataUpdatedAt, errorUpdatedAt } = useQuery(
    trpc.finding.exportProgress.queryOptions({ name }, { refetchInterval: ASK_MS, gcTime: 0 }),
  );
  const unknown = useRef(0);
  const done = data?.done ?? 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each answer counts, also one that is as before
  useEffect(() => {
    if (!data) unknown.current += 1;
    if (unknown.current > MOST_UNKNOWN) {
      showDone('How far the export is, is not known here. See the downloads of the browser.');
      onOver();
    }
  }, [dataUpdatedAt, errorUpdatedAt]);
  useEffect(() => {
    if (data === undefined || data === null || data.state === 'running') return;
    if (data.state === 'completed') showDone(`Exported ${countOf(data.done, 'finding')}.`);
    else showFailure(`The export ended after ${countOf(data.done, 'finding')}. Its file is not complete.`);
    onOver();
  }, [data, onOver]);
  // Findings may come and go meanwhile.
  const all = total === undefined ? undefined : Math.max(total, done);
  const text =
    all === undefined ? countOf(done, 'finding') : `${formatCount(done)} of ${countOf(all, 'finding')}`;
  return (
    <div className="absolute top-full right-0 z-40 mt-1 w-64 rounded-lg border border-line bg-surface p-3 shadow-lg">
      <div className="mb-2 flex items-center justify-between gap-2 text-sm font-medium">
        Exporting
        <IconButton label="Hide the progress" onClick={onOver}>
          <X aria-hidden className="size-4" />
        </IconButton>
      </div>
      <ProgressBar label="Export" done={all ? done / all : undefined} text={text} />
    </div>
  );
}
