"""Predicts as in a notebook, where the bar is welcome.

misconception: progress_bar_printed
caught by: test_predicts_quietly
message: no progress bar
message: 1/1
"""

import io
import os

import imageio
import matplotlib.pyplot as plt
import numpy as np
import tensorflow as tf
from PIL import Image


class VisCallback(tf.keras.callbacks.Callback):
    def __init__(self, inputs, ground_truth, path, display_freq=10, n_samples=10, seed=0):
        super().__init__()
        n_samples = min(n_samples, len(inputs))
        indexes = np.random.default_rng(seed).permutation(len(inputs))[:n_samples]
        self.x, self.y = inputs[indexes], ground_truth[indexes]
        self.path = path
        self.display_freq = display_freq
        self.images = []

    def on_train_begin(self, logs=None):
        self.images.clear()

    def on_epoch_end(self, epoch, logs=None):
        predictions = np.argmax(self.model.predict(self.x), axis=-1)
        plt.figure(figsize=(10, 2))
        for i in range(len(self.x)):
            plt.subplot(1, len(self.x), i + 1)
            plt.imshow(np.squeeze(self.x[i]), cmap="gray")
            plt.title(f"P:{predictions[i]}, T:{self.y[i]}", fontsize=8)
            plt.axis("off")
        plt.suptitle(f"Epoch {epoch}")
        plt.tight_layout()
        buf = io.BytesIO()
        plt.savefig(buf, format="png")
        buf.seek(0)
        self.images.append(np.array(Image.open(buf)))
        if epoch % self.display_freq == 0:
            plt.show()
        plt.close()

    def on_train_end(self, logs=None):
        os.makedirs(os.path.dirname(os.path.abspath(self.path)), exist_ok=True)
        imageio.mimsave(self.path, self.images, duration=1000)
