import type { Caption } from '../caption';

export const captions: Caption[] = [
  {
    work: 'camera',
    title: 'My father’s rangefinder',
    description:
      'It still works, if you know which screw to press. The reflection in the lens is the window of my studio, and the window of the studio before.',
    altText:
      'A silver and black rangefinder camera with a large lens and a brown leather strap on a dark red table before an orange wall.',
    tags: ['camera', 'object', 'portrait of a thing', 'photography'],
  },
  {
    work: 'bicycle',
    title: 'Sunday, no plans',
    description:
      'A town bicycle, drawn from the side because that is how one looks at a bicycle one loves. Twenty-eight spokes a wheel.',
    altText:
      'A teal bicycle with brown saddle and a basket of flowers stands before a large red disc on a yellow ground.',
    tags: ['bicycle', 'object', 'summer', 'flowers'],
    licence: 'cc-by',
  },
  {
    work: 'reading-lamp',
    title: 'One more chapter',
    description:
      'The lamp is the only light in the room; everything else had to earn its brightness. Four books, three of them finished.',
    altText: 'A yellow desk lamp shines on a stack of four books and a steaming white cup in a dark blue room.',
    tags: ['lamp', 'books', 'night', 'interior', 'object'],
  },
  {
    work: 'dusk-lake',
    title: 'Last crossing',
    description: 'Lake Biwa, late September. He rowed across every evening at the same time, and I never learned why.',
    altText:
      'A figure rows a small boat over a lake at sunset; the sun sets between dark mountains and its light breaks on the violet water.',
    tags: ['lake', 'sunset', 'boat', 'evening', 'landscape'],
    licence: 'cc-by-nc',
  },
  {
    work: 'indigo',
    title: 'Tied and dipped nine times',
    description:
      'After a cloth in my aunt’s shop. The white rings are where the thread held the dye back; nothing is drawn there, it is only kept.',
    altText: 'Indigo blue cloth with rows of white rings and rayed circles, slightly uneven as in tie-dyeing.',
    tags: ['textile', 'indigo', 'pattern', 'craft', 'blue'],
  },
];
