import type { Caption } from '../caption';

export const captions: Caption[] = [
  {
    work: 'great-swell',
    title: '浪来之前',
    description: '四块版，五种墨。浪尖的白是纸本身，刻刀只是绕开了它。',
    altText: '木刻版画：深浅不一的蓝色海浪带着白色浪尖，远处是雪顶的山，右上方一轮红日。',
    tags: ['木刻', '版画', '海', '浪'],
    licence: 'cc-by',
  },
  {
    work: 'moon-sea',
    title: '夜航',
    description: '月光不用画，把周围刻黑就是了。帆用朱砂，压了两遍才够红。',
    altText: '木刻版画：红帆船行在夜海上，头顶一轮大月亮，天空与海面布满细密的刻痕，月光在水面碎开。',
    tags: ['木刻', '版画', '月', '船', '夜'],
  },
  {
    work: 'owl',
    title: '它一直没有眨眼',
    description: '刻这只猫头鹰用了三把刀：平刀起形，圆刀走羽，三角刀点睛。',
    altText: '麻胶版画：一只黑色猫头鹰睁大黄色的眼睛停在枝上，身后是一个赭黄色的圆。',
    tags: ['版画', '猫头鹰', '动物', '夜'],
    licence: 'cc-by-nc',
  },
  {
    work: 'ginkgo-plate',
    title: '图版九：银杏',
    description: '十一月的第二个星期，西湖边一夜落尽。这一枝是在落之前折的，颜色从绿到金都留住了。',
    altText: '植物图版：一根斜伸的银杏枝，扇形叶片由黄绿到金黄，枝上挂着两颗果实。',
    tags: ['植物图谱', '银杏', '秋', '水彩'],
  },
  {
    work: 'persimmon-bowl',
    title: '一碗秋天',
    description: '柿子要放软了才甜，也要放软了才好画。碗外那一只是留给明天的。',
    altText: '青绿色瓷碗里堆着橙红的柿子，桌上另有一只，窗格的光斜落在米色墙上。',
    tags: ['静物', '柿子', '瓷器', '秋'],
    licence: 'cc-by',
  },
  {
    work: 'rainy-street',
    title: '雨夜，两把伞',
    description: '下班路上，霓虹全倒在地上。红伞走在前面，我没有追。',
    altText: '雨夜的街道，两侧高楼亮着窗和霓虹招牌，一人撑红伞、一人撑黄伞走在映满灯光的湿地上。',
    tags: ['城市', '雨', '夜', '霓虹'],
  },
];
