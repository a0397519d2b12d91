/** A visitor without JavaScript: cookies, forms and redirects by hand, so that every status and header can be looked at. */
export type Visitor = {
  get: (path: string, headers?: Record<string, string>) => Promise<Answer>;
  /** Sends a form of a page as a browser without JavaScript would: with the page's hidden fields (unless given), its Origin and Referer. */
  submit: (path: string, field: string, values: Values) => Promise<Answer>;
  /** The same in two steps: reads the form once, and sends it as often as wanted. */
  form: (path: string, field: string) => Promise<(values: Values, headers?: Record<string, string>) => Promise<Answer>>;
  send: (path: string, init: RequestInit) => Promise<Answer>;
  cookies: Map<string, string>;
};

type Values = Record<string, string | Blob>;

export type Answer = { status: number; headers: Headers; body: string };

/** The form of a page that has a field of this name: its address, and the hidden fields with their values. */
export function formWith(html: string, field: string): { action: string; hidden: [name: string, value: string][] } {
  for (const [form, attributes] of html.matchAll(/<form\b([^>]*)>[\s\S]*?<\/form>/g)) {
    if (!new RegExp(`name="${field}"`).test(form)) continue;
    const hidden = [...form.matchAll(/<input\b[^>]*type="hidden"[^>]*>/g)].map(([input]): [string, string] => [
      attribute(input, 'name'),
      attribute(input, 'value'),
    ]);
    return { action: attribute(attributes ?? '', 'action'), hidden };
  }
  throw new Error(`The page has no form with the field ${field}.`);
}

const attribute = (tag: string, name: string) => unescaped(new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '');

/** Words as they stood before they were written into a page. */
export function unescaped(html: string): string {
  return html
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

/** Somebody new at the door of a copy. `always`: headers of every request, such as those of a proxy in front. */
export function aVisitor(origin: string, always: Record<string, string> = {}): Visitor {
  const cookies = new Map<string, string>();

  async function send(path: string, init: RequestInit): Promise<Answer> {
    const headers = new Headers(init.headers);
    for (const [name, value] of Object.entries(always)) if (!headers.has(name)) headers.set(name, value);
    if (cookies.size > 0) headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    const response = await fetch(origin + path, {
      ...init,
      headers,
      redirect: 'manual',
      signal: AbortSignal.timeout(20_000),
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (/max-age=0|expires=thu, 01 jan 1970/i.test(line)) cookies.delete(name);
      else cookies.set(name, value);
    }
    // React parts neighbouring words by empty comments, which nobody sees.
    const body = (await response.text()).replaceAll('<!-- -->', '');
    return { status: response.status, headers: response.headers, body };
  }

  const get = (path: string, headers: Record<string, string> = {}) => send(path, { headers });

  async function form(path: string, field: string) {
    const { action, hidden } = formWith((await get(path)).body, field);
    return (values: Values, headers: Record<string, string> = {}) => {
      const body = new FormData();
      for (const [name, value] of hidden) if (!(name in values)) body.append(name, value);
      for (const [name, value] of Object.entries(values)) body.append(name, value);
      return send(action || path, { method: 'POST', body, headers: { origin, referer: origin + path, ...headers } });
    };
  }

  const submit = async (path: string, field: string, values: Values) => (await form(path, field))(values);

  return { get, submit, form, send, cookies };
}
