import type { Caption } from '../caption';

export const captions: Caption[] = [
  {
    work: 'folded-light',
    title: 'Curtain call',
    description:
      'Thirteen sheets of paper, one lamp with an orange filter, one with a blue. Then the same again without paper or lamps.',
    altText: 'Tall folded planes lit orange from one side and blue from the other, meeting in deep shadow.',
    tags: ['abstract', 'light', 'paper', 'theatre'],
  },
  {
    work: 'silk-whirl',
    title: 'Three currents and an argument',
    description:
      'The lines turn around three points, two of which disagree. Drawn on dark ground so that the thread can shine.',
    altText:
      'Thousands of fine coloured lines swirl around three centres on a dark violet ground, turning from orange to blue.',
    tags: ['generative', 'lines', 'swirl', 'colour'],
    licence: 'cc-by',
  },
  {
    work: 'leaded-glass',
    title: 'East window, early',
    description:
      'For the chapel in my home town, which has plain glass and no money. Lead first, then the sun behind it, then every pane a shade further from the sun.',
    altText:
      'Stained glass of irregular panes between dark lead lines, glowing from pale yellow at the centre through orange, red and violet to deep blue at the edges.',
    tags: ['glass', 'light', 'colour', 'abstract'],
  },
  {
    work: 'packed-pebbles',
    title: 'Everything has its place',
    description:
      'Circles laid where there was room, largest first, until there was none. A button box, a rock pool, a full market square: people see what they need.',
    altText:
      'Hundreds of circles of all sizes packed on sand-coloured paper, decorated with rings, stars, dots and stripes in green, orange, red and plum.',
    tags: ['generative', 'circles', 'pattern', 'playful'],
    licence: 'cc0',
  },
  {
    work: 'dawn-ridges',
    title: 'Seven ridges before the bus',
    description:
      'From the pass above Ustrzyki, ten past five. Each ridge is a little paler because there is a little more air before it.',
    altText:
      'Panorama of seven mountain ridges fading from navy to lilac towards a low pale sun at dawn; a few birds in the sky.',
    tags: ['mountains', 'dawn', 'landscape', 'panorama', 'mist'],
    licence: 'cc-by-sa',
  },
  {
    work: 'autumn-valley',
    title: 'The second week of October',
    description:
      'There are about four days when the beeches and the maples agree. The river has seen it before and goes on.',
    altText:
      'A valley full of round trees in yellow, orange, red and brown; a blue river winds through them towards pale mountains under a hazy sun.',
    tags: ['autumn', 'forest', 'river', 'landscape'],
  },
];
