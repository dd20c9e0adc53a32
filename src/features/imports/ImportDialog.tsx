'use client';

import { clsx } from 'clsx';
import { FileUp } from 'lucide-react';
import type { Repo } from '@/trpc/types';
import { Button } from '@/ui/Button';
import { Dialog, DialogActions } from '@/ui/Dialog';
import { FileButton } from '@/ui/FileButton';
import { Notice } from '@/ui/Notice';
import { ProgressBar } from '@/ui/ProgressBar';
import { ImportProgress } from './ImportProgress';
import { sendingText } from './importText';
import type { Upload } from './useUpload';

export type ImportDialogProps = {
  repo: Pick<Repo, 'id' | 'name'>;
  upload: Upload;
  /** Whether a file is being dragged over the page. */
  isOver: boolean;
  onFiles: (files: File[]) => void;
  onAgain: () => void;
  onClose: () => void;
};

/** Takes a document, and shows its way: the upload, the import and its result. */
export function ImportDialog({ repo, upload, isOver, onFiles, onAgain, onClose }: ImportDialogProps) {
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Import results into ${repo.name}`}
      description={upload.state === 'none' || upload.state === 'refused' ? ABOUT : upload.name}
    >
      {upload.state === 'refused' ? <Notice tone="danger">{upload.message}</Notice> : null}
      {upload.state === 'none' || upload.state === 'refused' ? (
        <FileField isOver={isOver} onFiles={onFiles} />
      ) : null}
      {upload.state === 'sending' ? (
        <>
          <ProgressBar
            label="Upload"
            done={upload.sending.sent / Math.max(upload.sending.total, 1)}
            text={sendingText(upload.sending)}
          />
          <DialogActions>
            <Button onClick={onAgain}>Cancel the upload</Button>
          </DialogActions>
        </>
      ) : null}
      {upload.state === 'taken' ? (
        <ImportProgress key={upload.scanId} scanId={upload.scanId} onAgain={onAgain} onClose={onClose} />
      ) : null}
    </Dialog>
  );
}

const ABOUT =
  'A SARIF 2.1.0 file, plain or packed by gzip, up to 100 MiB. It replaces what the same tool and category reported before.';

type FileFieldProps = { isOver: boolean; onFiles: (files: File[]) => void };

function FileField({ isOver, onFiles }: FileFieldProps) {
  return (
    <div
      className={clsx(
        'flex flex-col items-center gap-3 rounded-lg border border-dashed px-4 py-8 text-center transition-colors',
        isOver ? 'border-accent bg-sunken' : 'border-control',
      )}
    >
      <FileUp aria-hidden className={clsx('size-6', isOver ? 'text-accent' : 'text-muted')} />
      <p className="max-sm:hidden">{isOver ? 'Drop the file here' : 'Drop a file here, or'}</p>
      <FileButton
        label="File with results"
        accept=".sarif,.json,.gz,application/json,application/gzip"
        onFiles={onFiles}
      />
    </div>
  );
}
