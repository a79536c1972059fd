"""Seeds the module random, and not a generator of its own.

misconception: global_generator
caught by: test_leaves_other_generators_alone
message: that of Python is
"""

import io
import random
from pathlib import Path
from typing import Any

import imageio.v3 as iio
import keras
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.figure import Figure


def to_pixels(figure: Figure) -> np.ndarray:
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png")
    return iio.imread(buffer.getvalue())[:, :, :3]


class VisCallback(keras.callbacks.Callback):
    def __init__(
        self,
        inputs: np.ndarray,
        ground_truth: np.ndarray,
        path: str | Path,
        display_freq: int = 10,
        n_samples: int = 10,
        seed: int = 0,
    ) -> None:
        super().__init__()
        random.seed(seed)
        chosen = random.sample(range(len(inputs)), k=min(n_samples, len(inputs)))
        self._inputs = np.asarray([inputs[i] for i in chosen])
        self._truth = [int(ground_truth[i]) for i in chosen]
        self._path, self._freq = Path(path), display_freq
        self._figures: list[Figure] = []

    def on_train_begin(self, logs: dict[str, Any] | None = None) -> None:
        self._figures = []

    def on_epoch_end(self, epoch: int, logs: dict[str, Any] | None = None) -> None:
        said = keras.ops.convert_to_numpy(self.model(self._inputs, training=False)).argmax(axis=1)
        figure = plt.figure(figsize=(len(self._truth) * 1.2, 1.8), layout="constrained")
        for place, (image, p, t) in enumerate(zip(self._inputs, said, self._truth), start=1):
            ax = figure.add_subplot(1, len(self._truth), place)
            ax.set(title=f"P:{p}, T:{t}", xticks=[], yticks=[])
            ax.title.set_fontsize(8)
            ax.imshow(image, cmap="viridis", interpolation="bilinear")
        figure.suptitle(f"Epoch {epoch}")
        if epoch % self._freq == 0:
            plt.show(block=False)
        plt.close("all")
        self._figures.append(figure)

    def on_train_end(self, logs: dict[str, Any] | None = None) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        iio.imwrite(self._path, [to_pixels(one) for one in self._figures], duration=1000, loop=0)
