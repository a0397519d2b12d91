import { describeText, TextPage } from '@/app/[locale]/text-page';

export const generateMetadata = () => describeText('imprint');

export default function ImprintPage() {
  return <TextPage name="imprint" />;
}
