/** A frame on its nail, with nothing in it. Decoration for screens that have nothing to show. */
export function EmptyFrame() {
  return (
    <svg width="168" height="132" viewBox="0 0 168 132" aria-hidden="true" className="mb-8 block fill-none">
      <path className="stroke-ink-2" strokeWidth="1.25" d="M52 32 84 6l32 26" />
      <circle className="fill-ink" cx="84" cy="5" r="3" />
      <path className="stroke-ink-2" strokeWidth="5" d="M4.5 34.5h159v95H4.5z" />
      <path className="fill-wall" d="M7 37h154v90H7z" />
    </svg>
  );
}
