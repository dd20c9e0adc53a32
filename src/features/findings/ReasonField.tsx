import { type ComponentProps, useState } from 'react';
import { OFFERED_REASONS } from '@/domain/triages/rules';
import { Field, Input } from '@/ui/Field';

/** The choice of a reason that is typed. */
const OWN = '';

type ReasonFieldProps = {
  first: string;
  /** Connects the text field to its form. */
  control: ComponentProps<'input'>;
  error: string | undefined;
  /** Called with an offered reason, or with an empty one that is to be typed. */
  onChoose: (reason: string) => void;
};

/** Asks for a reason: one of those that are offered, or any other. */
export function ReasonField({ first, control, error, onChoose }: ReasonFieldProps) {
  const offered: readonly string[] = OFFERED_REASONS;
  const [chosen, setChosen] = useState(offered.includes(first) ? first : OWN);
  const choose = (reason: string) => {
    setChosen(reason);
    onChoose(reason);
  };
  return (
    <fieldset className="flex flex-col">
      <legend className="mb-1 font-medium">Reason</legend>
      {[...offered, OWN].map((reason) => (
        <label key={reason} className="flex min-h-7 items-center gap-2 max-sm:min-h-10">
          <input
            type="radio"
            name="offered"
            className="size-4 shrink-0 accent-accent"
            checked={chosen === reason}
            onChange={() => choose(reason)}
          />
          {reason || 'Another reason'}
        </label>
      ))}
      {chosen === OWN ? (
        <div className="mt-1">
          <Field label="Your reason" error={error}>
            {(field) => <Input autoComplete="off" maxLength={200} {...field} {...control} />}
          </Field>
        </div>
      ) : null}
    </fieldset>
  );
}
