import { DATA_CHINESE } from './dataMessagesChinese'
import { ENGINE_CHINESE } from './engineMessagesChinese'
import { MODEL_CHINESE } from './modelMessagesChinese'
import type { ErrorMessages } from './types'

const REPORT = '已输入的内容不会丢失。请重试；若再次出现，请复制详情并反馈。'

export const CHINESE: ErrorMessages = {
  ...DATA_CHINESE,
  ...MODEL_CHINESE,
  ...ENGINE_CHINESE,
  'app/cancelled': { title: '已取消', text: '操作在完成前被停止。', action: '' },
  'app/core-restarted': {
    title: '引擎已重新启动',
    text: 'Fettle 的后台进程停止后已重新启动，已保存的内容是安全的。',
    action: '请重试。',
  },
  'app/not-found': {
    title: '找不到该对象（{what}）',
    text: '它可能已在另一个窗口中被移除。',
    action: '请回到列表重新打开。',
  },
  'bug/invariant': { title: 'Fettle 出错了', text: '{message}', action: REPORT },
  'bug/unexpected': { title: 'Fettle 出错了', text: '{message}', action: REPORT },
  'contract/bad-request': {
    title: 'Fettle 的两个部分未能互相理解',
    text: '消息 {channel} 的格式不符。',
    action: REPORT,
  },
  'contract/unknown-channel': {
    title: 'Fettle 的两个部分未能互相理解',
    text: '消息 {channel} 未知。',
    action: '请重新启动 Fettle，使两部分版本一致。',
  },
  'model/invalid': { title: '模型尚不完整', text: '{path} 处有问题。', action: '请修正标出的层。' },
  'space/file-invalid': {
    title: '搜索空间无法使用',
    text: '“{parameter}”有问题：{problem}。',
    action: '请修正搜索空间文件后重试。',
  },
  'space/constraint-name': {
    title: '约束中的名称不在搜索范围内',
    text: '“{constraint}”中的“{name}”不是搜索的参数，最接近的名称是“{nearest}”。',
    action: '请按参数表中的写法填写名称。',
  },
  'space/constraint-syntax': {
    title: '无法读取约束',
    text: '在“{constraint}”中，第 {position} 个字符处不能出现“{found}”。',
    action: '请在该处修正约束，例如 hidden.units * stack.times <= 512。',
  },
  'space/constraint-type': {
    title: '约束中的类型不一致',
    text: '在“{constraint}”中，第 {position} 个字符处的类型是 {found}，应为 {expected}。',
    action: '请用数字与数字、名称与名称比较；整个约束须为真或假。',
  },
  'space/invalid': {
    title: '范围无法搜索',
    text: '{parameter} 的范围无效。',
    action: '请修正范围：下限低于上限，对数刻度时须大于零。',
  },
  'trial/command-failed': {
    title: '程序失败',
    text: '退出状态为 {exit}。最后的输出：{words}',
    action: '请查看其日志，排除原因后重试该试验。',
  },
  'trial/command-gap': {
    title: '此试验缺少一个参数',
    text: '命令中写了“{name}”，但在此试验的其他设置下该参数不存在。',
    action: '请改用环境变量或参数文件传递，它们只包含存在的参数。',
  },
  'trial/command-late': {
    title: '程序运行时间过长',
    text: '已在 {seconds} 秒后结束。',
    action: '请放宽时间限制，或缩小搜索范围。',
  },
  'trial/command-missing': {
    title: '程序无法启动',
    text: '无法启动 {program}。',
    action: '请检查它是否已安装、名称是否正确、文件夹是否存在。',
  },
  'trial/command-silent': {
    title: '程序没有给出结果',
    text: '程序正常结束，但从未输出“{metric}”。',
    action: '请让它输出一行包含该名称和数值的 JSON。',
  },
  'study/runs-command': {
    title: '此研究没有模型',
    text: '它的试验是外部程序的运行；Fettle 不保存其模型和数据。',
    action: '请查看该程序自己保存的结果。',
  },
  'study/wrong-state': {
    title: '现在无法执行',
    text: '研究的状态为 {state}。',
    action: '请稍候再查看其状态。',
  },
  'study/nothing-trained': {
    title: '尚无完成的试验',
    text: '没有可用的已训练模型。',
    action: '请运行研究，直到至少完成一个试验。',
  },
  'study/test-sealed': {
    title: '测试集已封存',
    text: '只有打开后才会显示其中的行。',
    action: '选定优胜试验后再打开测试集。',
  },
  'study/test-already-open': {
    title: '测试集已经打开过',
    text: '它已为试验 {trialNumber} 打开；再次查看会使结果过于乐观。',
    action: '',
  },
  'foreign/unreadable': {
    title: '没有找到结果',
    text: '{name} 中没有可以读取的结果。',
    action: '请选择每个参数一列的 CSV、Optuna 的数据库或日志文件，或 KerasTuner 的文件夹。',
  },
  'foreign/several-studies': {
    title: '文件中有多个研究',
    text: '{name} 中有 {studies}。',
    action: '请指明是哪一个。',
  },
  'foreign/no-study': {
    title: '文件中没有这个研究',
    text: '{name} 中没有名为“{study}”的研究，只有 {studies}。',
    action: '请选择其中一个。',
  },
  'trial/no-weights': {
    title: '试验 {number} 没有已训练的模型',
    text: '它未完成，或其权重已被移除。',
    action: '请选择其他试验，或重新运行它。',
  },
  'training/diverged': {
    title: '训练发散',
    text: '损失在第 {step} 轮变为无穷大。研究继续进行。',
    action: '降低学习率通常有效。',
  },
  'training/negative-target': {
    title: '目标含有负值',
    text: '泊松损失用于计数，而计数不会小于零。',
    action: '请选择其他损失函数，或选用不小于零的目标。',
  },
  'training/out-of-memory': {
    title: '内存不足',
    text: '模型及其批次无法放入内存。研究继续进行。',
    action: '请使用更小的批次或更少的单元，或减少同时运行的试验。',
  },
  'diagnosis/two-networks': {
    title: '两个网络无法进行此测试',
    text: '此处两个网络相互对抗训练：一个网络的损失取决于另一个，而不仅取决于学习率或批大小。',
    action: '请改为在研究中搜索学习率及判别器的学习率倍数。',
  },
  'diagnosis/gone': {
    title: '该诊断已不再成立',
    text: '该试验此后又有进展，诊断结果已经改变。',
    action: '请重新查看诊断，并从现在的结果中选择。',
  },
  'training/over-memory': {
    title: '可用内存不足',
    text: '该训练约需 {neededBytes}，目前可用 {availableBytes}，因此未开始。',
    action: '请使用更小的批次或更少的单元，关闭其他程序，或减少同时运行的试验。',
  },
  'training/no-device': {
    title: '未找到显卡',
    text: '本机没有可供 {device} 使用的设备，或其驱动过旧。',
    action: '请在“设置 → 计算资源”中选择“自动”或 CPU。',
  },
  'training/worker-crashed': {
    title: '训练进程意外结束',
    text: '进程以 {exit} 结束。研究继续进行。',
    action: '请重新运行该试验；若再次失败，请尝试更小的模型。',
  },
  'training/worker-hung': {
    title: '训练进程没有响应',
    text: '进程静默 {seconds} s 后被结束。研究继续进行。',
    action: '请重新运行该试验，或减少同时运行的试验。',
  },
  'training/failed': { title: '训练失败', text: '{message}', action: '请重新运行该试验或更改其设置。' },
  'training/core-died': {
    title: 'Fettle 在此试验期间被终止',
    text: '最后保存的轮次之前的内容都已保留。',
    action: '请继续研究，或重新运行该试验。',
  },
  'predict/matches': {
    title: '这个模型用于比较',
    text: '它给出的是与新行最近的已知行，而不是预测。',
    action: '请在试验页打开“匹配”。',
  },
  'predict/not-a-number': {
    title: '“{column}”需要数字',
    text: '“{value}”不是数字。',
    action: '请输入数字，例如 3.5。',
  },
  'predict/missing-column': {
    title: '文件中没有“{column}”列',
    text: '模型需要该列才能预测。',
    action: '请添加该列，或检查文件的表头。',
  },
  'predict/missing-cell': {
    title: '需要填写“{column}”',
    text: '没有它，模型无法预测。',
    action: '请填写后重试。',
  },
  'predict/not-a-picture': {
    title: '“{column}”不是可读取的图片',
    text: '文件已损坏，或格式不受支持。',
    action: '请选择 JPEG、PNG、WebP、GIF、BMP 或 TIFF 文件。',
  },
  'predict/too-few-rows': {
    title: '行数太少',
    text: '模型需要连续的 {lookback} 行。',
    action: '请使用至少有这么多行的文件来预测。',
  },
  'predict/no-target': {
    title: '该模型不做预测',
    text: '它重建样本，或生成新的样本。',
    action: '可导出为 ONNX，在别处使用。',
  },
  'store/locked': {
    title: '数据文件夹正在使用',
    text: '另一个 Fettle 已打开 {path}。没有任何更改。',
    action: '请关闭另一个后重试。',
  },
  'store/corrupt': {
    title: '数据库已损坏',
    text: '无法读取 {path}，已保持原样。',
    action: '运行 “npm run -s fettle -- recover” 可将其移开，并从最新备份继续：{backup}。',
  },
  'store/newer-schema': {
    title: '数据文件夹来自更新版本的 Fettle',
    text: '其版本为 {found}，当前 Fettle 支持 {known}。没有任何更改。',
    action: '请更新 Fettle。',
  },
  'store/read-only': {
    title: '无法写入数据文件夹',
    text: '{path} 是只读的。',
    action: '请允许写入，或选择其他数据文件夹。',
  },
}
