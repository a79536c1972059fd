"""Lists the first epoch that felt the lower rate.

misconception: lists_the_epoch_after
caught by: test_lists_the_reductions
message: reductions (rates
message: Epoch e is listed when epoch e + 1 trained at a lower rate
"""

import os

import keras


class Announcer(keras.callbacks.ReduceLROnPlateau):
    """ReduceLROnPlateau that also remembers when it acted."""

    def __init__(self, **settings):
        super().__init__(**settings)
        self.acted = []

    def _reduce_optimizer_lr(self, optimizer, epoch, name=""):
        reduced = super()._reduce_optimizer_lr(optimizer, epoch, name)
        if reduced:
            self.acted.append(epoch)
        return reduced


def build_model(input_shape, num_classes=4):
    backbone = keras.Sequential(
        [
            keras.Input(input_shape),
            keras.layers.SeparableConv2D(16, 3, activation="relu"),
            keras.layers.MaxPooling2D(3),
            keras.layers.SeparableConv2D(32, 3, activation="relu"),
            keras.layers.GlobalAveragePooling2D(),
        ],
        name="backbone",
    )
    model = keras.Sequential([backbone, keras.layers.Dense(num_classes), keras.layers.Softmax()])
    model.compile(
        optimizer=keras.optimizers.AdamW(3e-4),
        loss=keras.losses.SparseCategoricalCrossentropy(),
        metrics=["accuracy", keras.metrics.SparseTopKCategoricalAccuracy(k=2, name="top2")],
    )
    return model


def make_callbacks(log_dir):
    os.makedirs(log_dir, exist_ok=True)
    reduce_lr = Announcer(
        monitor="val_accuracy", mode="max", factor=0.3, patience=2, min_delta=0.001, verbose=1, cooldown=0
    )
    return [
        keras.callbacks.TerminateOnNaN(),
        reduce_lr,
        keras.callbacks.TensorBoard(log_dir, write_graph=False),
        keras.callbacks.CSVLogger(os.path.join(log_dir, "history.csv")),
    ]


def train(model, x_train, y_train, log_dir, epochs=20, batch_size=32):
    training, validation = keras.utils.split_dataset((x_train, y_train), right_size=0.1, shuffle=True, seed=1)
    return model.fit(
        training.batch(batch_size),
        validation_data=validation.batch(batch_size),
        epochs=epochs,
        callbacks=make_callbacks(log_dir),
    )


def reductions(history):
    rates = history.history["learning_rate"] if "learning_rate" in history.history else []
    found = []
    for epoch in range(1, len(rates)):
        before, after = rates[epoch - 1], rates[epoch]
        if after < before:
            found.append(epoch + 1)
    return tuple(found)
