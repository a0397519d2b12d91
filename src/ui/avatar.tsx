/** A stable number from a handle (FNV-1a, 32 bits): the same handle looks the same everywhere, without keeping anything. */
function numberOf(words: string): number {
  let hash = 0x811c9dc5;
  for (const character of words) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return hash >>> 0;
}

/** A quarter disc in each of its four turns, on a tile 16 wide. */
const turns = [
  'M0 0h16a16 16 0 0 1-16 16z',
  'M16 0v16A16 16 0 0 1 0 0z',
  'M16 16H0A16 16 0 0 1 16 0z',
  'M0 16V0a16 16 0 0 1 16 16z',
];

/** Grounds and inks that were chosen to go together; each pair is seen well on light and dark paper. */
const pairs = [
  ['#f2c14e', '#23395b'],
  ['#e4572e', '#fbe9d7'],
  ['#2e5eaa', '#f5d7c3'],
  ['#7a9e7e', '#26352b'],
  ['#d8a7b1', '#5b1a2e'],
  ['#3d6b70', '#f1dca7'],
  ['#b9c6e4', '#2b2f6b'],
  ['#8c4a2f', '#f0cfa0'],
] as const;

/** What a handle looks like: a ground, an ink, and how the quarter disc lies in each of four tiles. Pure; the case does not matter. */
export function patternOf(handle: string) {
  const seed = numberOf(handle.toLowerCase());
  const [ground, ink] = pairs[seed % pairs.length] ?? pairs[0];
  return { ground, ink, tiles: [0, 1, 2, 3].map((tile) => turns[(seed >>> (8 + tile * 5)) % turns.length] ?? '') };
}

/** Addresses of a photo cut to a square, 80 pixels wide and, for larger places, 180. */
type Photo = { small: string; large?: string };

/** Faces up to this size stand in rows and lists, many of them out of sight. */
const smallFace = 40;

/**
 * A member's face: the photo, or a small composition drawn from the handle. Decoration: the name stands beside it. `size` is its width in pixels; its place
 * is kept before anything has come.
 */
export function Avatar({ handle, photo, size = 32 }: { handle: string; photo?: Photo | null; size?: number }) {
  return photo ? <Portrait photo={photo} size={size} /> : <Drawn handle={handle} size={size} />;
}

function Portrait({ photo: { small, large }, size }: { photo: Photo; size: number }) {
  return (
    <img
      src={large ?? small}
      srcSet={large && `${small} 80w, ${large} 180w`}
      sizes={large && `${size}px`}
      width={size}
      height={size}
      alt=""
      loading={size > smallFace ? 'eager' : 'lazy'}
      decoding="async"
      className="aspect-square shrink-0 rounded-full bg-wall object-cover"
    />
  );
}

function Drawn({ handle, size }: { handle: string; size: number }) {
  const { ground, ink, tiles: board } = patternOf(handle);
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 32 32"
      aria-hidden="true"
      className="shrink-0 overflow-hidden rounded-full"
    >
      <path fill={ground} d="M0 0h32v32H0z" />
      {board.map((d, quarter) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: four fixed quarters, which never move
        <path key={quarter} fill={ink} d={d} transform={`translate(${(quarter % 2) * 16} ${quarter > 1 ? 16 : 0})`} />
      ))}
    </svg>
  );
}
