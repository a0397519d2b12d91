import type { Caption } from '../caption';

export const captions: Caption[] = [
  {
    work: 'shutters',
    title: 'Monday, washing day',
    description:
      'The house opposite mine in Porto, drawn over one long morning. The cat really does sit there from nine to eleven, and the blue cloth really was that blue. Ochre first, then every slat of every shutter.',
    altText:
      'Front of an ochre house with nine windows and green shutters, some open; a line of washing hangs across it and a black cat sits on the middle sill.',
    tags: ['architecture', 'porto', 'cat', 'windows', 'summer'],
    licence: 'cc-by',
  },
  {
    work: 'shore-from-above',
    title: 'Thirty parasols',
    description:
      'A beach as a gull sees it. I counted the parasols at Matosinhos and then lied a little. Three lines of foam, because the sea is never at one edge only.',
    altText:
      'A beach from straight above: rows of striped parasols and towels on sand at left, three lines of white surf, turquoise sea with swimmers and a small boat at right.',
    tags: ['beach', 'aerial', 'sea', 'summer', 'pattern'],
  },
  {
    work: 'white-village',
    title: 'Down to the water',
    description:
      'Built from cubes, one behind the other, until there was no room left for streets. Two blues only for doors and domes; the shadows are a third.',
    altText:
      'White cubic houses with blue doors and three blue domes climb a slope above a dark blue sea under a clear sky; pink flowers in the lower left corner.',
    tags: ['architecture', 'island', 'white', 'sea', 'summer'],
  },
  {
    work: 'lemons-and-blue',
    title: 'Lemons, and my aunt’s jug',
    description:
      'She bought it in Coimbra in 1968 and poured milk from it every day. The cloth is newer. Light from the left, as always in that kitchen.',
    altText:
      'A white jug with hand-painted blue leaves on a striped tablecloth against a pink wall; five lemons, two leaves and half a lemon lie around it.',
    tags: ['still life', 'lemons', 'ceramics', 'blue', 'kitchen'],
  },
  {
    work: 'red-stairs',
    title: 'Stairs at four in the afternoon',
    description: 'A study of one wall and its shadow. Everything red here is the same paint; only the hour changes it.',
    altText:
      'A stairway between tall red and coral walls leads up to an arch through which the sky is seen; a diagonal shadow falls over the steps and an agave stands in a pot below.',
    tags: ['architecture', 'red', 'shadow', 'stairs'],
    licence: 'cc-by-nc',
  },
  {
    work: 'tulip-vase',
    title: 'Seven tulips, fourth day',
    description:
      'By the fourth day tulips stop standing up straight and begin to be interesting. The vase is from the flea market at Vandoma; one dot is missing on the back.',
    altText:
      'Seven tulips in red, pink, cream and yellow lean out of a white vase with blue and red dots, on a blue table before a peach wall.',
    tags: ['still life', 'tulips', 'flowers', 'ceramics'],
  },
  {
    work: 'figs-and-wine',
    title: 'What was left of the evening',
    description:
      'Figs, black grapes and the last of a bottle from the Douro. Drawn by one lamp, which is why the bottle is nearly as dark as the wall.',
    altText:
      'A dark green wine bottle with a cream label stands on a brown table at night, beside a cluster of grapes and a wooden board with whole and halved figs.',
    tags: ['still life', 'figs', 'wine', 'evening'],
  },
];
