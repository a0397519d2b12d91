import { describeText, TextPage } from '@/app/[locale]/text-page';

export const generateMetadata = () => describeText('terms');

export default function TermsPage() {
  return <TextPage name="terms" />;
}
