import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type ApiProvider, FEATURES, type Feature } from '@/providers/provider';
import { useTRPC } from '@/trpc/react';
import { messageOf } from '@/trpc/refusal';
import { Button } from '@/ui/Button';
import { Checkbox, FieldError } from '@/ui/Field';
import { Needs } from './Needs';
import { useLeave } from './useLeave';

const FEATURE_WORDS: Record<Feature, string> = {
  webhooks: 'Webhooks and deploy keys',
  issues: 'Issues',
};

/** Connects a Git host by OAuth, if the operator has registered a client there. It says what will be asked for. */
export function ConnectByOAuth({ provider }: { provider: ApiProvider }) {
  const trpc = useTRPC();
  const { data: hosts } = useSuspenseQuery(trpc.connection.oauthHosts.queryOptions());
  const [features, setFeatures] = useState<readonly Feature[]>([]);
  const { mutate, error, isPending, isSuccess } = useLeave();
  const host = hosts.find((one) => one.provider === provider);
  if (!host) return <NotOffered provider={provider} />;
  const scopesFor = (wanted: readonly Feature[]) =>
    host.choices.find((choice) => choice.features.join() === wanted.join())?.scopes ?? [];
  const scopesVary = JSON.stringify(scopesFor(FEATURES)) !== JSON.stringify(scopesFor([]));
  const toggle = (feature: Feature, isOn: boolean) =>
    setFeatures(FEATURES.filter((one) => (one === feature ? isOn : features.includes(one))));
  return (
    <section aria-label="Connect without a token" className="flex flex-col gap-3">
      {scopesVary ? (
        <fieldset>
          <legend className="font-medium">What for, beside reading</legend>
          {FEATURES.map((feature) => (
            <Checkbox
              key={feature}
              label={FEATURE_WORDS[feature]}
              checked={features.includes(feature)}
              onChange={({ target }) => toggle(feature, target.checked)}
            />
          ))}
        </fieldset>
      ) : null}
      <Needs
        intro={`${host.name} will ask you to allow no more than this:`}
        kinds={[{ token: 'Scopes', scopes: scopesFor(features) }]}
      />
      <div>
        <Button
          variant="primary"
          busy={isPending || isSuccess}
          onClick={() => mutate({ provider, features: [...features] })}
        >
          Continue at {host.name}
        </Button>
      </div>
      <FieldError message={messageOf(error)} />
      <p className="mt-2 flex items-center gap-3 text-sm text-muted before:h-px before:grow before:bg-line after:h-px after:grow after:bg-line">
        or with a token, also of another address
      </p>
    </section>
  );
}

/** What the operator sets, so that there is a button. */
function NotOffered({ provider }: { provider: ApiProvider }) {
  const name = `HEIMDALL_${provider.toUpperCase()}`;
  return (
    <p className="text-sm text-muted">
      To connect without a token, the operator registers Heimdall there, and sets{' '}
      <code>{name}_CLIENT_ID</code> and <code>{name}_CLIENT_SECRET</code>
      {provider === 'gitea' ? (
        <>
          {' '}
          beside <code>{name}_URL</code>
        </>
      ) : null}
      .
    </p>
  );
}
