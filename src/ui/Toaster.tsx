'use client';

import { CircleAlert, CircleCheck, X } from 'lucide-react';
import { useEffect, useSyncExternalStore } from 'react';
import { IconButton } from './Button';
import { type Message, messages } from './toast';

/** Success messages are short. Failures stay longer, so that they can be read. */
const SHOWN_MS: Record<Message['kind'], number> = { done: 4_000, news: 12_000, failure: 20_000 };

/** Shows short messages, one above the other. They are read out. */
export function Toaster() {
  const shown = useSyncExternalStore(messages.subscribe, messages.all, messages.none);
  return (
    <div
      role="status"
      className="pointer-events-none fixed right-4 bottom-4 z-50 flex w-80 max-w-[calc(100vw-2rem)] flex-col gap-2 max-sm:bottom-20"
    >
      {shown.map((message) => (
        <Toast key={message.id} message={message} />
      ))}
    </div>
  );
}

function Toast({ message }: { message: Message }) {
  const { id, kind, text } = message;
  useEffect(() => {
    const timer = setTimeout(() => messages.drop(id), SHOWN_MS[kind]);
    return () => clearTimeout(timer);
  }, [id, kind]);
  const Icon = kind === 'failure' ? CircleAlert : CircleCheck;
  return (
    <div className="pointer-events-auto flex animate-appear items-start gap-2 rounded-lg border border-line bg-surface py-1.5 pr-1.5 pl-3 shadow-lg">
      <Icon
        aria-hidden
        className={`mt-1.5 size-4 shrink-0 ${kind === 'failure' ? 'text-critical' : 'text-good'}`}
      />
      <p className="min-w-0 grow py-1">{text}</p>
      <IconButton label="Dismiss" className="size-7! max-sm:size-9!" onClick={() => messages.drop(id)}>
        <X aria-hidden className="size-3.5" />
      </IconButton>
    </div>
  );
}
