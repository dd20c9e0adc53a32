'use client';

import { useEffect, useRef, useState } from 'react';
import { formatBytes } from '@/lib/amounts';
import { type Sending, sendFile } from '@/lib/sendFile';
import { setSessionOver } from '@/trpc/sessionOver';
import { Button } from '@/ui/Button';
import { CodeBlock } from '@/ui/CodeBlock';
import { FieldError } from '@/ui/Field';
import { FileButton } from '@/ui/FileButton';
import { Panel } from '@/ui/Panel';
import { ProgressBar } from '@/ui/ProgressBar';
import { showDone } from '@/ui/toast';
import { mediaTypeOf, obstacleTo } from './advisoryText';

type State =
  | { state: 'none' }
  | { state: 'refused'; message: string }
  | { state: 'sending'; sending: Sending };

/** Uploads a file of advisories, and says how else they are imported. */
export function ImportPanel({ onTaken }: { onTaken: () => void }) {
  const { upload, send, stop } = useSend(onTaken);
  return (
    <Panel
      title="Import advisories"
      description="An archive of an ecosystem from OSV (all.zip), any zip or JSON in OSV’s schema, EPSS scores as CSV, or CISA’s catalogue of exploited vulnerabilities. Up to 1 GiB."
    >
      <div className="flex flex-col gap-4">
        {upload.state === 'sending' ? (
          <div className="flex flex-col items-start gap-2">
            <div className="w-full">
              <ProgressBar
                label="Upload"
                done={upload.sending.sent / Math.max(upload.sending.total, 1)}
                text={`${formatBytes(upload.sending.sent)} of ${formatBytes(upload.sending.total)} sent`}
              />
            </div>
            <Button onClick={stop}>Cancel the upload</Button>
          </div>
        ) : (
          <div>
            <FileButton
              label="File with advisories"
              accept=".zip,.json,.gz,.csv"
              onFiles={([file]) => file && void send(file)}
            />
          </div>
        )}
        <FieldError message={upload.state === 'refused' ? upload.message : undefined} />
        <div>
          <p className="mb-2 text-muted">
            Or on the server, also for directories and checkouts of the public advisory repositories:
          </p>
          <CodeBlock
            label="Copy the command"
            text="npx heimdall advisories import all.zip advisory-database/"
          />
        </div>
      </div>
    </Panel>
  );
}

function useSend(onTaken: () => void) {
  const [upload, setUpload] = useState<State>({ state: 'none' });
  const current = useRef<AbortController>(undefined);
  useEffect(() => () => current.current?.abort(), []);

  async function send(file: File): Promise<void> {
    const obstacle = obstacleTo(file);
    if (obstacle !== undefined) return setUpload({ state: 'refused', message: obstacle });
    const own = new AbortController();
    current.current = own;
    const onProgress = (sending: Sending) => setUpload({ state: 'sending', sending });
    onProgress({ sent: 0, total: file.size });
    const to = { path: '/api/advisories/import', type: mediaTypeOf(file.name) };
    try {
      const answer = await sendFile(to, file, { signal: own.signal, onProgress });
      if ('refusal' in answer) {
        if (answer.isSessionOver) setSessionOver(true);
        return setUpload({ state: 'refused', message: answer.refusal });
      }
      setUpload({ state: 'none' });
      showDone('Uploaded: the import begins');
      onTaken();
    } catch (error) {
      if (!own.signal.aborted) throw error;
    }
  }

  const stop = () => {
    current.current?.abort();
    setUpload({ state: 'none' });
  };
  return { upload, send, stop };
}
