import { clsx } from 'clsx';

type SelectBoxProps = {
  label: string;
  /** The place and size of what can be touched, which is larger than the box. */
  className: string;
  /** Whether the label is visible. */
  labelled?: boolean;
  checked: boolean;
  /** Called with whether the rows from the last chosen one on are meant, too. */
  onSelect: (asRange: boolean) => void;
};

/** The box that selects a row of a list, or all. With Shift, it selects a range. */
export function SelectBox({ label, className, labelled = false, checked, onSelect }: SelectBoxProps) {
  return (
    <label className={clsx('flex items-center select-none', className)}>
      <input
        type="checkbox"
        className="size-4 accent-accent"
        checked={checked}
        onChange={({ nativeEvent }) => onSelect(nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)}
      />
      <span className={labelled ? undefined : 'sr-only'}>{label}</span>
    </label>
  );
}
