/** The place of something that is still coming, in its final size. `width` and `height` are CSS lengths. */
export function Skeleton({ width, height = '1em' }: { width: string; height?: string }) {
  return <span aria-hidden="true" className="skeleton" style={{ width, height }} />;
}

/** How far something is, 0 to 1; without `value` it runs and nobody knows how far. `label` is what is read out. */
export function Progress({ value, label }: { value?: number; label: string }) {
  return <progress className="bar" aria-label={label} max={1} value={value} />;
}
