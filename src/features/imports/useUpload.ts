import { useEffect, useRef, useState } from 'react';
import type { Sending } from '@/lib/sendFile';
import { setSessionOver } from '@/trpc/sessionOver';
import { obstacleTo } from './importText';
import { sendResults } from './sendResults';

/** The way of a document to the server. */
export type Upload =
  | { state: 'none' }
  | { state: 'refused'; message: string }
  | { state: 'sending'; name: string; sending: Sending }
  | { state: 'taken'; name: string; scanId: string };

/** Uploads one document at a time. Leaving the page stops it. */
export function useUpload(repoId: string): {
  upload: Upload;
  send: (files: readonly File[]) => void;
  clear: () => void;
} {
  const [upload, setUpload] = useState<Upload>({ state: 'none' });
  const current = useRef<AbortController>(undefined);
  const stop = () => current.current?.abort();
  useEffect(() => () => current.current?.abort(), []);

  async function sendOne(file: File): Promise<void> {
    stop();
    const own = new AbortController();
    current.current = own;
    const { name, size } = file;
    const onProgress = (sending: Sending) => setUpload({ state: 'sending', name, sending });
    onProgress({ sent: 0, total: size });
    try {
      const answer = await sendResults(repoId, file, { signal: own.signal, onProgress });
      if ('id' in answer) return setUpload({ state: 'taken', name, scanId: answer.id });
      if (answer.isSessionOver) setSessionOver(true);
      setUpload({ state: 'refused', message: answer.refusal });
    } catch (error) {
      if (!own.signal.aborted) throw error;
    }
  }

  return {
    upload,
    send: (files) => {
      const message = obstacleTo(files);
      const [file] = files;
      if (message !== undefined || !file) setUpload({ state: 'refused', message: message ?? '' });
      else void sendOne(file);
    },
    clear: () => {
      stop();
      setUpload({ state: 'none' });
    },
  };
}
