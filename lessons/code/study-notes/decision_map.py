"""Draw after each epoch which answer a model gives where: an animation, and a strip of four drawings.

Run it in lessons/assets to make the picture of the study notes, decision_map.svg, again.
"""

import re
from pathlib import Path

import keras
import matplotlib
import numpy as np
from keras import layers

matplotlib.use("Agg")  # draw into files, open no window
from matplotlib import pyplot as plt
from matplotlib.animation import PillowWriter

TITLE = "What a model answers at every place, after 1, 4, 12 and 60 epochs"
DESC = (
    "Four drawings of the same points, which belong to two interlocking half circles. Colours show the model's answer "
    "everywhere. After 1 epoch the border between the two answers is nearly straight and blurred. Then it bends around "
    "the half circles, and after 60 epochs it is sharp and makes detours for single points."
)


def two_moons(count, rng):
    """Return points of two blurred half circles, and which of the two each belongs to."""
    label = rng.integers(0, 2, count)
    angle = rng.uniform(0, np.pi, count)
    across, up = np.cos(angle) + label - 0.5, (np.sin(angle) - 0.25) * (1 - 2 * label)
    return np.stack([across, up], axis=1) + rng.normal(0, 0.3, (count, 2)), label


# --8<-- [start:draw]
ACROSS, UP = np.meshgrid(np.linspace(-2.4, 2.4, 60), np.linspace(-1.8, 1.8, 45))
PLACES = np.column_stack([ACROSS.ravel(), UP.ravel()])


def draw_map(axes, answers, points, labels):
    """Colour each place by the model's answer, and put the points on top."""
    answers = answers.reshape(ACROSS.shape)
    colours = ["#f0a860", "#fae3cb", "#dcd8f0", "#9c90d4"]  # sure of 0 ... sure of 1
    axes.contourf(ACROSS, UP, answers, [0, 0.25, 0.5, 0.75, 1], colors=colours)
    axes.plot(*points[labels == 0].T, "o", color="#7a3300", markersize=3)
    axes.plot(*points[labels == 1].T, "^", color="#2c1466", markersize=3)
    axes.set_axis_off()


# --8<-- [end:draw]


# --8<-- [start:callback]
class DecisionMap(keras.callbacks.Callback):
    """Draws the model's answers after each epoch, and leaves an animation."""

    def __init__(self, points, labels, path):
        super().__init__()
        self.points, self.labels, self.path = points, labels, path

    def on_train_begin(self, logs=None):
        self.figure, self.axes = plt.subplots(figsize=(4, 3))
        self.writer = PillowWriter(fps=5)
        self.writer.setup(self.figure, self.path)

    def on_epoch_end(self, epoch, logs=None):
        answers = self.model.predict(PLACES, verbose=0)  # of the model as it is now
        self.axes.clear()
        draw_map(self.axes, answers, self.points, self.labels)
        self.axes.set_title(f"epoch {epoch + 1}")
        self.writer.grab_frame()

    def on_train_end(self, logs=None):
        self.writer.finish()  # writes the file
        plt.close(self.figure)


# --8<-- [end:callback]


class Strip(keras.callbacks.Callback):
    """Draws four of the maps side by side."""

    def __init__(self, points, labels, epochs):
        super().__init__()
        self.points, self.labels, self.epochs = points, labels, epochs
        self.figure, self.axes = plt.subplots(1, len(epochs), figsize=(10, 2.3), layout="tight")

    def on_epoch_end(self, epoch, logs=None):
        if epoch + 1 in self.epochs:
            axes = self.axes[self.epochs.index(epoch + 1)]
            draw_map(axes, self.model.predict(PLACES, verbose=0), self.points, self.labels)
            axes.set_title(f"epoch {epoch + 1}")

    def on_train_end(self, logs=None):
        plt.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": "moons"})
        nothing = dict.fromkeys(["Creator", "Date", "Format", "Type"])
        self.figure.savefig("decision_map.svg", metadata=nothing)
        plt.close(self.figure)
        name_picture(Path("decision_map.svg"))


def name_picture(path):
    """Give an SVG file a title and a description, for those who do not see it."""
    shorter = re.sub(r"(\d\.\d)\d+", r"\1", path.read_text())  # a tenth of a point is exact enough
    before, drawing = shorter.split(' version="1.1">', 1)
    head = before[before.index("<svg") :] + ' version="1.1" role="img" aria-labelledby="title desc">'
    path.write_text(f'{head}\n<title id="title">{TITLE}</title>\n<desc id="desc">{DESC}</desc>{drawing}')


keras.utils.set_random_seed(7)
points, labels = two_moons(100, np.random.default_rng(0))
model = keras.Sequential(
    [
        keras.Input((2,)),
        layers.Dense(64, activation="relu"),
        layers.Dense(64, activation="relu"),
        layers.Dense(1, activation="sigmoid"),
    ]
)
model.compile(optimizer=keras.optimizers.Adam(0.01), loss="binary_crossentropy")

film = DecisionMap(points, labels, "answers.gif")
strip = Strip(points, labels, [1, 4, 12, 60])
model.fit(points, labels, batch_size=16, epochs=60, verbose=0, callbacks=[film, strip])
