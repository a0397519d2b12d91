import type { Caption } from '../caption';

export const captions: Caption[] = [
  {
    work: 'signal-ridges',
    title: 'Seventy-two lines of evening',
    description:
      'Each line hides what lies behind it, and that is all the perspective there is. Colour runs from the first line to the last.',
    altText:
      'Seventy-two thin horizontal lines on black, each rising in jagged peaks near the middle, coloured from cream through pink and violet to blue.',
    tags: ['generative', 'lines', 'abstract', 'night'],
    licence: 'cc0',
  },
  {
    work: 'city-plan',
    title: 'A city I would get lost in',
    description:
      'Ring roads first, then the spokes, then every block divided until it wanted to be a house. The river came last and had the right of way.',
    altText:
      'Plan of an imagined round city: small coloured building blocks in rings around a central park, four green parks, and a river with four bridges below.',
    tags: ['map', 'city', 'generative', 'plan'],
  },
  {
    work: 'wind-field',
    title: 'North-westerly, strengthening',
    description:
      'Twenty-six thousand attempts at a line. One begins only where there is room and stops where it would touch another; about two thousand were let in.',
    altText:
      'Short flowing lines in navy, blue, orange and yellow follow invisible currents across cream paper, like wind over grass.',
    tags: ['generative', 'lines', 'wind', 'abstract'],
    licence: 'cc-by',
  },
  {
    work: 'island-chart',
    title: 'Chart of a place that is not there',
    description:
      'Contour lines every forty metres, every fifth one heavier. The bay in the south is sheltered from everything but the north wind. Compass rose drawn by hand.',
    altText:
      'Old-style chart of an island with contour lines from green lowland to brown summit, pale blue shallows around it, a grid and a compass rose.',
    tags: ['map', 'island', 'contours', 'generative'],
    licence: 'cc-by-sa',
  },
];
