import type { compare as english } from '../en/compare'

export const compare: typeof english = {
  column: '比较',
  columns: '列',
  choose: '比较试验 {n}',
  chooseHint: '空格键选择当前行',
  chosen: '比较 {n} 个',
  chosenOne: '再选一个即可比较',
  clear: '清除比较的选择',
  trials: '一个试验 | 并列比较 {n} 个试验',
  curves: '各轮验证{metric}',
  line: '结果与设置',
  training: '{metric}（训练）',
  same: '另有一项设置全部相同：一并显示 | 另有 {n} 项设置全部相同：一并显示',
  forget: '移除{name}',
}
