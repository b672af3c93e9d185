import { DATA_CHINESE } from './dataMessagesChinese'
import type { ErrorMessages } from './types'

const REPORT = '已输入的内容不会丢失。请重试；若再次出现，请复制详情并反馈。'

export const CHINESE: ErrorMessages = {
  ...DATA_CHINESE,
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
  'backbone/no-weights': {
    title: '骨干网络没有权重',
    text: '{layer} 的起始权重文件已不存在，或已被替换。',
    action: '请在“模型 → 骨干网络”中重新导入，或从模型中移除它。',
  },
  'backbone/no-network': {
    title: '没有带权重的网络',
    text: '{name} 中没有 Fettle 能连同权重一起读取的网络。',
    action: '请拖入 TF.js 层模型（model.json 及其分片），或 Keras 模型的 JSON 及 .npz 或 .safetensors 权重。',
  },
  'backbone/missing-file': {
    title: '缺少文件',
    text: '模型提到文件 {name}，但它不在其中。',
    action: '请将模型的所有文件一起拖入，或拖入其文件夹或压缩包。',
  },
  'backbone/weights-differ': {
    title: '权重不匹配',
    text: '{layer} 的权重形状为 {found}，而该层需要 {expected}。',
    action: '请检查权重是否属于此模型。',
  },
  'backbone/several-inputs': {
    title: '多个输入',
    text: '{name} 读取多个输入，而骨干网络只有一个。',
    action: '请在导出前将模型裁剪为单一输入。',
  },
  'backbone/unknown': {
    title: '没有此骨干网络',
    text: '没有名为 {name} 的骨干网络。',
    action: '请查看“模型 → 骨干网络”。',
  },
  'keras/unreadable': {
    title: '这不是 Keras 模型',
    text: '内容不是 Keras 为模型写出的格式。',
    action: '请用 model.to_json() 写出模型，再选择该文件。',
  },
  'keras/unknown-layer': {
    title: '无法读取层“{layer}”',
    text: 'Fettle 没有与 {className} 对应的层。',
    action: '请在 Keras 中替换该层并重新写出模型，缺少的部分可在此处添加。',
  },
  'keras/unsupported-setting': {
    title: '无法读取“{layer}”的一项设置',
    text: 'Fettle 不支持 {setting} = {value}。',
    action: '请在 Keras 中更改该设置并重新写出模型。',
  },
  'keras/shared-layer': {
    title: '层“{layer}”被多次使用',
    text: '在 Fettle 中，每个层只在一处，并有自己的权重。',
    action: '请在 Keras 中为每一处使用单独的层，并重新写出模型。',
  },
  'keras/several-outputs': {
    title: '模型有多个输出',
    text: '它以 {layers} 结束；Fettle 的模型只有一个输出。',
    action: '请写出只含其中一个输出的模型。',
  },
  'keras/broken-graph': {
    title: '此模型的层没有正确连接',
    text: '层“{layer}”缺失，或循环读取自身。',
    action: '请用 model.to_json() 重新写出模型。',
  },
  'keras/too-many-layers': {
    title: '模型的层过多',
    text: '它有 {count} 层；Fettle 的模型最多 {limit} 层。',
    action: '请在此处把重复的部分建成重复块。',
  },
  'example/no-target': {
    title: '这种训练无法逐行推演',
    text: '相互对抗或互相比较样本的网络没有单行的损失。',
    action: '请选择用于预测的模型或自编码器。',
  },
  'example/wrong-count': {
    title: '数的个数不符',
    text: '为“{name}”给出的数与网络所需的个数不一致。',
    action: '请从网络自身的数重新开始。',
  },
  'example/too-large': {
    title: '网络太大，无法逐步推演',
    text: '它有 {count} 个数；最多可逐一查看 {limit} 个。',
    action: '请换用较小的模型或数据。',
  },
  'code/embedding': {
    title: '这种训练没有脚本',
    text: '学习哪些行属于同一类的嵌入网络暂不能写成脚本。',
    action: '如需在别处使用，可将训练好的模型导出为 ONNX。',
  },
  'code/backbone': {
    title: '这种训练没有脚本',
    text: '以已训练网络为起点的模型暂不能写成脚本。',
    action: '如需在别处使用，可将训练好的模型导出为 ONNX。',
  },
  'code/adversarial': {
    title: '这种训练没有脚本',
    text: '两个相互对抗训练的网络暂不能写成脚本。',
    action: '如需在别处使用，可将生成器导出为 ONNX。',
  },
  'keras/not-exportable': {
    title: '层“{layer}”无法写成 Keras 格式',
    text: 'Keras 本身没有这种层（{kind}）。',
    action: '请在导出前移除该层，或把训练好的模型导出为 ONNX。',
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
  'compression/two-networks': {
    title: '两个网络无法压缩',
    text: '该模型与另一个网络对抗训练，两者都无法单独评价。',
    action: '请压缩预测目标或还原输入的模型。',
  },
  'compression/no-teacher': {
    title: '该模型不能作为教师',
    text: '学生模型要从对目标的回答中学习；该模型还原输入，或只判断相似程度。',
    action: '请改用剪枝或整数量化。',
  },
  'compression/no-student': {
    title: '学生模型不合适',
    text: '按此宽度，各层之间或与数据之间不匹配。',
    action: '请选择其他宽度比例，或以项目中的某个模型作为学生。',
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
  'match/no-classes': {
    title: '没有可比较的依据',
    text: '这个模型没有学习类别，因此无法区分。',
    action: '请训练嵌入，或训练预测类别的模型。',
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
  'report/no-printer': {
    title: '无法在此生成 PDF',
    text: 'PDF 由 Chrome、Chromium 或 Edge 打印，但本机没有找到。',
    action: '请将报告保存为 HTML 并用任意浏览器打印，或安装其中之一。',
  },
  'report/not-printed': {
    title: '报告未能打印',
    text: '{program} 没有生成 PDF。',
    action: '请将报告保存为 HTML 并用任意浏览器打印。',
  },
  'export/not-in-tfjs': {
    title: 'TensorFlow.js 缺少所需的层',
    text: '它没有“{kind}”，而层 {layer} 需要它。',
    action: '请导出为 ONNX，或训练不含此层的模型。',
  },
  'export/no-predictor': {
    title: '小型预测程序无法为此模型准备输入',
    text: '它能读取表格和图片；文本、序列和生成的行需要更多处理。',
    action: '请导出为 ONNX，或用 Fettle 预测和提供服务。',
  },
  'export/no-tensorflow': {
    title: '没有找到 TensorFlow',
    text: 'SavedModel 由装有 TensorFlow 的 Python 生成，而 {program} 没有。',
    action: '请用 FETTLE_PYTHON 指定一个，或保存文件夹后在别处运行 make_savedmodel.py。',
  },
  'export/tensorflow-failed': {
    title: 'TensorFlow 没有写出 SavedModel',
    text: '{message}',
    action: '请只保存文件夹，并用其他版本的 TensorFlow 运行 make_savedmodel.py。',
  },
  'serving/already': {
    title: '该模型已在提供服务',
    text: '它正在自己的端口上提供服务。',
    action: '如需更改，请先停止。',
  },
  'serving/bad-body': {
    title: '无法读取请求',
    text: '它不是行数据的 JSON。',
    action: '请按 /schema 的描述发送行数据。',
  },
  'serving/busy': {
    title: '等待回答的请求过多',
    text: '请求的行数超出了短时间内能回答的数量。',
    action: '请稍后再试。',
  },
  'serving/port-taken': {
    title: '端口已被占用',
    text: '端口 {port} 正被其他程序使用。',
    action: '请选择其他端口，或用 0 自动选择。',
  },
  'serving/too-large': {
    title: '请求过大',
    text: '一次最多接受 {limitBytes} 字节。',
    action: '请分批发送。',
  },
  'serving/too-many-rows': {
    title: '请求的行数过多',
    text: '一次最多接受 {limit} 行。',
    action: '请分批发送。',
  },
  'serving/unknown-kind': {
    title: '未知的请求类型',
    text: '无法理解 {kind}。',
    action: '请发送 JSON；若模型读取图片，也可直接发送图片。',
  },
  'monitoring/too-few-rows': {
    title: '没有可比较的内容',
    text: '一行数据也没有。',
    action: '请选择有数据的文件，或先记录一段时间的回答。',
  },
  'monitoring/labels-do-not-match': {
    title: '标签与回答不匹配',
    text: '文件有 {rows} 行，而记录了 {kept} 个回答。',
    action: '请像下载的记录那样用“row”列指明每个回答，或按顺序每个回答一行。',
  },
  'monitoring/no-table': {
    title: '图片无法直接追加',
    text: '它们保存在各自的文件中。',
    action: '请将新图片加入其文件夹，并作为数据集的新版本导入。',
  },
  'project/not-a-file': {
    title: '这不是 Fettle 项目',
    text: '{name} 不是由“导出项目”生成的。',
    action: '请选择以 .fettle 结尾的文件。',
  },
  'project/broken-file': {
    title: '项目文件已损坏',
    text: '{name} 无法完整读取（{what}）。没有导入任何内容。',
    action: '请重新导出项目，或重新复制该文件。',
  },
  'store/read-only': {
    title: '无法写入数据文件夹',
    text: '{path} 是只读的。',
    action: '请允许写入，或选择其他数据文件夹。',
  },
}
