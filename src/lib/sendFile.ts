export type Sending = { sent: number; total: number };

/** What the server answered to an upload: the id of the import, or why it refused the file. */
export type Answer = { id: string } | { refusal: string; isSessionOver: boolean };

const UNREACHABLE = 'Heimdall can’t be reached. Check the connection and try again.';

/**
 * Uploads a file. Only the older interface of browsers reports how much of a body is sent.
 * @param to the path of the call, and the media type that it is sent as
 * @param signal stops it; the promise then rejects with the signal's reason
 */
export function sendFile(
  to: { path: string; type: string },
  file: File,
  { signal, onProgress }: { signal: AbortSignal; onProgress: (sending: Sending) => void },
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', to.path);
    request.setRequestHeader('content-type', to.type);
    request.upload.onprogress = ({ loaded, total }) => onProgress({ sent: loaded, total });
    request.onload = () => resolve(answerOf(request.status, request.responseText));
    request.onerror = () => resolve({ refusal: UNREACHABLE, isSessionOver: false });
    request.onabort = () => reject(signal.reason);
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(file);
  });
}

function answerOf(status: number, body: string): Answer {
  const { data, message } = parsed(body);
  if (data?.id) return { id: data.id };
  return { refusal: message ?? `The server answered ${status}.`, isSessionOver: status === 401 };
}

/** A proxy in between may answer with something else than JSON. */
function parsed(body: string): { data?: { id?: string }; message?: string } {
  try {
    return (JSON.parse(body) ?? {}) as { data?: { id?: string }; message?: string };
  } catch {
    return {};
  }
}
