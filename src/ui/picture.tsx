import type { CSSProperties, ReactNode } from 'react';
import { classes } from '@/ui/classes';

type Sources = readonly { type: string; srcSet: string }[];

/** What is needed to show a picture whole: its size in pixels, colour (`#rrggbb`), blur (a `data:` address) and files, best format first. */
export type Shown = {
  width: number;
  height: number;
  colour: string;
  blur: string;
  sources: Sources;
  fallback: { src: string };
};

/** How wide a picture is for its height, to four digits: what the rows are built of. */
function ratioOf({ width, height }: { width: number; height: number }): number {
  return Math.round((width / height) * 10_000) / 10_000;
}

/** CSS variables for the stylesheet; only numbers, a colour and our own `data:` address ever get in. */
function frame(picture: Shown): CSSProperties & Record<`--${string}`, string | number> {
  return {
    '--ratio': ratioOf(picture),
    '--widest': `${picture.width}px`,
    '--colour': picture.colour,
    '--blur': `url("${picture.blur}")`,
  };
}

/**
 * A picture in a box of its own shape: colour, then blur, then the picture; nothing moves.
 * `sizes` tells the browser how wide it will be. `isEager`: it stands above the fold. `isFirst`: it is the one picture the screen is about, and
 * is fetched before all else.
 */
export function Picture(props: { picture: Shown; alt: string; sizes: string; isEager?: boolean; isFirst?: boolean }) {
  const { picture, alt, sizes, isFirst } = props;
  return (
    <picture className="picture" style={frame(picture)}>
      {picture.sources.map(({ type, srcSet }) => (
        <source key={type} type={type} srcSet={srcSet} sizes={sizes} />
      ))}
      <img
        src={picture.fallback.src}
        alt={alt}
        width={picture.width}
        height={picture.height}
        loading={isFirst || props.isEager ? 'eager' : 'lazy'}
        fetchPriority={isFirst ? 'high' : undefined}
        decoding={isFirst ? 'sync' : 'async'}
      />
    </picture>
  );
}

/** Rows of pictures that keep each one's shape. Give it {@link Hung}s. `label` names the list for those who hear it. */
export function PictureWall({ children, label }: { children: ReactNode; label: string }) {
  return (
    // Safari drops the meaning of a list without bullets; the role gives it back.
    // biome-ignore lint/a11y/noRedundantRoles: see above
    <ul role="list" aria-label={label} className="picture-wall">
      {children}
    </ul>
  );
}

/**
 * The row's height at the widest layout is 256 px and rows are stretched by up to a half: what the browser should expect. On a phone two upright ones share a
 * row, unless there are too few.
 */
function wallSizes(ratio: number, isAmongFew: boolean): string {
  const onPhones = ratio > 1.1 || isAmongFew ? 100 : 55;
  return `(width >= 64rem) ${Math.round(ratio * 320)}px, (width >= 48rem) ${Math.round(ratio * 250)}px, ${onPhones}vw`;
}

/**
 * One picture on the wall: the whole of it is one link. `children` are the lines of its label.
 * `link` draws the link around what it is given, so that this floor knows no router.
 */
export function Hung(props: {
  picture: Shown;
  alt: string;
  isEager?: boolean;
  /** There are too few on the wall to fill a row. */
  isAmongFew?: boolean;
  /** Whose it is, by handle: the card can be blanked for those who do not want to see them. */
  by?: string;
  children: ReactNode;
  link: (inside: ReactNode, className: string) => ReactNode;
}) {
  const { picture, alt, isEager } = props;
  const ratio = ratioOf(picture);
  return (
    <li style={{ '--ratio': ratio } as CSSProperties} data-by={props.by}>
      {props.link(
        <>
          <Picture picture={picture} alt={alt} sizes={wallSizes(ratio, props.isAmongFew ?? false)} isEager={isEager} />
          <span className="picture-label">{props.children}</span>
        </>,
        'picture-card',
      )}
    </li>
  );
}

/** Whether a picture is so wide that its page gives it the whole width, with its label below instead of beside it. */
export const isPanorama = (picture: { width: number; height: number }) => ratioOf(picture) > 2;

/** A picture on its own ground, as large as the window allows. */
export function Stage({ picture, alt }: { picture: Shown; alt: string }) {
  const isWide = isPanorama(picture);
  const room = isWide ? '6rem' : '29rem';
  return (
    <div className={classes('picture-stage', isWide && 'is-wide')}>
      <div className="picture-room">
        <Picture picture={picture} alt={alt} sizes={`(width >= 64rem) calc(100vw - ${room}), 100vw`} isFirst />
      </div>
    </div>
  );
}
