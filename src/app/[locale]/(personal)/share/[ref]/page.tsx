import { redirect } from 'next/navigation';
import { currentViewer } from '@/domains/accounts/viewer';

export default async function ShareProgressPage() {
  if (!(await currentViewer())) redirect('/sign-in?back=/share');
  return <main>share progress</main>;
}
