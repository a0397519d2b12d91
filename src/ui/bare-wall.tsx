/** A nail, and the paler patch of wall where a picture hung. Decoration for screens that have nothing to show. */
export function BareWall() {
  return (
    <svg width="184" height="132" viewBox="0 0 184 132" aria-hidden="true" className="mb-8 block">
      <path className="fill-wall" d="M0 12h184v120H0z" />
      <path className="fill-none stroke-ink-2" strokeWidth="2" strokeLinecap="round" d="M92 3v9" />
      <circle className="fill-ink" cx="92" cy="3" r="3" />
    </svg>
  );
}
