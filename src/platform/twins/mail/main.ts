/**
 * The mail twin as a process.
 *
 * SMTP_PORT       where the site sends its mail, on 127.0.0.1 (SMTP_URL=smtp://127.0.0.1:<SMTP_PORT>)
 * MAIL_PAGE_PORT  where people read it
 * MAIL_DATA_DIR   its folder
 * MAIL_TOKEN      bearer of POST /behaviour
 */
import { required, requiredPort, serveAsChild } from '../child';
import { startMail } from './server';

const mail = await startMail({
  dataDir: required('MAIL_DATA_DIR'),
  smtpPort: requiredPort('SMTP_PORT'),
  pagePort: requiredPort('MAIL_PAGE_PORT'),
  token: required('MAIL_TOKEN'),
});
serveAsChild(mail.stop);
