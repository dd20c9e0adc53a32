import { CopyButton } from './CopyButton';

/** A command or a secret to copy. */
export function CodeBlock({ text, label }: { text: string; label: string }) {
  return (
    <div className="flex items-start gap-2 rounded-md border border-line bg-sunken py-1.5 pr-1.5 pl-3 text-left">
      <code className="min-w-0 grow py-0.5 font-mono text-sm whitespace-pre-wrap">{text}</code>
      <CopyButton text={text} label={label} />
    </div>
  );
}
