import type { ReactNode } from 'react';

type MessageProps = { title: string; text: string; action?: ReactNode };

/** A page that has only one message. */
export function Message({ title, text, action }: MessageProps) {
  return (
    <main
      id="content"
      tabIndex={-1}
      className="mx-auto flex min-h-[70dvh] max-w-md flex-col items-start justify-center gap-3 px-4 outline-none"
    >
      <h1 className="text-xl font-semibold">{title}</h1>
      <p className="text-muted">{text}</p>
      {action ? <div className="mt-2 flex flex-wrap gap-2">{action}</div> : null}
    </main>
  );
}
