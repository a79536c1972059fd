"""Train with ModelCheckpoint and EarlyStopping, then look at what each of them left behind."""

import keras
import numpy as np
from keras import layers


# --8<-- [start:data]
def two_moons(count, rng):
    """Return points of two blurred half circles, and which of the two each belongs to."""
    label = rng.integers(0, 2, count)
    angle = rng.uniform(0, np.pi, count)
    upside_down = 1 - 2 * label
    across, up = np.cos(angle) + label - 0.5, (np.sin(angle) - 0.25) * upside_down
    points = np.stack([across, up], axis=1)
    return (points + rng.normal(0, 0.3, points.shape)).astype("float32"), label


rng = np.random.default_rng(0)
x, y = two_moons(100, rng)  # so few points can be learned by heart
x_val, y_val = two_moons(200, rng)
# --8<-- [end:data]


# --8<-- [start:model]
def build_model():
    """Return a new network with more room than the task needs, the same every time."""
    keras.utils.set_random_seed(7)
    model = keras.Sequential(
        [
            keras.Input((2,)),
            layers.Dense(64, activation="relu"),
            layers.Dense(64, activation="relu"),
            layers.Dense(1, activation="sigmoid"),
        ]
    )
    model.compile(
        optimizer=keras.optimizers.Adam(0.01),
        loss="binary_crossentropy",
        metrics=["accuracy"],
    )
    return model


# --8<-- [end:model]

# --8<-- [start:callbacks]
checkpoint = keras.callbacks.ModelCheckpoint(
    "moons.keras",  # the whole model: layers and weights
    monitor="val_loss",  # what to judge an epoch by
    save_best_only=True,  # write only when val_loss is lower than ever before
    verbose=1,  # say so
)
stopping = keras.callbacks.EarlyStopping(
    monitor="val_loss",
    patience=8,  # after so many epochs in a row without a better one: stop
    restore_best_weights=True,  # afterwards, go back to the best epoch
    verbose=1,
)
# --8<-- [end:callbacks]

# --8<-- [start:fit]
model = build_model()
history = model.fit(
    x,
    y,
    validation_data=(x_val, y_val),
    epochs=100,  # more than it will need
    batch_size=16,
    callbacks=[checkpoint, stopping],
    verbose=0,  # no progress bars; the callbacks speak all the same
)
# --8<-- [end:fit]

# --8<-- [start:after]
val_loss = history.history["val_loss"]
best_epoch = int(np.argmin(val_loss))  # counted from 0, like every list
from_file = keras.models.load_model("moons.keras")

print(f"epochs that ran:        {len(val_loss)} of 100")
print(f"best val_loss:          {val_loss[best_epoch]:.5f} in epoch {best_epoch + 1}")
print(f"val_loss of last epoch: {val_loss[-1]:.5f}")
print(f"the model in memory:    {model.evaluate(x_val, y_val, verbose=0)[0]:.5f}")
print(f"the model in the file:  {from_file.evaluate(x_val, y_val, verbose=0)[0]:.5f}")
# --8<-- [end:after]
