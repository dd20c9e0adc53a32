import { useRef } from 'react';
import { Button } from './Button';

type FileButtonProps = {
  /** What the files are, for screen readers. */
  label: string;
  /** File name extensions and media types, as in HTML. */
  accept: string;
  onFiles: (files: File[]) => void;
};

/** The main button of a form, by which a user chooses a file. */
export function FileButton({ label, accept, onFiles }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button variant="primary" onClick={() => input.current?.click()}>
        Choose a file
      </Button>
      <input
        ref={input}
        type="file"
        accept={accept}
        aria-label={label}
        className="hidden"
        onChange={({ target }) => {
          onFiles([...(target.files ?? [])]);
          // The same file can be chosen again after it was mended.
          target.value = '';
        }}
      />
    </>
  );
}
