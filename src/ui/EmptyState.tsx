import type { ReactNode } from 'react';

/** Shown in place of an empty list: why it is empty, and what to do about it. */
export function EmptyState(props: {
  icon: ReactNode;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="flex flex-col items-center gap-2 px-4 py-12 text-center">
      <div aria-hidden className="text-muted [&_svg]:size-8 [&_svg]:stroke-[1.25]">
        {props.icon}
      </div>
      <h2 className="text-lg font-semibold">{props.title}</h2>
      {props.children ? <div className="max-w-md text-muted">{props.children}</div> : null}
      {props.action ? <div className="mt-2">{props.action}</div> : null}
    </div>
  );
}
