import type { ErrorMessages } from './types'

/** Of models from elsewhere and on their way elsewhere: read, explained, made smaller, exported, in use, reported. */
export const MODEL_CHINESE = {
  'backbone/no-weights': {
    title: '骨干网络没有权重',
    text: '{layer} 的起始权重文件已不存在，或已被替换。',
    action: '请在“模型 → 骨干网络”中重新导入，或从模型中移除它。',
  },
  'backbone/no-network': {
    title: '没有带权重的网络',
    text: '{name} 中没有 Fettle 能连同权重一起读取的网络。',
    action:
      '请拖入 Keras 模型（.keras、.h5，或其 JSON 及 .weights.h5、.npz 或 .safetensors 权重）、TF.js 层模型（model.json 及其分片），或 ONNX 文件。',
  },
  'backbone/weights-alone': {
    title: '只有权重，没有模型',
    text: '{name} 中有权重，但没有说明它们属于哪些层。',
    action:
      '请用 model.to_json() 写出各层，并与此文件一起拖入；或用 model.save("model.keras") 保存整个模型。',
  },
  'backbone/missing-file': {
    title: '缺少文件',
    text: '模型提到文件 {name}，但它不在其中。',
    action: '请将模型的所有文件一起拖入，或拖入其文件夹或压缩包。',
  },
  'backbone/onnx-type': {
    title: '数值类型不符',
    text: '“{name}”的类型为 {type}；骨干网络的输入、输出和权重须为 32 位浮点数（float32）。',
    action: '请以 float32 导出网络，输入为图片或数值：不能是文本，也不能是半精度。',
  },
  'backbone/onnx-size': {
    title: '有尺寸未定',
    text: '“{name}”的形状为 {shape}：除行数外，所有尺寸都须已知，且为一到三个。',
    action: '请按一种图片尺寸导出网络；只有第一个轴可以是动态的（PyTorch 的 dynamic_axes）。',
  },
  'backbone/onnx-rows': {
    title: '行数是固定的',
    text: '该网络是为每次 {rows} 行写出的，行数更多时结果不同。',
    action:
      '请将第一个轴设为动态后导出：在 PyTorch 中，用 dynamic_axes（新导出器为 dynamic_shapes）指明输入和输出的轴 0。',
  },
  'backbone/onnx-operator': {
    title: '有无法接收的算子',
    text: 'Fettle 写出的是算子集 17，其中没有 {operators}（该文件为算子集 {version}）。',
    action: '请以 opset_version=17 并仅用标准算子导出网络。',
  },
  'backbone/onnx-elsewhere': {
    title: 'ONNX 骨干网络只能留在 ONNX 中',
    text: '无法为 {what} 写出该骨干网络的节点。',
    action: '请选择 ONNX，或改用 Keras 或 TensorFlow.js 的骨干网络，Fettle 认识它们的层。',
  },
  'backbone/onnx-frozen': {
    title: 'ONNX 骨干网络保持冻结',
    text: '“{name}”由 ONNX 节点组成，Fettle 能运行但不能训练它们。',
    action: '请保持冻结，或改从 Keras 或 TensorFlow.js 导入该网络。',
  },
  'backbone/onnx-no-slope': {
    title: '无法求 ONNX 节点的梯度',
    text: '该模型以 ONNX 骨干网络开始，Fettle 能运行它，但不能对它求导。',
    action: '请改用遮挡法或排列重要性，或以 Keras、TensorFlow.js 的骨干网络开始。',
  },
  'backbone/onnx-failed': {
    title: '网络无法运行',
    text: 'ONNX Runtime 提示：{message}',
    action: '请用 onnx.checker 检查文件，并以 opset_version=17 导出。',
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
  'match/no-classes': {
    title: '没有可比较的依据',
    text: '这个模型没有学习类别，因此无法区分。',
    action: '请训练嵌入，或训练预测类别的模型。',
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
    text: '它能读取表格、图片和文本；序列和生成的行需要更多处理。',
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
    action: '请像记录和 HTTP 回答那样用“row”列指明每个回答，或按顺序每个回答一行。',
  },
  'monitoring/no-table': {
    title: '图片无法直接追加',
    text: '它们保存在各自的文件中。',
    action: '请将新图片加入其文件夹，并作为数据集的新版本导入。',
  },
  'project/not-a-file': {
    title: '这不是 Fettle 项目',
    text: '{name} 不是由“导出为单个文件”生成的，或者不完整。',
    action: '请选择以 .fettle 结尾的文件。',
  },
  'project/broken-file': {
    title: '项目文件已损坏',
    text: '{name} 无法完整读取（{what}）。没有导入任何内容。',
    action: '请重新导出项目，或重新复制该文件。',
  },
} satisfies Partial<ErrorMessages>
