/** Our own drawings, on a board of 24, one stroke of 1.5. */
const drawings = {
  grid: 'M4 5h9v7H4zM15.5 5H20v7h-4.5zM4 14.5h5V19H4zM11.5 14.5H20V19h-8.5z',
  share: 'M12 15.5V4.5M7.5 9 12 4.5 16.5 9M4.5 15v4.5h15V15',
  person: 'M12 11.5a3.75 3.75 0 1 0 0-7.5 3.75 3.75 0 0 0 0 7.5ZM4.5 20c.6-3.8 3.6-5.7 7.5-5.7s6.9 1.9 7.5 5.7',
  home: 'M4.5 10.5 12 4.5l7.5 6V20h-5v-6h-5v6h-5z',
  close: 'M5.5 5.5l13 13M18.5 5.5l-13 13',
  check: 'M4.5 12.5l5 5 10-11',
  again: 'M19 12a7 7 0 1 1-2.1-5M17.5 3.5V7.5h-4',
  next: 'M9 5l7 7-7 7',
  previous: 'M15 5l-7 7 7 7',
  eye: 'M2.8 12C5 8 8.2 6 12 6s7 2 9.2 6c-2.2 4-5.4 6-9.2 6s-7-2-9.2-6ZM12 14.75a2.75 2.75 0 1 0 0-5.5 2.75 2.75 0 0 0 0 5.5Z',
  more: 'M5.5 12.75a.75.75 0 1 0 0-1.5.75.75 0 0 0 0 1.5ZM12 12.75a.75.75 0 1 0 0-1.5.75.75 0 0 0 0 1.5ZM18.5 12.75a.75.75 0 1 0 0-1.5.75.75 0 0 0 0 1.5Z',
  people:
    'M9 11.5a3.25 3.25 0 1 0 0-6.5 3.25 3.25 0 0 0 0 6.5ZM2.5 19c.5-3.3 3.1-5 6.5-5s6 1.7 6.5 5M15.5 5.3a3.25 3.25 0 0 1 0 6M17.5 14.4c2.2.7 3.6 2.2 4 4.6',
  feed: 'M4.5 5.5h5v5h-5zM13 6h6.5M13 10h4.5M4.5 13.5h5v5h-5zM13 14h6.5M13 18h4.5',
  heart: 'M12 20 4.6 12.5a4.7 4.7 0 0 1 0-6.6 4.6 4.6 0 0 1 6.5 0l.9.9.9-.9a4.6 4.6 0 0 1 6.5 0 4.7 4.7 0 0 1 0 6.6Z',
  bell: 'M12 4.25a5.5 5.5 0 0 0-5.5 5.5c0 4.5-1.75 5.75-1.75 6.75h14.5c0-1-1.75-2.25-1.75-6.75a5.5 5.5 0 0 0-5.5-5.5ZM10 19.25c.4.7 1.1 1.1 2 1.1s1.6-.4 2-1.1',
  lock: 'M6.5 11h11v8.5h-11zM8.75 11V8.25a3.25 3.25 0 0 1 6.5 0V11',
} as const;

export type IconName = keyof typeof drawings;

/** A drawing beside a word. Decoration: the word is what is read; a control without words carries its own `aria-label`. */
export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinejoin="round"
      strokeLinecap="round"
      aria-hidden="true"
      className="shrink-0"
    >
      <path d={drawings[name]} />
    </svg>
  );
}
