"""Writes on in whatever file is there.

misconception: old_rows_stay
caught by: test_starts_a_new_file
message: from another training
"""

from pathlib import Path

import tensorflow as tf


def train_with_log(model, x, y, x_val, y_val, csv_path, epochs, initial_epoch=0):
    csv_path = Path(csv_path)
    csv_path.parent.mkdir(exist_ok=True, parents=True)
    rate = {}

    def remember(epoch, logs):
        rate["now"] = float(model.optimizer.learning_rate.numpy())

    def write(epoch, logs):
        values = {k: v for k, v in sorted(logs.items()) if k != "learning_rate"}
        first = not csv_path.exists()
        with csv_path.open("a") as f:
            if first:
                print("epoch", *values, "learning_rate", sep=",", file=f)
            print(epoch, *values.values(), rate["now"], sep=",", file=f)

    return model.fit(
        x=x,
        y=y,
        validation_data=(x_val, y_val),
        initial_epoch=initial_epoch,
        epochs=epochs,
        verbose=2,
        callbacks=(
            tf.keras.callbacks.LambdaCallback(on_epoch_begin=remember),
            tf.keras.callbacks.LambdaCallback(on_epoch_end=write),
            tf.keras.callbacks.ReduceLROnPlateau(patience=2, factor=0.5),
        ),
    )


def best_epoch(csv_path, metric="val_loss", mode="min"):
    lines = Path(csv_path).read_text().splitlines()
    header = lines[0].split(",") if lines else []
    if metric not in header:
        raise ValueError(f"{metric} is not one of {header}")
    if mode not in {"min", "max"}:
        raise ValueError(mode)
    sign = {"min": 1, "max": -1}[mode]
    candidates = []
    for number, line in enumerate(lines[1:]):
        cells = dict(zip(header, line.split(",")))
        if cells[metric] in ("", "NA", "nan"):
            continue
        candidates.append((sign * float(cells[metric]), number, int(cells["epoch"])))
    return min(candidates)[2]
