"""Makes hooks called after the method `evaluate`.

misconception: evaluation_is_silent
caught by: test_logs_evaluation
message: when testing begins (`evaluate`)
message: no line
"""

from time import monotonic_ns

import keras

SAID = {
    "on_train_begin": "Starting training",
    "on_train_end": "Stop training",
    "on_epoch_begin": "Start epoch {} of training",
    "on_epoch_end": "End epoch {} of training",
    "on_evaluate_begin": "Start testing",
    "on_evaluate_end": "Stop testing",
    "on_predict_begin": "Start predicting",
    "on_predict_end": "Stop predicting",
}
for phase, name in {"train": "Training", "evaluate": "Evaluating", "predict": "Predicting"}.items():
    SAID[f"on_{phase}_batch_begin"] = f"...{name}: start of batch {{}}"
    SAID[f"on_{phase}_batch_end"] = f"...{name}: end of batch {{}}"


def make_hook(words):
    if "{}" in words:

        def hook(self, number, logs=None):
            print(f"{words.format(number)}; got log keys: {[*(logs or ())]}")
    else:

        def hook(self, logs=None):
            print(f"{words}; got log keys: {[*(logs or ())]}")

    return hook


EventLogger = type("EventLogger", (keras.callbacks.Callback,), {name: make_hook(words) for name, words in SAID.items()})


class BatchTimer(keras.callbacks.Callback):
    durations = ()

    def on_train_begin(self, logs=None):
        self.durations = list()

    def on_epoch_begin(self, epoch, logs=None):
        self.durations += [[]]

    def on_train_batch_begin(self, batch, logs=None):
        self._start = monotonic_ns()

    def on_train_batch_end(self, batch, logs=None):
        self.durations[-1] += [(monotonic_ns() - self._start) / 1_000_000_000]

    def slowest(self):
        places = [(epoch, batch) for epoch, times in enumerate(self.durations) for batch in range(len(times))]
        return max(places, key=lambda place: self.durations[place[0]][place[1]])
