import type { Mail } from './mailbox';

/** Characters that would be markup, as text. */
function plain(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

function frame(title: string, head: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${plain(title)}</title>
<link rel="stylesheet" href="/style.css">
${head}
</head>
<body>
${body}
</body>
</html>
`;
}

/** The list, newest first; it looks again every five seconds without a script. */
export function listPage(mails: readonly Mail[]): string {
  const rows = mails.map(
    (mail) => `<li><a href="/m/${mail.id}">
<span class="who">${plain(mail.to)}</span>
<span class="what">${plain(mail.subject) || '(no subject)'}</span>
<time datetime="${plain(mail.at)}">${plain(mail.at.slice(0, 16).replace('T', ' '))} UTC</time>
</a></li>`,
  );
  const list = rows.length > 0 ? `<ol>\n${rows.join('\n')}\n</ol>` : '<p class="empty">No mail yet.</p>';
  const body = `<header><h1>Mail</h1><p>What the site has sent on this machine. Nothing leaves it.</p></header>\n<main>${list}</main>`;
  return frame(`Mail (${mails.length})`, '<meta http-equiv="refresh" content="5">', body);
}

/** One mail: its envelope, its text, and its HTML in a frame in which nothing can run. */
export function mailPage(mail: Mail): string {
  const html = mail.html
    ? `<iframe title="The mail as HTML" src="/m/${mail.id}/html" sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>`
    : '';
  const body = `<header><p><a href="/">All mail</a></p><h1>${plain(mail.subject) || '(no subject)'}</h1></header>
<main>
<dl>
<dt>From</dt><dd>${plain(mail.from)}</dd>
<dt>To</dt><dd>${plain(mail.to)}</dd>
<dt>At</dt><dd><time datetime="${plain(mail.at)}">${plain(mail.at)}</time></dd>
<dt>Message-ID</dt><dd><code>${plain(mail.messageId)}</code></dd>
</dl>
${html}
<h2>Text</h2>
<pre>${plain(mail.text)}</pre>
</main>`;
  return frame(mail.subject, '', body);
}

/** Links of a mail open in a window of their own, not in the frame. */
export function mailHtml(mail: Mail): string {
  const base = '<base target="_blank">';
  return /<head>/i.test(mail.html) ? mail.html.replace(/<head>/i, `$&${base}`) : base + mail.html;
}

export const style = `:root{color-scheme:light dark;--paper:#fdfdfb;--wall:#f1f0ec;--ink:#191815;--ink-2:#4f4c46;--line:#dfdcd5;--accent:#12309e}
@media (prefers-color-scheme:dark){:root{--paper:#131211;--wall:#1e1d1b;--ink:#f3f1ec;--ink-2:#bcb8b0;--line:#383632;--accent:#b4c3ff}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:56rem;padding:2rem 1rem 4rem;background:var(--paper);color:var(--ink);font:1rem/1.5 system-ui,sans-serif}
h1{margin:0;font-size:1.75rem;line-height:1.2;overflow-wrap:anywhere}
h2{margin:2rem 0 .5rem;font-size:1.0625rem}
header{margin-bottom:1.5rem}
header p{margin:.25rem 0;color:var(--ink-2)}
a{color:var(--accent)}
ol{margin:0;padding:0;list-style:none;border-top:1px solid var(--line)}
li{border-bottom:1px solid var(--line)}
li a{display:grid;grid-template-columns:16rem 1fr auto;gap:.25rem 1rem;padding:.75rem .5rem;color:inherit;text-decoration:none}
li a:hover,li a:focus-visible{background:var(--wall)}
.who,.what{overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.what{font-weight:600}
.who,time,.empty{color:var(--ink-2)}
time{font-variant-numeric:tabular-nums}
dl{display:grid;grid-template-columns:auto 1fr;gap:.25rem 1rem;margin:0 0 1.5rem}
dt{color:var(--ink-2)}
dd{margin:0;overflow-wrap:anywhere}
iframe{width:100%;height:36rem;border:1px solid var(--line);border-radius:.25rem;background:#fff}
pre{margin:0;padding:1rem;overflow-wrap:anywhere;white-space:pre-wrap;background:var(--wall);border-radius:.25rem;font:.9375rem/1.5 ui-monospace,monospace}
@media (max-width:40rem){li a{grid-template-columns:1fr auto}.what{grid-column:1/-1}}
`;
