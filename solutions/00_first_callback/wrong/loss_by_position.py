"""Names the metric that the progress bar shows first.

misconception: watches_another_metric
caught by: test_stops_after_two_epochs_without_progress
message: the last epoch is
"""

import tensorflow as tf


def train(model, x, y, x_val, y_val, epochs=30):
    stop = tf.keras.callbacks.EarlyStopping("loss", 0, 2, 1, "min", None, True)
    return model.fit(x, y, None, epochs, 0, [stop], 0.0, (x_val, y_val))
