import { redirect } from 'next/navigation';
import { currentViewer } from '@/domains/accounts/viewer';

export default async function SignInPage() {
  if (await currentViewer()) redirect('/');
  return <main>sign in</main>;
}
