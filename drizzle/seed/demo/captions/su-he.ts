import type { Caption } from '../caption';

export const captions: Caption[] = [
  {
    work: 'paper-jungle',
    title: '叶子的背面',
    description: '四种深浅的绿纸，剪了三百多片。影子是真的影子：每一层都垫高了两毫米。',
    altText: '剪纸拼贴：层叠的绿色蕨叶与龟背竹围成一圈，中间黄色圆形前站着一只大嘴鸟。',
    tags: ['剪纸', '植物', '鸟', '绿'],
    licence: 'cc-by',
  },
  {
    work: 'paper-hills',
    title: '鹿先看见了日出',
    description: '从后往前一层一层贴。最亮的是太阳，其次是鹿；山只是慢慢变暗。',
    altText: '剪纸：同心圆的粉橙色太阳从层层紫蓝色山峦后升起，前景松林间站着一头浅色的鹿。',
    tags: ['剪纸', '山', '鹿', '日出'],
  },
  {
    work: 'paper-reef',
    title: '往深处看',
    description: '六层蓝纸，每层挖一个洞，洞比上一层小。鱼是最后放进去的。',
    altText: '剪纸：由浅到深六层蓝色纸围成海底洞穴，五条彩色小鱼游动，底部是红、黄、紫色珊瑚。',
    tags: ['剪纸', '海', '鱼', '珊瑚'],
    licence: 'cc-by-sa',
  },
  {
    work: 'paper-window',
    title: '八扇窗，八种海藻',
    description: '先涂色，再剪，不打草稿。剪刀走过的地方就是线。',
    altText: '彩色方块拼成的画面，每块里有一枝剪成的海藻形，颜色为红、蓝、黄、绿、粉、黑、白。',
    tags: ['剪纸', '抽象', '色彩', '海藻'],
  },
  {
    work: 'koi-pond',
    title: '五尾',
    description: '成都人民公园的池子，站一个下午也不觉得久。影子要画得比鱼深，水才有深度。',
    altText: '俯瞰碧绿池水：五条红白、金黄、黑白的锦鲤游动，周围是圆形睡莲叶和两朵粉色睡莲。',
    tags: ['锦鲤', '池塘', '动物', '睡莲'],
    licence: 'cc-by-nc',
  },
  {
    work: 'cherry-river',
    title: '两岸都白了头',
    description: '花只开九天，画了八天。最后一天留给看。',
    altText: '春天的河两岸开满粉色樱花，花瓣飘落水面，远处是淡绿的山与白云。',
    tags: ['樱花', '春', '河', '风景'],
  },
];
