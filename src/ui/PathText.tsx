import { Fragment } from 'react';

/** A path in code type. Too long for its line, it breaks after a folder. */
export function PathText({ text }: { text: string }) {
  return (
    <code className="min-w-0 font-mono text-sm">
      {text.split('/').map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a part is identified by its position in the path
        <Fragment key={index}>
          {index === 0 ? null : (
            <>
              /<wbr />
            </>
          )}
          {part}
        </Fragment>
      ))}
    </code>
  );
}
