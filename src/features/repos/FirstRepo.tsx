'use client';

import { CodeBlock } from '@/ui/CodeBlock';
import { panelStyle } from '@/ui/styles';
import { NewRepoForm } from './NewRepoForm';

/** Shown while there is no repository: the form, and the same request as a curl command. */
export function FirstRepo({ baseUrl }: { baseUrl: string }) {
  const curl = [
    `curl -X POST ${baseUrl}/api/repos`,
    `-H 'Authorization: Bearer hmd_your_api_token'`,
    `-H 'Content-Type: application/json'`,
    `-d '{"name": "my-web-app", "remote_url": "https://github.com/example/my-web-app.git"}'`,
  ].join(' \\\n  ');
  return (
    <div className="mx-auto flex max-w-2xl flex-col gap-6 pt-4">
      <div className={`${panelStyle} p-6`}>
        <h2 className="mb-4 text-lg font-semibold">Add your first repository</h2>
        <NewRepoForm />
      </div>
      <div>
        <p className="mb-2 text-muted">Or by the API, with a token from Settings:</p>
        <CodeBlock text={curl} label="Copy the curl command" />
      </div>
    </div>
  );
}
