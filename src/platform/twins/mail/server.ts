import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isSameSecret } from '../secret';
import { type Behaviour, behaviourSchema } from './behaviour';
import { Mailbox } from './mailbox';
import { listPage, mailHtml, mailPage, style } from './page';
import { startSmtp } from './smtp';

export type MailOptions = {
  dataDir: string;
  /** 0: any free port. */
  smtpPort: number;
  pagePort: number;
  /** Bearer of `POST /behaviour`. */
  token: string;
};

/** Starts the SMTP server and its page, both on the loopback. */
export async function startMail(
  options: MailOptions,
): Promise<{ smtpUrl: string; pageUrl: string; stop: () => Promise<void> }> {
  const mailbox = await Mailbox.open(options.dataDir);
  let behaviour: Behaviour = { mode: 'accept' };
  const smtp = await startSmtp(options.smtpPort, mailbox, () => behaviour);
  const server = createServer((request, response) => {
    const change = (next: Behaviour) => {
      behaviour = next;
    };
    answer({ mailbox, token: options.token, change }, request, response).catch((error: unknown) => {
      console.error(error);
      response.destroy();
    });
  });
  server.listen(options.pagePort, '127.0.0.1');
  await once(server, 'listening');
  return {
    smtpUrl: `smtp://127.0.0.1:${smtp.port}`,
    pageUrl: `http://localhost:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      server.close();
      server.closeAllConnections();
      await smtp.stop();
      await mailbox.close();
    },
  };
}

type Twin = { mailbox: Mailbox; token: string; change: (behaviour: Behaviour) => void };

const pagePolicy =
  "default-src 'none'; style-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const mailPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data: http://localhost:*; sandbox allow-popups allow-popups-to-escape-sandbox; frame-ancestors 'self'";

async function answer(twin: Twin, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const send = (status: number, type: string, body: string, policy = pagePolicy) => {
    response.writeHead(status, {
      'content-type': `${type}; charset=utf-8`,
      'content-security-policy': policy,
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    });
    response.end(request.method === 'HEAD' ? undefined : body);
  };
  const no = (status: number, message: string) => send(status, 'application/json', JSON.stringify({ error: message }));
  // Mails hold codes that open accounts: a foreign name that resolves to this machine must not read them out of a browser.
  if (!/^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(request.headers.host ?? ''))
    return no(421, 'ask for localhost');
  const path = request.url ?? '/';
  if (path === '/behaviour') {
    const [status, said] = await behave(twin, request);
    return send(status, 'application/json', JSON.stringify(said));
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') return no(405, 'the method is not known here');
  if (path === '/') return send(200, 'text/html', listPage(twin.mailbox.newestFirst()));
  if (path === '/style.css') return send(200, 'text/css', style);
  if (path === '/messages.json') return send(200, 'application/json', JSON.stringify(twin.mailbox.newestFirst()));
  const [, id, html] = /^\/m\/(\d{1,12})(\/html)?$/.exec(path) ?? [];
  const mail = id ? twin.mailbox.find(Number(id)) : null;
  if (!mail) return no(404, 'there is no such mail');
  return html ? send(200, 'text/html', mailHtml(mail), mailPolicy) : send(200, 'text/html', mailPage(mail));
}

/** `POST /behaviour`: how the next mails are met. */
async function behave(twin: Twin, request: IncomingMessage): Promise<[status: number, said: unknown]> {
  if (request.method !== 'POST') return [405, { error: 'the method is not known here' }];
  if (!isSameSecret(request.headers.authorization ?? '', `Bearer ${twin.token}`)) {
    return [401, { error: 'the token is wrong' }];
  }
  const given = behaviourSchema.safeParse(await readJson(request));
  if (!given.success) return [400, { error: 'there is no such behaviour' }];
  twin.change(given.data);
  return [200, given.data];
}

const jsonMaxBytes = 1_024;

/** A small JSON body, or undefined when it is too large or none. */
async function readJson(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    text += String(chunk);
    if (text.length > jsonMaxBytes) return undefined;
  }
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
