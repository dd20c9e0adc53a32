import type { ReactNode } from 'react';
import { Logo } from '@/ui/Logo';
import { panelStyle } from '@/ui/styles';

/** A page for visitors who are not signed in: one card in the middle. */
export function AuthPage(props: { title: string; fact?: ReactNode; children: ReactNode; below?: ReactNode }) {
  return (
    <main className="mx-auto flex min-h-dvh max-w-sm flex-col justify-center gap-5 px-4 py-10">
      <div className="flex items-center gap-2.5 text-lg font-semibold">
        <Logo className="size-7 text-accent" />
        Heimdall
      </div>
      <div className={`${panelStyle} p-6`}>
        <h1 className="text-xl font-semibold">{props.title}</h1>
        {props.fact ? <div className="mt-1 text-muted">{props.fact}</div> : null}
        <div className="mt-5">{props.children}</div>
      </div>
      {props.below ? <div className="text-center text-sm text-muted">{props.below}</div> : null}
    </main>
  );
}
