import type { Caption } from '../caption';

export const captions: Caption[] = [
  {
    work: 'water-town',
    title: '桥下无风',
    description: '外婆家门前的河。柳树比我记得的更高，灯笼是过年才挂上的。水里的房子比岸上的安静。',
    altText: '江南水乡：白墙黛瓦的房屋沿河排开，挂着红灯笼，石拱桥和垂柳倒映在水中，两条乌篷船驶过。',
    tags: ['江南', '水乡', '建筑', '倒影'],
    licence: 'cc-by',
  },
  {
    work: 'bamboo',
    title: '听竹',
    description: '三竿竹，浓淡各一笔。最难的不是叶子，是竹节之间那一点留白。麻雀是后来自己飞来的。',
    altText: '水墨竹子三竿，由浓到淡，竹叶下垂，背后一轮浅黄的月亮，右下方枝上停着一只麻雀。',
    tags: ['水墨', '竹', '月', '花鸟'],
  },
  {
    work: 'plum-blossom',
    title: '未雪先香',
    description: '老枝用枯笔，花用没骨。画完的那天夜里真的下了雪。',
    altText: '水墨梅枝自左下向右上伸展，开着粉红与深红的梅花，背后是一轮淡黄的圆月，右下有红色印章。',
    tags: ['水墨', '梅花', '月', '花鸟'],
    licence: 'cc-by-nc',
  },
  {
    work: 'tea-set',
    title: '三个人的茶',
    description: '一把用了二十年的紫砂壶，三只青花小杯。第一泡给等的人，第二泡给来的人。',
    altText: '竹茶盘上放着一把赭红色紫砂壶和三只盛着茶的青花小杯，热气升起，浅绿色墙上有竹影。',
    tags: ['静物', '茶', '紫砂', '器物'],
  },
  {
    work: 'mist-peaks',
    title: '雾退三分',
    description: '先画雾，再画山。留白不是没有画，是还没散开。松下的小亭是给走累的人准备的。',
    altText: '竖幅水墨山水：层层山峰隐入雾中，左下松树与小亭，右下一叶小舟，天上一轮淡红的太阳。',
    tags: ['水墨', '山水', '雾', '松'],
    licence: 'cc-by-sa',
  },
  {
    work: 'golden-cranes',
    title: '三鹤归',
    description: '仿屏风的做法，先贴金，再落墨。鹤颈要一笔下来，中间不能换气。',
    altText: '金色屏风底上三只白鹤展翅飞过红日，下方是蓝色流水与两侧青草。',
    tags: ['鹤', '金箔', '屏风', '花鸟'],
  },
];
