/** Heimdall's logo: the bridge, and the watchman under its arch. */
export function Logo({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" className={className} fill="none" strokeLinecap="round">
      <path d="M4 24a12 12 0 0 1 24 0" stroke="currentColor" strokeWidth="3.5" />
      <path d="M10.5 24a5.5 5.5 0 0 1 11 0" stroke="currentColor" strokeWidth="2.5" opacity="0.55" />
      <circle cx="16" cy="24" r="2.25" fill="currentColor" />
    </svg>
  );
}
