/** A colour as 0xRRGGBB. */
export type Colour = number;

type Lab = readonly [number, number, number];

/** Reads `#rrggbb`. */
export function colour(hex: string): Colour {
  return Number.parseInt(hex.slice(1), 16);
}

const toLinear = (byte: number) => {
  const c = byte / 255;
  return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
};
const toByte = (linear: number) => {
  const c = linear <= 0.0031308 ? linear * 12.92 : 1.055 * Math.max(linear, 0) ** (1 / 2.4) - 0.055;
  return Math.max(0, Math.min(255, Math.round(c * 255)));
};

/** OKLab (Björn Ottosson, 2020): mixtures in it look even to the eye. */
function labOf(c: Colour): Lab {
  const r = toLinear((c >> 16) & 255);
  const g = toLinear((c >> 8) & 255);
  const b = toLinear(c & 255);
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function colourOf([L, a, b]: Lab): Colour {
  const l = (L + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (L - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (L - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return (
    (toByte(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s) << 16) |
    (toByte(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s) << 8) |
    toByte(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s)
  );
}

/** The colour `share` (0 to 1) of the way from one to the other. */
export function blend(from: Colour, to: Colour, share: number): Colour {
  const a = labOf(from);
  const b = labOf(to);
  const at = (i: 0 | 1 | 2) => a[i] + (b[i] - a[i]) * share;
  return colourOf([at(0), at(1), at(2)]);
}

/** Lighter (above 0) or darker (below 0) by OKLab lightness, -1 to 1. */
export function lighter(c: Colour, by: number): Colour {
  const [l, a, b] = labOf(c);
  return colourOf([Math.max(0, Math.min(1, l + by)), a, b]);
}

/** An even passage through the colours given: 0 is the first, 1 the last; beyond is clamped. Cheap, for every pixel. */
export function ramp(...stops: readonly Colour[]): (t: number) => Colour {
  const steps = 256;
  const table = Int32Array.from({ length: steps }, (_, i) => {
    const place = (i / (steps - 1)) * (stops.length - 1);
    const first = Math.min(Math.floor(place), stops.length - 2);
    return blend(stops[first] as Colour, stops[first + 1] as Colour, place - first);
  });
  return (t) => table[t <= 0 ? 0 : t >= 1 ? steps - 1 : (t * (steps - 1) + 0.5) | 0] as Colour;
}
