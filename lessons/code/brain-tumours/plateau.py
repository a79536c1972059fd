"""Drawn brain scans: the same model trained with a constant rate and with ReduceLROnPlateau. Not for diagnosis."""

# --8<-- [start:data]
import json
import os
from pathlib import Path

import keras
import numpy as np
from keras import layers

SIDE = 64
# The drawn scans lie beside the other stand-ins; put the folder of your own images here.
folder = Path(os.environ["TFDS_DATA_DIR"]).parent / "brain_tumour" / "Training"

train_ds, val_ds = keras.utils.image_dataset_from_directory(
    folder,
    validation_split=0.2,
    subset="both",
    seed=1,  # the files are mixed with this seed before the last fifth is held out
    image_size=(SIDE, SIDE),
    color_mode="grayscale",
    batch_size=16,
)
train_ds, val_ds = train_ds.cache(), val_ds.cache()
# --8<-- [end:data]

# --8<-- [start:count]
for part, dataset in {"training": train_ds, "validation": val_ds}.items():
    labels = np.concatenate([labels for _, labels in dataset])
    print(f"images of each class for {part}: {np.bincount(labels)}")
# --8<-- [end:count]


# --8<-- [start:model]
def new_model():
    """Return the same untrained model every time."""
    keras.utils.set_random_seed(2)
    model = keras.Sequential([keras.Input((SIDE, SIDE, 1)), layers.Rescaling(1 / 255)])
    for filters in (16, 32, 64):
        model.add(layers.Conv2D(filters, 3, padding="same", activation="relu"))
        model.add(layers.BatchNormalization(momentum=0.8))
        model.add(layers.MaxPooling2D())
    model.add(layers.GlobalAveragePooling2D())
    model.add(layers.Dense(4, activation="softmax"))  # one probability for each class; together they make 1
    model.compile(
        optimizer=keras.optimizers.Adam(0.02),  # twenty times the default: a large rate, on purpose
        loss="sparse_categorical_crossentropy",  # the labels are the integers 0 to 3
        metrics=["accuracy"],
    )
    return model


# --8<-- [end:model]

# --8<-- [start:fit]
plateau = keras.callbacks.ReduceLROnPlateau(monitor="val_loss", factor=0.2, patience=3, verbose=1)
runs = {"constant": [], "plateau": [plateau]}
# --8<-- [end:fit]

recorded = {}
for name, callbacks in runs.items():
    print(f"\n== {name}")
    history = new_model().fit(train_ds, validation_data=val_ds, epochs=16, callbacks=callbacks, verbose=2).history
    recorded |= {f"{name} {key}": values for key, values in history.items()}
    recorded.setdefault(f"{name} learning_rate", [0.02] * 16)
    print(f"val_loss of the best epoch {min(history['val_loss']):.3f}, of the last one {history['val_loss'][-1]:.3f}")

Path("history.json").write_text(json.dumps(recorded))
