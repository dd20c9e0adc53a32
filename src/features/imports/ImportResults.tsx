'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { FileUp } from 'lucide-react';
import { useState } from 'react';
import { useTRPC } from '@/trpc/react';
import { Button } from '@/ui/Button';
import { useCommand } from '@/ui/commands';
import { OnDemand, type Part } from '@/ui/OnDemand';
import type { ImportDialogProps } from './ImportDialog';
import { useFileDrop } from './useFileDrop';
import { useUpload } from './useUpload';

const dialog: Part<ImportDialogProps> = { fetch: async () => (await import('./ImportDialog')).ImportDialog };

/** Imports the results of another tool into a repository: by a button, or by a file dropped on the page. */
export function ImportResults({ repoId }: { repoId: string }) {
  const trpc = useTRPC();
  const { data: repo } = useSuspenseQuery(trpc.repo.byId.queryOptions({ id: repoId }));
  const { upload, send, clear } = useUpload(repoId);
  const [isOpen, setOpen] = useState(false);
  const mayImport = repo.rights.includes('scans:write');
  const isOver = useFileDrop((files) => {
    setOpen(true);
    send(files);
  }, mayImport);
  const open = () => setOpen(true);
  useCommand('Import results', FileUp, open, mayImport);
  if (!mayImport) return null;
  const close = () => {
    setOpen(false);
    clear();
  };
  return (
    <>
      <Button onClick={open}>
        <FileUp aria-hidden className="size-4" />
        Import results
      </Button>
      {isOpen ? (
        <OnDemand
          part={dialog}
          with={{ repo, upload, isOver, onFiles: send, onAgain: clear, onClose: close }}
          onMissing={close}
        />
      ) : null}
      {isOver && !isOpen ? <DropHint name={repo.name} /> : null}
    </>
  );
}

function DropHint({ name }: { name: string }) {
  return (
    <div className="pointer-events-none fixed inset-3 z-40 flex animate-appear items-center justify-center rounded-xl border-2 border-dashed border-accent bg-canvas/85 p-6">
      <p className="flex items-center gap-3 rounded-lg border border-line bg-surface px-6 py-5 text-lg font-semibold shadow-xl">
        <FileUp aria-hidden className="size-6 shrink-0 text-accent" />
        <span>Drop the file to import its results into {name}</span>
      </p>
    </div>
  );
}
