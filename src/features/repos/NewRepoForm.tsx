'use client';

import { useRouter } from 'next/navigation';
import { type ClipboardEvent, useEffect, useRef, useState } from 'react';
import { paths } from '@/lib/paths';
import { useTRPCClient } from '@/trpc/react';
import { emptyIsNothing, useCallForm } from '@/trpc/useCallForm';
import { Button } from '@/ui/Button';
import { CodeInput, Field, FieldError, Input } from '@/ui/Field';
import { PageLink } from '@/ui/PageLink';
import { Select } from '@/ui/Select';
import { linkStyle } from '@/ui/styles';
import { Forecast } from './Forecast';
import { useListDraft } from './listDraft';
import { isList } from './remoteLines';
import { type RemoteText, recognizeRemote, remoteToSend } from './remoteText';
import { type NewRepo, useDraft } from './useDraft';
import { useRepoCache } from './useRepoCache';

/** Registers a repository from a pasted URL or name, and opens its page. */
export function NewRepoForm() {
  const client = useTRPCClient();
  const cache = useRepoCache();
  const router = useRouter();
  const list = useListDraft();
  const [done, setDone] = useState(false);
  const [branchKept, setBranchKept] = useState(false);
  const { form, register, submit, busy, errorOf, failure } = useCallForm<NewRepo>({
    schema: async () => (await import('@/domain/repos/schema')).createRepoInput,
    call: async (typed) => {
      const { id } = await client.repo.create.mutate({
        ...typed,
        remoteUrl: remoteToSend(typed),
      });
      setDone(true);
      forgetDraft();
      void cache.relist();
      router.push(paths.repo(id));
    },
  });
  const filled = useRef({ name: '', sourceType: 'git_url' });
  const recognized = recognizeRemote(form.watch('remoteUrl') ?? '');
  const forgetDraft = useDraft(form, () => {
    const { name, sourceType } = recognizeRemote(form.getValues('remoteUrl') ?? '');
    filled.current = { name, sourceType };
    setBranchKept(Boolean(form.getValues('defaultBranch')));
  });

  /** Fills the fields that the user has not changed. */
  function fill({ name, sourceType }: RemoteText): void {
    if ((form.getValues('name') ?? '') === filled.current.name) {
      form.setValue('name', name, { shouldValidate: form.getFieldState('name').invalid });
      filled.current.name = name;
    }
    if (form.getValues('sourceType') === filled.current.sourceType) {
      form.setValue('sourceType', sourceType);
      filled.current.sourceType = sourceType;
    }
  }

  function replaceRemote(text: string): void {
    form.setValue('remoteUrl', text, { shouldValidate: true });
    fill(recognizeRemote(text));
  }

  /** A pasted list is more than this field holds. */
  function takeList(event: ClipboardEvent): void {
    const pasted = event.clipboardData.getData('text');
    if (!isList(pasted)) return;
    event.preventDefault();
    list.keep(pasted);
    router.push(paths.newRepos());
  }

  return (
    <form method="post" noValidate onSubmit={submit} className="flex flex-col gap-5">
      <Field
        label="Paste a Git URL"
        hint={
          <Forecast remote={recognized} sourceType={form.watch('sourceType')} onReplace={replaceRemote} />
        }
        error={errorOf('remoteUrl')}
      >
        {(control) => (
          <CodeInput
            type="text"
            inputMode="url"
            placeholder="https://github.com/example/my-web-app.git"
            className="font-mono text-sm"
            onPaste={takeList}
            {...control}
            {...register('remoteUrl', { onChange: (event) => fill(recognizeRemote(event.target.value)) })}
          />
        )}
      </Field>
      <Field label="Name" error={errorOf('name')}>
        {(control) => <Input autoComplete="off" {...control} {...register('name')} />}
      </Field>
      <Options unfold={branchKept} form={form} register={register} errorOf={errorOf} />
      <FieldError message={failure} />
      <div className="flex flex-wrap items-center gap-4">
        <Button type="submit" variant="primary" busy={busy || done}>
          Add repository
        </Button>
        <PageLink href={paths.newRepos()} className={`${linkStyle} rounded`}>
          Add several at once
        </PageLink>
      </div>
    </form>
  );
}

type OptionsProps = Pick<ReturnType<typeof useCallForm<NewRepo>>, 'form' | 'register' | 'errorOf'> & {
  /** A restored draft has a value in a folded field, which would be sent unseen. */
  unfold: boolean;
};

/** Options that few users need, folded. A submit unfolds them if one of them is wrong. */
function Options({ unfold, form, register, errorOf }: OptionsProps) {
  const [open, setOpen] = useState(false);
  const { submitCount } = form.formState;
  const wrong = Boolean(errorOf('defaultBranch') ?? errorOf('sourceType'));
  // biome-ignore lint/correctness/useExhaustiveDependencies: each submit must unfold
  useEffect(() => {
    if (wrong || unfold) setOpen(true);
  }, [wrong, unfold, submitCount]);
  return (
    <details open={open} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary className="w-fit rounded text-muted hover:text-text">Options</summary>
      <div className="mt-3 grid gap-4 sm:grid-cols-2">
        <Field
          label="Branch"
          hint="Left empty, the remote’s default branch is used."
          error={errorOf('defaultBranch')}
        >
          {(control) => <CodeInput {...control} {...register('defaultBranch', emptyIsNothing)} />}
        </Field>
        <Field label="Source" hint="Which host’s account to use." error={errorOf('sourceType')}>
          {(control) => (
            <Select {...control} {...register('sourceType')}>
              <option value="git_url">Git URL</option>
              <option value="github">GitHub</option>
              <option value="gitlab">GitLab</option>
            </Select>
          )}
        </Field>
      </div>
    </details>
  );
}
