/** How far something is, 0 to 1; without `value` it runs and nobody knows how far. `label` is what is read out. */
export function Progress({ value, label }: { value?: number; label: string }) {
  return <progress className="bar" aria-label={label} max={1} value={value} />;
}
