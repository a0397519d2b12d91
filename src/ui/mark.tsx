/** The house's mark: a picture in its frame, as in `public/favicon.svg`. Decoration: the name stands beside it. */
export function Mark({ size = 22 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="3 3 26 26" aria-hidden="true" className="shrink-0">
      <path className="fill-ink" fillRule="evenodd" d="M3 3h26v26H3zM6 6v20h20V6z" />
      <path className="fill-accent" d="M10 10h12v12H10z" />
    </svg>
  );
}
