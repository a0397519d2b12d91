import localFont from 'next/font/local';

/** The one typeface of the site: Latin only, variable weight, preloaded, its fallback sized alike so that no line moves when it comes. */
export const sans = localFont({
  src: '../../node_modules/@fontsource-variable/hanken-grotesk/files/hanken-grotesk-latin-wght-normal.woff2',
  weight: '100 900',
  variable: '--font-sans',
  display: 'swap',
  adjustFontFallback: 'Arial',
});
