import type { faces } from '../artist/faces/looks.ts';

type Handle = keyof typeof faces;

/** What somebody says under a picture, and who answers. In the language of whoever says it. */
export type Remark = { work: string; by: Handle; text: string; answer?: { by: Handle; text: string } };

/** What the people of the demo say to each other. */
export const remarks: readonly Remark[] = [
  {
    work: 'lemons-and-blue',
    by: 'noor',
    text: 'That blue! Is it the jug, or the light on the jug?',
    answer: { by: 'ana', text: 'The jug. The light only agrees with it.' },
  },
  { work: 'red-stairs', by: 'edda', text: 'I have walked up these twice now, with my eyes.' },
  { work: 'red-stairs', by: 'xiaoyu', text: '这个红，像小时候学校的台阶。' },
  {
    work: 'shutters',
    by: 'tomasz',
    text: 'The third shirt from the left has somewhere to be.',
    answer: { by: 'ana', text: 'It belongs to the baker. He is always late.' },
  },
  { work: 'tulip-vase', by: 'priya', text: 'Day four is the best day. After that they start to dance.' },
  { work: 'white-village', by: 'bo_lindqvist', text: 'I can hear how quiet it is.' },
  { work: 'shore-from-above', by: 'kenji', text: 'Counted them. Thirty. I checked twice, sorry.' },
  {
    work: 'aurora',
    by: 'lin_yue',
    text: '没见过极光，看了这一张像是见过了。',
    answer: { by: 'bo_lindqvist', text: 'Then the print did its work. Thank you!' },
  },
  { work: 'winter-fox', by: 'ana', text: 'It knows something about us.' },
  { work: 'winter-fox', by: 'su_he', text: '尾巴剪出来一定好看。' },
  { work: 'star-trails', by: 'kenji', text: 'Four hours in which cold? I would have given up after one.' },
  { work: 'hare-and-moon', by: 'chen_mo', text: '刀法真干净，耳朵边上那一刀舍得留白。' },
  { work: 'blue-hour', by: 'edda', text: 'The one lit window makes the whole street warmer.' },
  {
    work: 'great-swell',
    by: 'bo_lindqvist',
    text: 'How many blocks did you cut for this? I count five.',
    answer: { by: 'chen_mo', text: '一共六块，第六块只有那一点白沫。' },
  },
  { work: 'owl', by: 'xiaoyu', text: '弟弟说它眨了，我说没有。' },
  { work: 'persimmon-bowl', by: 'lin_yue', text: '看着就觉得手冷，想捧一碗热的。' },
  { work: 'rainy-street', by: 'adam', text: 'Two umbrellas and not one word. Lovely.' },
  {
    work: 'woven-chair',
    by: 'kenji',
    text: 'Nobody at all? Not even on Sundays?',
    answer: { by: 'edda', text: 'The cat, on Sundays.' },
  },
  { work: 'quarter-tiles', by: 'priya', text: 'I would weave this tomorrow if the loom were free.' },
  { work: 'balancing-stones', by: 'tomasz', text: 'I am holding my breath so that it stays.' },
  { work: 'camera', by: 'adam', text: 'My uncle had this one. The shutter sounded like a polite cough.' },
  { work: 'bicycle', by: 'ana', text: 'No plans is a plan. Nice shadow.' },
  { work: 'water-town', by: 'su_he', text: '外婆家门口就是这样的桥，只是没有这么安静。' },
  {
    work: 'bamboo',
    by: 'noor',
    text: 'The third stalk from the right is a different species, is it not?',
    answer: { by: 'lin_yue', text: '好眼力！那是院子里长歪的那一枝。' },
  },
  { work: 'mist-peaks', by: 'bo_lindqvist', text: 'So much paper left alone. I need to learn that.' },
  { work: 'golden-cranes', by: 'chen_mo', text: '金色压得住，不俗。' },
  { work: 'poppy-plate', by: 'ana', text: 'I have never looked at the hairs on a stem before. Now I cannot stop.' },
  { work: 'three-pears', by: 'edda', text: 'The one on the right disagrees.' },
  { work: 'dunes', by: 'adam', text: 'I want to name every one of them.' },
  { work: 'ikat', by: 'su_he', text: '边缘那种毛毛的感觉是怎么做到的？' },
  {
    work: 'quilt',
    by: 'ana',
    text: 'How long did you count for this one?',
    answer: { by: 'priya', text: 'Eleven evenings. Twelve, if you count the one I had to undo.' },
  },
  { work: 'paper-reef', by: 'noor', text: 'Every layer throws a real shadow. I had to look twice.' },
  { work: 'koi-pond', by: 'kenji', text: 'There is a sixth one. It is just under the edge, I am sure.' },
  { work: 'cherry-river', by: 'lin_yue', text: '题目也好，两岸都白了头。' },
  { work: 'leaded-glass', by: 'noor', text: 'The colour between orange and silence: found it?' },
  { work: 'dawn-ridges', by: 'bo_lindqvist', text: 'Seven before the bus is a good morning.' },
  {
    work: 'whale-dream',
    by: 'priya',
    text: 'Who lives in the little house with the red door?',
    answer: { by: 'xiaoyu', text: '弟弟住那儿，他说夜里会有一点晃。' },
  },
  { work: 'balloons', by: 'tomasz', text: 'Five past six in the morning, and somebody is already that happy.' },
  { work: 'plant-room', by: 'edda', text: 'The cat has taste.' },
  { work: 'milky-way', by: 'su_he', text: '帐篷里那一点黄，比星星还亮。' },
];
