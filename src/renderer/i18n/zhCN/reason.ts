import type { reason as english } from '../en/reason'

export const reason: typeof english = {
  prune: {
    'by-hand': { title: '手动放弃', text: '由用户在此结束。' },
    median: {
      title: '低于中位数',
      text: '第 {step} 轮时其最佳为 {value}；其他 {trials} 个试验中的一半此时达到 {bound} 或更好。',
    },
    percentile: {
      title: '不在最好的 {percent} % 之内',
      text: '第 {step} 轮时其最佳为 {value}；按其他 {trials} 个试验，继续需达到 {bound}。',
    },
    front: {
      title: '离前沿太远',
      text: '第 {step} 轮时位于 {trials} 个试验的第 {front} 层前沿；前 {bound} 层可以继续。',
    },
    rung: {
      title: '不在本级的最好之列',
      text: '第 {step} 轮时在 {trials} 个中排第 {place}；最好的 {kept} 个继续。',
    },
    bracket: {
      title: '不在本级的最好之列',
      text: '在第 {bracket} 组第 {step} 轮时，在 {trials} 个中排第 {place}；最好的 {kept} 个继续。',
    },
    unscored: { title: '本级没有结果值', text: '到第 {step} 轮时没有可比较的值。' },
    patience: { title: '没有进步', text: '到第 {step} 轮为止，连续 {steps} 轮没有好于 {value} 的结果。' },
    below: { title: '低得不合理', text: '第 {step} 轮时为 {value}，低于 {bound}。' },
    above: { title: '高得不合理', text: '第 {step} 轮时为 {value}，高于 {bound}。' },
    wilcoxon: {
      title: '比试验 {best} 差',
      text: '在相同的 {runs} 个折与种子上，试验 {best} 更好；出于偶然的概率为 {p}。',
    },
    extrapolation: {
      title: '曲线终点过低',
      text: '从第 {step} 轮看将达到 {value}；胜过 {bound} 的机会为 {chance}。',
    },
    generation: { title: '等待同代', text: '第 {step} 轮时等待种群中的其他试验。' },
    replaced: {
      title: '由试验 {by} 的副本取代',
      text: '第 {step} 轮时属于种群中最差的；试验 {by} 代替它继续。',
    },
  },
  stop: {
    target: { title: '已达到目标', text: '试验 {trial} 达到 {value}；目标为 {target}。' },
    plateau: {
      title: '不再有更好的结果',
      text: '最近 {trials} 个试验都没有比试验 {trial} 的 {value} 好 {minImprovement} 或更多。',
    },
    exhausted: { title: '已全部试遍', text: '所有可能的设置都已试过，共 {trials} 个。' },
    budget: { title: '预算已用完', text: '{trials} 个试验全部结束。' },
    time: { title: '时间已到', text: '已运行 {seconds} 秒。' },
  },
  auto: {
    everything: '总共只有 {points} 个不同的试验，因此全部试一遍。',
    spread: '前 {trials} 个试验均匀分布在空间中，之后从中学习。',
    'gp-small-budget': '已有 {trials} 个试验、{parameters} 项设置，高斯过程最能利用少量结果。',
    'gp-with-tpe': '已有 {trials} 个试验，高斯过程继续；每第四个试验由 TPE 提出，查看高斯过程可能出错之处。',
    'tpe-long-history': '已有 {trials} 个试验，TPE 同样好且更快；每第四个试验由高斯过程提出。',
    'tpe-many-parameters': '由 TPE 提出：{parameters} 项设置对高斯过程来说太多。',
    'tpe-many-at-once': '由 TPE 提出：同时运行 {parallel} 个试验时高斯过程猜测过多。',
    'tpe-objectives': '由面向 {objectives} 个目标的 TPE 提出，前沿刚开始形成。',
    'nsga2-objectives': '{objectives} 个目标已有 {trials} 个试验，NSGA-II 从前沿中繁殖。',
  },
}
