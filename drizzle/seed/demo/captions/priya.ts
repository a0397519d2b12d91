import type { Caption } from '../caption';

export const captions: Caption[] = [
  {
    work: 'ikat',
    title: 'The thread remembers',
    description:
      'In ikat the pattern is dyed into the yarn before it is woven, and every thread slips a little. I let each one slip by its own amount.',
    altText: 'Woven pattern of blurred diamonds in navy, red, yellow and cream, with the feathered edges of ikat.',
    tags: ['textile', 'ikat', 'pattern', 'weaving'],
    licence: 'cc-by',
  },
  {
    work: 'quilt',
    title: 'Thirty stars for a cold room',
    description:
      'Every patch is a different print, because no scrap box ever had two the same. The quilting stitches go over everything, diagonally, and hold it.',
    altText:
      'Patchwork quilt of thirty eight-pointed stars in red, blue, green, ochre and plum prints, with diagonal white stitching.',
    tags: ['textile', 'quilt', 'pattern', 'stars', 'craft'],
  },
  {
    work: 'kilim',
    title: 'Three eyes against bad luck',
    description:
      'Counted, not drawn: ninety units across, a hundred and thirteen down. The yarn changes a shade where one dye bath ended and the next began.',
    altText:
      'Flat-woven rug with three stepped diamonds in indigo, saffron and cream on a red field, a toothed border and fringes at both ends.',
    tags: ['textile', 'kilim', 'weaving', 'pattern', 'red'],
  },
  {
    work: 'phyllotaxis',
    title: 'One hundred and thirty-seven degrees',
    description:
      'Fifteen hundred seeds, each turned by the golden angle from the one before. The spirals you see are not in the rule. They are in you.',
    altText:
      'A sunflower head seen from the front: brown and orange seeds in spirals, pale gold petals around them, on dark green.',
    tags: ['generative', 'sunflower', 'spiral', 'botanical'],
    licence: 'cc-by-sa',
  },
  {
    work: 'sun-discs',
    title: 'Market day, five suns',
    description:
      'Rings cut in quarters and turned. Begun as a colour exercise for my students in Chennai; they told me where each one should go.',
    altText:
      'Five large discs of concentric rings cut into quarters of bright red, yellow, green, blue, violet and pink.',
    tags: ['abstract', 'circles', 'bright', 'colour'],
  },
  {
    work: 'watercolour-squares',
    title: 'Ninety-nine small weathers',
    description: 'One square a day for ninety-nine days, wet in wet. Warm and cold come and go in waves, as they did.',
    altText:
      'A grid of nine by eleven loose watercolour squares in ochres, reds, blues and greys, some with a darker dot.',
    tags: ['watercolour', 'abstract', 'grid', 'diary'],
    licence: 'cc-by-nc',
  },
];
