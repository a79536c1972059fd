"""TensorFlow's own checkpoints, which appear all at once; a byte count in them says how much of the history counts."""

import csv
import os
from pathlib import Path

import keras
import tensorflow as tf


class Log(keras.callbacks.Callback):
    def __init__(self, manager, checkpoint, directory):
        super().__init__()
        self.manager, self.checkpoint, self.directory = manager, checkpoint, directory

    def on_epoch_end(self, epoch, logs=None):
        history = self.directory / "history.csv"
        with history.open("a", newline="") as file:
            row = {"epoch": epoch, **logs}
            writer = csv.DictWriter(file, row)
            if epoch == 0:
                writer.writeheader()
            writer.writerow(row)
        if logs["val_loss"] < float(self.checkpoint.best):
            self.checkpoint.best.assign(logs["val_loss"])
            self.checkpoint.best_epoch.assign(epoch)
            self.model.save(self.directory / f"best_of_{epoch}.keras")
        self.checkpoint.epochs.assign(epoch + 1)
        self.checkpoint.bytes.assign(history.stat().st_size)
        self.manager.save()
        settle(self.checkpoint, self.directory)


def settle(checkpoint, directory):
    done = directory / f"best_of_{int(checkpoint.best_epoch)}.keras"
    if done.exists():
        os.replace(done, directory / "best_model.keras")
    for stray in directory.glob("best_of_*.keras"):
        stray.unlink()
    history = directory / "history.csv"
    if history.exists() and history.stat().st_size > int(checkpoint.bytes):
        os.truncate(history, int(checkpoint.bytes))


def train(build_model, x, y, x_val, y_val, directory, epochs):
    directory = Path(directory)
    directory.mkdir(parents=True, exist_ok=True)
    model = build_model()
    checkpoint = tf.train.Checkpoint(
        model=model,
        optimizer=model.optimizer,
        epochs=tf.Variable(0, dtype=tf.int64),
        bytes=tf.Variable(0, dtype=tf.int64),
        best=tf.Variable(float("inf"), dtype=tf.float64),
        best_epoch=tf.Variable(-1, dtype=tf.int64),
    )
    model.optimizer.build(model.trainable_variables)
    manager = tf.train.CheckpointManager(checkpoint, str(directory / "checkpoints"), max_to_keep=2)
    checkpoint.restore(manager.latest_checkpoint)
    settle(checkpoint, directory)
    done = int(checkpoint.epochs)
    if done < epochs:
        log = Log(manager, checkpoint, directory)
        model.fit(x, y, 16, epochs, 0, [log], validation_data=(x_val, y_val), initial_epoch=done)
    return model
