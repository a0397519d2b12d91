import type { Caption } from '../caption';

export const captions: Caption[] = [
  {
    work: 'dunes',
    title: 'Six camels, no hurry',
    description:
      'The line between the lit side and the shadow is the only road. It moves a hand’s breadth a year, and the caravan with it.',
    altText: 'Six camels walk in a line across orange sand dunes with sharp shadowed sides, under a low pale sun.',
    tags: ['desert', 'dunes', 'camels', 'panorama', 'landscape'],
    licence: 'cc-by',
  },
  {
    work: 'fern-plate',
    title: 'Plate 12: male fern',
    description:
      'Three fronds, pressed, compared and drawn at life size. The blades shorten towards the tip by a rule I could feel but not write down.',
    altText: 'Botanical plate of three large green fern fronds spreading from one foot on aged paper.',
    tags: ['botanical', 'fern', 'plate', 'green', 'watercolour'],
  },
  {
    work: 'poppy-plate',
    title: 'Plate 7: field poppy',
    description:
      'Flower, bud, leaf and seed head on one sheet, as the old books did it. The petals are one wash each; a poppy does not wait for a second.',
    altText:
      'Botanical plate of three red poppies on thin stems with lobed leaves, a drooping bud and a dried seed head.',
    tags: ['botanical', 'poppy', 'plate', 'red', 'watercolour'],
    licence: 'cc-by-nc',
  },
  {
    work: 'eucalyptus-plate',
    title: 'Plate 21: eucalyptus',
    description:
      'From the tree behind the school in Amman, a stranger there like many of us. Five greys, none of them grey.',
    altText:
      'Botanical plate of a tall eucalyptus branch with pairs of blue-green leaves and three sprays of small pink flowers.',
    tags: ['botanical', 'eucalyptus', 'plate', 'watercolour'],
  },
  {
    work: 'three-pears',
    title: 'Three pears, one opinion',
    description:
      'They stood on the table for a week, and on the fourth day the one in front turned towards the others. I only wrote it down.',
    altText: 'Three green-yellow pears with a red blush on a wooden table before a teal wall, lit from the left.',
    tags: ['still life', 'pears', 'fruit', 'teal'],
    licence: 'cc-by',
  },
  {
    work: 'noon-meadow',
    title: 'Noon, nothing moves',
    description: 'One tree, three clouds, a strip of barley. Drawn lying down, which the perspective forgives.',
    altText:
      'A large round tree stands in a flowering meadow before a yellow field and green hills, under a blue sky with three white clouds.',
    tags: ['meadow', 'summer', 'landscape', 'tree', 'clouds'],
  },
  {
    work: 'fields-from-above',
    title: 'What the swallow knows',
    description:
      'Barley, clover, fallow, poppies. The hedges are older than the fields, and the road is younger than both.',
    altText:
      'Aerial view of crooked fields in yellow, green, brown and red with ploughed lines, dark hedges between them, a pale road and five red-roofed farmhouses.',
    tags: ['aerial', 'fields', 'farmland', 'pattern', 'landscape'],
    licence: 'cc-by-sa',
  },
];
