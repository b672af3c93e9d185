/** Why a trial was given up or waits, what ended a study, and what the strategy is doing. */
export const reason = {
  prune: {
    'by-hand': { title: 'Given up by hand', text: 'Somebody ended it here.' },
    median: {
      title: 'Worse than the median',
      text: 'At epoch {step} its best was {value}; half of {trials} other trials had {bound} or better there.',
    },
    percentile: {
      title: 'Not among the best {percent} %',
      text: 'At epoch {step} its best was {value}; to go on it needed {bound}, as {trials} other trials show.',
    },
    front: {
      title: 'Too far from the front',
      text: 'At epoch {step} it lay on front {front} of {trials} trials; those up to front {bound} go on.',
    },
    rung: {
      title: 'Not among the best of its rung',
      text: 'At epoch {step} it was number {place} of {trials}; the best {kept} go on.',
    },
    bracket: {
      title: 'Not among the best of its rung',
      text: 'In bracket {bracket} at epoch {step} it was number {place} of {trials}; the best {kept} go on.',
    },
    unscored: { title: 'No value at its rung', text: 'It came to epoch {step} without a value to compare.' },
    patience: {
      title: 'No progress',
      text: 'Until epoch {step} nothing better than {value} came for {steps} epochs.',
    },
    below: { title: 'Implausibly low', text: 'At epoch {step} it had {value}, below {bound}.' },
    above: { title: 'Implausibly high', text: 'At epoch {step} it had {value}, above {bound}.' },
    wilcoxon: {
      title: 'Worse than trial {best}',
      text: 'On the same {runs} folds and seeds trial {best} was better; by chance that happens with a probability of {p}.',
    },
    extrapolation: {
      title: 'Its curve ends too low',
      text: 'From epoch {step} on it was heading for {value}; to beat {bound} it had a chance of {chance}.',
    },
    generation: {
      title: 'Waits for its generation',
      text: 'At epoch {step} it waits for the others of its population.',
    },
    replaced: {
      title: 'Replaced by a copy of trial {by}',
      text: 'At epoch {step} it was among the worst of its population; trial {by} goes on in its place.',
    },
  },
  stop: {
    target: {
      title: 'The target is reached',
      text: 'Trial {trial} came to {value}; the target was {target}.',
    },
    plateau: {
      title: 'Nothing better came any more',
      text: 'None of the last {trials} trials was better than trial {trial} with {value} by {minImprovement} or more.',
    },
    exhausted: {
      title: 'Everything is tried',
      text: 'There are no more settings that have not been a trial: {trials} in all.',
    },
    budget: { title: 'The budget is used', text: 'All {trials} trials are over.' },
    time: { title: 'The time is up', text: 'It ran for {seconds} seconds.' },
  },
  auto: {
    everything: 'There are only {points} different trials, so all of them are tried.',
    spread: 'The first {trials} trials lie evenly over the space; then it learns from them.',
    'gp-small-budget':
      'After {trials} trials of {parameters} settings a Gaussian process makes the most of few results.',
    'gp-with-tpe':
      'After {trials} trials the Gaussian process goes on; every fourth trial is of TPE, which looks where the process may be wrong.',
    'tpe-long-history':
      'After {trials} trials TPE is as good and faster; every fourth trial is of the Gaussian process.',
    'tpe-many-parameters': 'TPE proposes: {parameters} settings are too many for a Gaussian process.',
    'tpe-many-at-once':
      'TPE proposes: with {parallel} trials at a time a Gaussian process would guess too much.',
    'tpe-objectives': 'TPE for {objectives} objectives proposes, as a front begins.',
    'nsga2-objectives': 'After {trials} trials of {objectives} objectives NSGA-II breeds from the front.',
  },
}
