import { expect } from '@playwright/test';
import { mailOrigin } from './places';

/** One mail as the mail page lists it. */
export type Mail = { to: string; subject: string; text: string; html: string; messageId: string; at: string };

async function mails(): Promise<Mail[]> {
  const response = await fetch(`${mailOrigin()}/messages.json`);
  return (await response.json()) as Mail[];
}

/** Waits until a mail holds these words, and gives it back. */
export async function mailSaying(text: string): Promise<Mail> {
  const find = async () => (await mails()).find((mail) => mail.text.includes(text) || mail.subject.includes(text));
  await expect.poll(find, { message: `a mail that says “${text}”`, timeout: 30_000 }).toBeTruthy();
  return (await find()) as Mail;
}

/** Waits until a mail with a code of six digits reached this address after `since`, and gives back the code. */
export async function codeSentTo(address: string, since: number): Promise<string> {
  const find = async () => {
    const mail = (await mails()).find(({ to, at }) => to.includes(address) && Date.parse(at) >= since);
    return /\b\d{6}\b/.exec(mail?.text ?? '')?.[0];
  };
  await expect.poll(find, { message: `a code for ${address}`, timeout: 30_000 }).toBeTruthy();
  return (await find()) as string;
}
