"""Horses or humans: a first training, watched by TensorBoard and saved by ModelCheckpoint."""

# --8<-- [start:data]
import keras
import tensorflow as tf
import tensorflow_datasets as tfds
from keras import layers

keras.utils.set_random_seed(1)
SIDE = 64

# The set comes with two splits, "train" and "test". Nobody made one for validation: cut it from "train".
train_images, val_images = tfds.load("horses_or_humans", split=["train[:80%]", "train[80%:]"], as_supervised=True)


def prepare(image, label):
    """Make every image the same small size, with numbers from 0 to 1."""
    return tf.image.resize(image, (SIDE, SIDE)) / 255.0, label


train_ds = train_images.map(prepare).cache().shuffle(1000, seed=1).batch(32)
val_ds = val_images.map(prepare).batch(32).cache()
# --8<-- [end:data]

# --8<-- [start:model]
model = keras.Sequential([keras.Input((SIDE, SIDE, 3))])
for filters in (16, 32, 64):
    model.add(layers.Conv2D(filters, 3, activation="relu"))
    model.add(layers.MaxPooling2D())
model.add(layers.Flatten())
model.add(layers.Dense(256, activation="relu"))
model.add(layers.Dense(2, activation="softmax"))
model.compile(
    optimizer=keras.optimizers.SGD(learning_rate=0.05),
    loss="sparse_categorical_crossentropy",  # the labels are the integers 0 and 1
    metrics=["accuracy"],
)
# --8<-- [end:model]

# --8<-- [start:fit]
callbacks = [
    keras.callbacks.TensorBoard(log_dir="logs/first_run"),
    keras.callbacks.ModelCheckpoint("checkpoints/{epoch:02d}-{val_loss:.2f}.keras", verbose=1),
]
history = model.fit(train_ds, validation_data=val_ds, epochs=5, callbacks=callbacks, verbose=2)
# --8<-- [end:fit]

# --8<-- [start:files]
from pathlib import Path

print("\nFiles that this training wrote:")
for path in sorted(Path(".").glob("*/**/*")):
    if path.is_file():
        # An event file's name ends with the time, this computer's name and more; its beginning is enough here.
        print(" ", path.parent.as_posix(), "/", path.name[:19])
# --8<-- [end:files]
