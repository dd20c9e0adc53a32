'use client';

import { useState } from 'react';
import { WEBHOOK_PROVIDERS, type WebhookProvider } from '@/domain/webhooks/rules';
import { Button } from '@/ui/Button';
import { Field } from '@/ui/Field';
import { Select } from '@/ui/Select';
import { PROVIDER_NAMES } from './webhookWords';

type TurnOnProps = {
  /** The kind of host that the remote makes likely. */
  likely: WebhookProvider;
  busy: boolean;
  onTurnOn: (provider: WebhookProvider) => void;
};

/** The kind of the Git host, and a button. */
export function TurnOn({ likely, busy, onTurnOn }: TurnOnProps) {
  const [provider, setProvider] = useState(likely);
  return (
    <div className="flex flex-wrap items-end gap-3">
      <Field label="Git host">
        {(control) => (
          <Select
            {...control}
            value={provider}
            onChange={({ target }) =>
              setProvider(WEBHOOK_PROVIDERS.find((one) => one === target.value) ?? likely)
            }
          >
            {WEBHOOK_PROVIDERS.map((one) => (
              <option key={one} value={one}>
                {PROVIDER_NAMES[one]}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Button busy={busy} onClick={() => onTurnOn(provider)}>
        Turn on
      </Button>
    </div>
  );
}
