/** @file Findings in Chinese. */
import type { DiagnosisWords } from './words'

export const chinese: DiagnosisWords = {
  rules: {
    diverged: {
      name: '发散',
      text: '训练在第 {step} 轮发散：损失已不是数值。',
      why: '步长过大会把权重越抛越远。将学习率降到十分之一，或限制梯度长度，通常即可解决。',
    },
    outOfMemory: {
      name: '内存不足',
      text: '内存不足以容纳每批 {batch} 行。',
      why: '每步占用的内存随批大小增长；减半约可节省一半。',
    },
    leakSuspected: {
      name: '疑似数据泄漏',
      text: '几乎全部正确：在 {rows} 行验证数据上达到 {value}。真实数据很少如此；是否有某列已含答案？',
      why: '事后才知道或直接复制答案的列会带来实际使用中无法重现的成绩。请排除该列后再比较。',
    },
    copiesAcrossParts: {
      name: '各部分有重复行',
      text: '留出的数据中有 {rows} 行（{share}%）也出现在训练数据中。',
      why: '在重复行上，模型只显示它记住了什么。请删除重复行，或按组划分。',
    },
    learnsNothing: {
      name: '什么也没学到',
      text: '训练数据上的损失（{loss}）与仅按各答案出现频率猜测的损失（{chance}）相同。',
      why: '可能是步长不合适，可能有东西阻塞，也可能输入与目标无关。',
    },
    learningRateTooHigh: {
      name: '学习率过高',
      text: '学习率为 {rate} 时，损失最终为 {loss}；猜测为 {chance}，最低值 {lowest} 出现在第 {step} 轮。',
      why: '每一步都越过了本应走下去的谷底。',
    },
    explodingGradients: {
      name: '梯度爆炸',
      text: '{layer} 的梯度长度在第 {step} 轮为 {norm}，平时为 {usual}。',
      why: '这样一步会毁掉许多步的成果。限制梯度长度可保留方向、减小冲击。',
    },
    vanishingGradients: {
      name: '梯度消失',
      text: '{layer} 的梯度长度仅为 {last} 的 {ratio} 倍：前面的层几乎得不到信号。',
      why: '平坦的激活函数在回传的每一层都会缩小梯度。ReLU、与之相配的初始权重或归一化可以保持梯度。',
    },
    deadUnits: {
      name: '死亡单元',
      text: '{layer} 有 {share}% 的单元无论输入如何都输出 0。',
      why: '始终为 0 的单元没有梯度，也不会恢复。步长小一些会减少死亡，带泄漏的激活则不会有。',
    },
    saturatedUnits: {
      name: '饱和单元',
      text: '{layer} 有 {share}% 的输出停在激活函数的端点。',
      why: '那里是平坦的，几乎学不到东西。',
    },
    jumpingLoss: {
      name: '损失跳动',
      text: '训练数据上的损失不断跳动：后半段有 {count} 次大幅上升，最大为 {largest}。',
      why: '对最后一段路来说，步长过大或批次过小。',
    },
    discriminatorWins: {
      name: '判别器占优',
      text: '判别器几乎从不出错（损失 {judge}），生成器学不到东西（损失 {maker}），生成结果也不再接近真实数据。',
      why: '总是确信的判别器无法提示如何改进。请让它学得慢一些，或不那么确信。',
    },
    modeCollapse: {
      name: '模式坍塌',
      text: '第 {step} 轮的图片之间的差异仅为真实图片之间差异的 {share}%。',
      why: '生成器找到了一种能通过判别器的样子，并反复生成它。',
    },
    overfitting: {
      name: '过拟合',
      text: '验证数据上的损失在第 {step} 轮最低（{lowest}），此后上升了 {rise}%，而训练数据上的损失仍在下降。',
      why: '此后学到的只适用于训练数据。可用随机失活、更小的网络或更多数据；保留的权重是最佳轮的权重。',
    },
    underfitting: {
      name: '欠拟合',
      text: '训练数据上的损失停在 {loss}，与验证数据上的相近，但还可以更好（猜测为 {chance}）。',
      why: '网络受到过强的约束，或对数据来说太小。',
    },
    classesIgnored: {
      name: '忽略类别',
      text: '{label} 的验证数据一行也没有识别出来（{rows} 行，{count} 个类别）。',
      why: '罕见类别从不被预测也几乎没有代价。让各类别权重相同，它才会被重视。',
    },
    batchTooLarge: {
      name: '批次过大',
      text: '{rows} 行数据、每批 {batch} 行，每轮只有 {perEpoch} 步，总共 {steps} 步；损失仍在下降。',
      why: '学习靠的是步数而不是轮数。更小的批次可以从同样的数据得到更多步。',
    },
    learningRateTooLow: {
      name: '学习率过低',
      text: '学习率为 {rate} 时，损失只从 {first} 缓慢降到 {loss}。',
      why: '方向正确，但步子太小，走不到终点。',
    },
    plateau: {
      name: '停滞',
      text: '训练数据上的损失停在 {loss}；同样大小的试验 {other} 达到了 {otherLoss}。',
      why: '一直用同样的步长会在谷底两侧来回。没有改进时降低学习率可以走得更低。',
    },
    stoppedTooEarly: {
      name: '停止过早',
      text: '耐心值 {patience} 轮使训练在第 {step} 轮结束，而验证数据上的损失仍下降了 {fall}%。',
      why: '目标指标是跳跃变化的，损失则显示其间发生了什么。',
    },
    epochsTooFew: {
      name: '轮数过少',
      text: '验证数据上的损失直到 {epochs} 轮的最后一轮仍在下降。',
      why: '训练在下降途中就结束了。',
    },
    memoryClose: {
      name: '内存紧张',
      text: '同时运行的试验需要 {available} 字节内存中的 {needed} 字节。',
      why: '机器上的其他工作可能使试验中断。更小的批次或更少的并行试验可以留出余地。',
    },
  },
  figures: {
    gradientNorm: '梯度长度',
    weightNorm: '权重长度',
    updateRatio: '步长占权重的比例',
    deadShare: '死亡单元比例',
    saturatedShare: '饱和输出比例',
  },
  evidence: {
    curve: '{part}数据上的 {metric}，第 {from} 至 {to} 轮',
    layer: '{layer}：{figure} {value}，第 {from} 至 {to} 轮',
    class: '{label}：{rows} 行中识别出 {share}%',
    column: '列 {column}：与目标的关联 {bond}',
    trial: '试验 {number}',
  },
  terms: {
    seenIn: '依据',
    try: '可尝试',
    or: '或',
    source: '参考',
    trial: '试验 {number}，{epochs} 轮：',
    nothing: '试验 {number}：在 {epochs} 轮中没有发现问题。',
    program: '该研究的试验运行外部程序，看不到其训练过程。',
    nothingInStudy: '在 {trials} 个试验中没有发现问题。',
    share: '{trials} 个试验中的 {count} 个（{share}%）',
    layer: '层',
  },
  parts: { train: '训练', validation: '验证' },
  remedies: {
    setting: '{path}：{from} → {to}',
    insertLayer: '在 {before} 之前加一层 {kind}',
    data: '检查数据集的列与划分',
  },
}
