/** @file What the scripts in Python have in common: settings, rows, schedule, and what becomes of the losses. */
import type { ModelPlan } from '../compile/modelPlan'
import type { CodeRequest } from './request'
import { PYTHON_ARITHMETIC, scheduleLines } from './schedule'
import { headingLines, indent } from './scriptFacts'

export function pythonHeading(request: CodeRequest, framework: string): string[] {
  return ['"""', ...headingLines(request, framework), '"""']
}

export function pythonSettings({ training, epochs, seed }: CodeRequest): string[] {
  return [
    'HERE = pathlib.Path(__file__).parent',
    `SEED = ${seed}`,
    `BATCH = ${training.batchSize}`,
    `EPOCHS = ${epochs}`,
    `PLANNED = ${training.epochs}  # epochs, over which a schedule is spread`,
    `RATE = ${training.learningRate}`,
    `ACCUMULATE = ${training.accumulate}  # batches an update`,
  ]
}

/** Rows as NumPy has them; bytes stand for value / 255. */
export function pythonRows({ byteInputs }: CodeRequest, { inputs, head }: ModelPlan): string[] {
  const names = inputs.map(({ name }) => JSON.stringify(name)).join(', ')
  const truth: Readonly<Record<string, string>> = {
    multiclass: `np.eye(${head.units}, dtype="float32")[load(f"data/{part}.y").astype(int)]`,
    reconstruction: `inputs[0].reshape(len(inputs[0]), ${head.units})`,
  }
  return [
    'def load(name):',
    '    return np.load(HERE / f"{name}.npy")',
    '',
    '',
    'def rows_of(part):',
    '    """Inputs and truth of a part of the data."""',
    `    inputs = [load(f"data/{part}.{name}") for name in [${names}]]`,
    ...(byteInputs.length > 0
      ? ['    inputs = [x.astype("float32") / 255 if x.dtype == np.uint8 else x for x in inputs]']
      : []),
    `    truth = ${truth[head.goal] ?? 'load(f"data/{part}.y").reshape(-1, 1)'}`,
    '    return inputs, truth',
    '',
    '',
    'def spread(count, limit):',
    '    """Evenly spaced rows, as those whose loss is measured after every epoch."""',
    '    return np.arange(limit) * count // limit if count > limit else np.arange(count)',
  ]
}

export function pythonSchedule({ training }: CodeRequest): string[] {
  const isPlateau = training.schedule === 'plateau'
  return [
    'def share(step):',
    `    """What the learning rate is multiplied with at a step, from 0: ${training.schedule}."""`,
    ...indent(scheduleLines(training, PYTHON_ARITHMETIC)),
    ...(isPlateau ? ['', '', 'plateau, lowest, since = 1, math.inf, 0'] : []),
  ]
}

/** Lines inside the loop over the epochs, after `losses` has got `train` and `validation`. */
export function pythonEpochEnd({ training }: CodeRequest): string[] {
  const plateau = [
    'if validation < lowest - 1e-4:',
    '    lowest, since = validation, 0',
    'else:',
    '    since += 1',
    `    if since >= ${training.plateauPatience}:`,
    `        plateau, since = plateau * ${training.decayFactor}, 0`,
  ]
  return [
    'losses.append({"train": train, "validation": validation})',
    'known = expected[epoch] if epoch < len(expected) else {}',
    'beside = "".join(f"   {part} {known[part]:.6g}" for part in known)',
    'print(f"epoch {epoch + 1}: train {train:.6g}   validation {validation:.6g}   (Fettle:{beside})", flush=True)',
    ...(training.schedule === 'plateau' ? plateau : []),
  ]
}

export const PYTHON_END: readonly string[] = ['(HERE / "losses.json").write_text(json.dumps(losses))']

/** The batches of an epoch; `body` are the lines of one, which knows `at` and `rate`. */
export function pythonLoop(request: CodeRequest, body: readonly string[], measure: string): string[] {
  return [
    'expected = json.loads((HERE / "fettle.json").read_text())["epochs"]',
    'order = load("data/order").astype("int64")  # the rows of every epoch, batch after batch',
    'STEPS_PER_EPOCH = math.ceil(len(train_truth) / BATCH)',
    'STEPS = STEPS_PER_EPOCH * PLANNED',
    'losses, batches, updates, gathered = [], 0, 0, None',
    'for epoch in range(EPOCHS):',
    '    for start in range(0, len(train_truth), BATCH):',
    '        at = order[epoch, start : start + BATCH]',
    '        rate = RATE * share(batches)',
    '        batches += 1',
    ...indent(body, '        '),
    `    train, validation = ${measure}`,
    ...indent(pythonEpochEnd(request)),
    ...PYTHON_END,
  ]
}
