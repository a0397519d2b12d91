import type { Caption } from '../caption';

export const captions: Caption[] = [
  {
    work: 'quiet-bottles',
    title: 'Quiet company',
    description:
      'Six vessels and one small fruit that nobody ordered. I moved the jug eleven times. Greys mixed from blue and burnt sienna, no black at all.',
    altText:
      'Bottles, a flask, a jug, a beaker and a cup in muted white, blue-grey, terracotta and green stand close together on a beige table; one small yellow fruit in front.',
    tags: ['still life', 'ceramics', 'quiet', 'muted'],
    licence: 'cc-by-nc',
  },
  {
    work: 'arches-and-moon',
    title: 'Two gates',
    description: 'Colour study for a screen print, five inks. The small gate is the same gate, later.',
    altText:
      'Two nested arches in terracotta, cream and dark green stand on a green ground under an ochre disc; a small bowl shape mirrors them below.',
    tags: ['abstract', 'arches', 'screen print', 'warm'],
  },
  {
    work: 'balancing-stones',
    title: 'Before it falls',
    description:
      'Found on the beach at Rügen, balanced for about a minute, drawn for about a week. The red sun is an invention; the smallest stone is not.',
    altText: 'Six smooth stones of different colours balanced on each other in front of a large coral disc.',
    tags: ['abstract', 'stones', 'balance', 'sun'],
  },
  {
    work: 'quarter-tiles',
    title: 'Forty-two tiles',
    description:
      'One rule: every tile may hold a quarter circle, a half, a dot or a diagonal. The rest is a matter of turning them until the eye has somewhere to walk.',
    altText:
      'A grid of six by seven printed tiles with quarter circles, rings, dots and triangles in red, yellow, green, pink, navy and cream.',
    tags: ['abstract', 'geometry', 'grid', 'pattern', 'print'],
    licence: 'cc-by',
  },
  {
    work: 'woven-chair',
    title: 'The chair nobody may sit on',
    description:
      'My grandmother’s, recaned twice. The cushion is there to stop visitors from trying. Each hole of the cane is drawn; do not count them.',
    altText:
      'A wooden chair with a caned seat and back and an orange cushion stands on a striped rug before a dark green wall.',
    tags: ['chair', 'interior', 'object', 'craft'],
  },
];
