import type { Webhook } from '@/trpc/types';
import { CodeBlock } from '@/ui/CodeBlock';
import { Notice } from '@/ui/Notice';
import { SET_UP } from './webhookWords';

/** The URL and the secret of a webhook that was just turned on. */
export function MadeWebhook({ webhook: { provider, url, secret } }: { webhook: Webhook }) {
  return (
    <Notice tone="good" className="mb-4">
      <div className="flex flex-col gap-2" role="status">
        <p>Copy the secret now: it is not shown again.</p>
        <p>{SET_UP[provider]}</p>
        <CodeBlock text={url} label="Copy the URL" />
        <CodeBlock text={secret ?? ''} label="Copy the secret" />
      </div>
    </Notice>
  );
}
