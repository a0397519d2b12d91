import type { Caption } from '../caption';

export const captions: Caption[] = [
  {
    work: 'blue-hour',
    title: 'Somebody is home',
    description:
      'The cabin belongs to friends near Abisko. You see the window an hour before you reach the door, and that hour is the best part of the walk.',
    altText:
      'A small log cabin with two lit windows and smoke rising stands in snow among dark firs; blue mountains and a crescent moon behind it.',
    tags: ['winter', 'night', 'cabin', 'snow', 'mountains'],
    licence: 'cc-by',
  },
  {
    work: 'aurora',
    title: 'Green over the fjord',
    description:
      'Three curtains, drawn as light and not as paint: each ray is only as bright as the one beside it allows. Four houses for scale, red because they are.',
    altText:
      'Wide view of a dark fjord under green and violet northern lights; four red houses with lit windows on the shore and the lights mirrored in still water.',
    tags: ['aurora', 'night', 'fjord', 'north', 'panorama'],
  },
  {
    work: 'winter-fox',
    title: 'It looked at me first',
    description:
      'Five seconds in a birch wood, drawn from memory the same evening. I have made the tail a little too long; it seemed so at the time.',
    altText:
      'An orange fox sits in the snow facing us, tail curled to the right, between pale birch trunks in falling snow.',
    tags: ['fox', 'winter', 'birches', 'animals', 'snow'],
  },
  {
    work: 'snow-peaks',
    title: 'Three summits before breakfast',
    description: 'Light side, dark side, and a ridge that decides which is which. Everything else is trees.',
    altText:
      'Three sharp snow-covered peaks, white on their left and blue on their right sides, above misty rows of dark green firs under a blue sky.',
    tags: ['mountains', 'snow', 'morning', 'forest'],
    licence: 'cc-by-sa',
  },
  {
    work: 'star-trails',
    title: 'Four hours at the lighthouse',
    description:
      'What a camera would see if you left it open from ten to two. Each star keeps its own distance from the pole; only their patience differs.',
    altText:
      'Stars drawn as arcs around one point in a violet night sky; a red and white lighthouse on a hill sends out its beam, with a small lit house beside it.',
    tags: ['night', 'stars', 'lighthouse', 'sea'],
  },
  {
    work: 'hare-and-moon',
    title: 'Hare, listening',
    description:
      'Linocut in three inks: blue, rust and the paper itself. The grass was cut last and fastest, before I could think about it.',
    altText:
      'Print of a rust-coloured hare with upright ears sitting in tall grass at night, a large pale moon behind it.',
    tags: ['linocut', 'hare', 'moon', 'animals', 'print'],
  },
];
