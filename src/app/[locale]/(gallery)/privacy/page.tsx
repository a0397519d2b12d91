import { describeText, TextPage } from '@/app/[locale]/text-page';

export const generateMetadata = () => describeText('privacy');

export default function PrivacyPage() {
  return <TextPage name="privacy" />;
}
