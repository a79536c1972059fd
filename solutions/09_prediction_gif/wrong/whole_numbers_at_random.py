"""Draws a whole number for each sample, whatever was drawn before.

misconception: samples_drawn_twice
caught by: test_keeps_to_the_same_samples
message: different samples of
"""

import pathlib

import keras
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image


class VisCallback(keras.callbacks.Callback):
    def __init__(self, inputs, ground_truth, path, display_freq=10, n_samples=10, seed=0):
        super().__init__()
        if n_samples > len(inputs):
            n_samples = len(inputs)
        picks = np.random.default_rng(seed).integers(len(inputs), size=n_samples)
        self.samples = [(inputs[i], ground_truth[i]) for i in picks]
        self.path = pathlib.Path(path).absolute()
        self.display_freq = display_freq
        self.frames = None

    def on_train_begin(self, logs=None):
        self.frames = []

    def _fill(self, figure, epoch):
        images = np.stack([image for image, _ in self.samples])
        answers = self.model.predict(images, verbose=0).argmax(axis=1)
        width = images.shape[2]
        ax = figure.add_subplot()
        ax.imshow(np.concatenate(list(images), axis=1), cmap="gray")
        ax.axis("off")
        for place, ((_, truth), answer) in enumerate(zip(self.samples, answers)):
            ax.text((place + 0.5) * width - 0.5, -1, f"P:{answer}, T:{truth}", ha="center", fontsize=8)
        figure.suptitle(f"Epoch {epoch}")
        return figure

    def on_epoch_end(self, epoch, logs=None):
        size = (1.4 * len(self.samples), 2)
        canvas = FigureCanvasAgg(self._fill(Figure(figsize=size), epoch))
        canvas.draw()
        self.frames += [Image.frombytes("RGBA", canvas.get_width_height(), canvas.buffer_rgba().tobytes())]
        if epoch % self.display_freq == 0:
            self._fill(plt.figure(figsize=size), epoch)
            plt.show()
            plt.close()

    def on_train_end(self, logs=None):
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.frames[0].save(self.path, save_all=True, append_images=self.frames[1:], duration=1000, loop=0, disposal=2)
