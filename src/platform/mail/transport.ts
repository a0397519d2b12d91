import 'server-only';
import { createTransport, type Transporter } from 'nodemailer';
import { env } from '@/platform/env';

const connectTimeoutMs = 5_000;
const answerTimeoutMs = 10_000;

/** No sending takes longer than this, all steps together. */
export const sendTimeoutMs = 30_000;

/** What is handed to the SMTP server. Addresses and headers are checked before they come here. */
export type Envelope = {
  messageId: string;
  to: string;
  subject: string;
  text: string;
  html: string;
  headers: Record<string, string>;
};

/** A connection for one mail: a pool would hold sockets open in functions that are frozen between two requests. */
function connect(timeoutMs: number): Transporter {
  const url = new URL(env.SMTP_URL);
  return createTransport({
    url: env.SMTP_URL,
    // A password never travels in the clear; without one a relay next door may be plain.
    requireTLS: url.protocol === 'smtp:' && url.username !== '',
    connectionTimeout: Math.min(connectTimeoutMs, timeoutMs),
    greetingTimeout: Math.min(connectTimeoutMs, timeoutMs),
    socketTimeout: Math.min(answerTimeoutMs, timeoutMs),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

/** Hands over one mail. @throws Error of nodemailer (`responseCode` when the server answered), or after {@link sendTimeoutMs} */
export async function handOver({ to, ...mail }: Envelope): Promise<void> {
  const transport = connect(sendTimeoutMs);
  await inTime(transport, sendTimeoutMs, () =>
    transport.sendMail({ ...mail, from: env.MAIL_FROM, to: { name: '', address: to } }),
  );
}

/** Asks the SMTP server for a greeting (and to accept our password, where there is one). @throws Error when it does not within 2 s */
export async function probeMail(): Promise<void> {
  const transport = connect(2_000);
  await inTime(transport, 2_000, () => transport.verify());
}

async function inTime(transport: Transporter, timeoutMs: number, work: () => Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the mail server took too long')), timeoutMs);
  });
  try {
    await Promise.race([work(), late]);
  } finally {
    clearTimeout(timer);
    transport.close();
  }
}
