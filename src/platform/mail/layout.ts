/** What a mail says; every word comes from the caller, in the reader's language. */
export type Letter = {
  locale: string;
  /** The site's name, and its address without a slash at the end. */
  site: { name: string; url: string };
  title: string;
  paragraphs: readonly string[];
  /** A few characters to be typed elsewhere: large, and apart from the words, so that they are easily read and copied. */
  code?: string | undefined;
  /** Pictures with what stands under them, each a link; the width and height are its own. `src` and `url` are absolute. */
  pictures?: readonly LetterPicture[] | undefined;
  /** What the reader can do now; `url` is absolute. */
  action?: { label: string; url: string } | undefined;
  /** Why the reader gets this, in small print. */
  footer: string;
  /** The way to get no more of these; `url` is absolute. */
  leave?: { label: string; url: string } | undefined;
};

export type LetterPicture = {
  src: string;
  width: number;
  height: number;
  alt: string;
  caption: string;
  url: string;
};

/**
 * The frame of every mail of the house, as text and as HTML: one column, the site's name, the words, one button. It loads nothing from anywhere
 * but the pictures it is given, reads well without them and without its styles, and follows the reader's light or dark.
 * @throws TypeError when an address is neither http nor https
 */
export function layOut(letter: Letter): { text: string; html: string } {
  return { text: asText(letter), html: asHtml(letter) };
}

function asText({ site, title, paragraphs, code, pictures = [], action, footer, leave }: Letter): string {
  const parts = [title, ...(code ? [code] : []), ...paragraphs];
  // Who cannot load a picture reads what is on it.
  for (const { caption, alt, url } of pictures) parts.push([caption, ...(alt ? [alt] : []), address(url)].join('\n'));
  if (action) parts.push(`${action.label}:\n${address(action.url)}`);
  const end = leave ? `${footer}\n${leave.label}: ${address(leave.url)}` : footer;
  parts.push(`-- \n${end}\n${site.name} · ${address(site.url)}`);
  return `${parts.join('\n\n')}\n`;
}

const palette = `:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (prefers-color-scheme:dark){
.paper{background:#131211!important}
.ink{color:#f3f1ec!important}
.quiet{color:#bcb8b0!important}
.line{border-color:#383632!important}
.button{background:#b4c3ff!important;color:#10152b!important}
}`;

/** In pixels. */
const columnWidth = 560;

const font =
  "font-family:-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,'PingFang SC','Microsoft YaHei',sans-serif";

function asHtml({ locale, site, title, paragraphs, code, pictures = [], action, footer, leave }: Letter): string {
  const words = paragraphs.map((text) => `<p class="ink" style="margin:0 0 16px;color:#191815">${escaped(text)}</p>`);
  const digits = code
    ? `<p class="ink" style="margin:0 0 16px;font-size:34px;line-height:1.3;letter-spacing:.12em;font-weight:600;font-variant-numeric:tabular-nums;color:#191815">${escaped(code)}</p>`
    : '';
  const button = action
    ? `<p style="margin:24px 0"><a class="button" href="${escaped(address(action.url))}" style="display:inline-block;padding:12px 20px;border-radius:6px;background:#12309e;color:#ffffff;font-weight:600;text-decoration:none">${escaped(action.label)}</a></p>`
    : '';
  return `<!doctype html>
<html lang="${escaped(locale)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>${escaped(title)}</title>
<style>${palette}</style>
</head>
<body class="paper" style="margin:0;background:#fdfdfb;${font};font-size:16px;line-height:1.5">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td align="center" style="padding:32px 20px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:${columnWidth}px"><tr><td align="left">
<p class="quiet line" style="margin:0 0 32px;padding:0 0 16px;border-bottom:1px solid #dfdcd5;color:#4f4c46">${escaped(site.name)}</p>
<h1 class="ink" style="margin:0 0 16px;font-size:28px;line-height:1.2;color:#191815">${escaped(title)}</h1>
${digits}
${words.join('\n')}
${pictures.map(asFigure).join('\n')}
${button}
<p class="quiet line" style="margin:32px 0 0;padding:16px 0 0;border-top:1px solid #dfdcd5;font-size:13px;color:#4f4c46">${escaped(footer)}<br>${leave ? quietLink(leave.label, leave.url) : ''}<a class="quiet" href="${escaped(address(site.url))}" style="color:#4f4c46">${escaped(site.url)}</a></p>
</td></tr></table>
</td></tr></table>
</body>
</html>
`;
}

/** A picture as wide as the column, with its words below; mail programs that load none show what is on it. */
function asFigure({ src, width, height, alt, caption, url }: LetterPicture): string {
  const shown = Math.min(width, columnWidth);
  return `<p style="margin:24px 0"><a class="ink" href="${escaped(address(url))}" style="color:#191815"><img src="${escaped(address(src))}" alt="${escaped(alt)}" width="${shown}" height="${Math.round((height * shown) / width)}" style="display:block;max-width:100%;height:auto;margin:0 0 8px;border:0">${escaped(caption)}</a></p>`;
}

const quietLink = (label: string, url: string) =>
  `<a class="quiet" href="${escaped(address(url))}" style="color:#4f4c46">${escaped(label)}</a><br>`;

/** An address as it may stand in a link: http or https, nothing that runs. */
function address(url: string): string {
  const { protocol } = new URL(url);
  if (protocol !== 'https:' && protocol !== 'http:') throw new TypeError('a mail links to http and https only');
  return url;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
