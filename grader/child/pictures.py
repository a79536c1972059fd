"""Which images of a stored dataset a pipeline shows, however it resized and scaled them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import keras
import numpy as np
import tensorflow as tf
import tensorflow_datasets as tfds

_GRID = (6, 6)
_CERTAIN = 0.97
_POSSIBLE = 0.8


class Pictures:
    """The images of one split in the order in which TFDS stores them, known by what they show.

    An image is reduced to a coarse grid without brightness and contrast: the way it was resized does not matter.
    """

    def __init__(self, name: str, split: str = "train") -> None:
        self._stored = tfds.load(name, split=split, as_supervised=True)
        pairs = list(self._stored.map(lambda image, label: (_reduced(image), label)).as_numpy_iterator())
        self.labels = [int(label) for _, label in pairs]
        self._whole = _coarse([image for image, _ in pairs])
        self._cut: dict[tuple[int, int], list[Any]] = {}

    def numbers_of(self, seen: Any, size: tuple[int, int]) -> list[int]:
        """Return the position in the split of each image whose coarse rows ``seen`` holds; -1 for one that is not there.

        They may have been resized, padded or cropped to ``size``, all in the same way, and mirrored one by one.
        """
        best = seen @ self._whole.T
        for block in self._others(size):
            if _fit(best) > _CERTAIN:
                break
            likeness = seen @ np.concatenate([block, _mirrored(block)]).T
            best = max(best, likeness, key=_fit)
        found = np.where(best.max(axis=1) > _POSSIBLE, best.argmax(axis=1) % len(self._whole), -1)
        return [int(number) for number in found]

    def _others(self, size: tuple[int, int]) -> Iterator[Any]:
        """Yield what the images look like, whole and then cut or padded to ``size`` in each way."""
        yield self._whole
        blocks = self._cut.setdefault(size, [])
        for number, cut in enumerate(_CUTS):
            if number == len(blocks):
                views = self._stored.map(lambda image, _, cut=cut: _reduced(cut(image, *size)))
                blocks.append(_coarse(list(views.as_numpy_iterator())))
            yield blocks[number]


def look_at(dataset: Any, pictures: Pictures, enough: int) -> dict[str, Any]:
    """Go through ``dataset`` once and return what it shows; after ``enough`` images it counts as endless.

    ``numbers`` and ``labels`` are those of each image in order, ``batches`` the sizes of the batches; ``shapes``,
    ``dtypes``, ``low`` and ``high`` describe the images. ``odd`` is a sentence about an element that is no batch of
    images and labels, and then the pass ends.
    """
    seen: dict[str, Any] = {"numbers": [], "labels": [], "batches": [], "shapes": [], "dtypes": []}
    seen |= {"low": None, "high": None, "odd": None, "endless": False}
    rows: list[Any] = []
    for element in _batches(dataset):
        seen["odd"] = _oddity(element)
        if seen["odd"]:
            break
        images, labels = (np.asarray(part) for part in element)
        rows.append(_coarse(_reduced(images)))
        seen["labels"] += labels.reshape(-1).tolist()
        _note(seen, images)
        if len(seen["labels"]) > enough:
            seen["endless"] = True
            break
    if rows and len(seen["shapes"]) == 1:
        seen["numbers"] = pictures.numbers_of(np.concatenate(rows), tuple(seen["shapes"][0][:2]))
    return seen


def _batches(dataset: Any) -> Iterator[Any]:
    if not isinstance(dataset, keras.utils.PyDataset):
        yield from dataset
        return
    yield from (dataset[index] for index in range(len(dataset)))
    dataset.on_epoch_end()


def _oddity(element: Any) -> str | None:
    if not isinstance(element, tuple | list) or len(element) != 2:
        what = f"keys {', '.join(map(str, element))}" if isinstance(element, dict) else type(element).__name__
        return f"an element is no pair of images and labels ({what})"
    images, labels = (np.shape(part) for part in element)
    if len(images) != 4 or images[-1] != 3:
        return f"images of shape {images}"
    if labels not in (images[:1], (images[0], 1)):
        return f"labels of shape {labels} for {images[0]} images"
    return None


def _note(seen: dict[str, Any], images: Any) -> None:
    seen["batches"].append(len(images))
    for name, value in (("shapes", list(images.shape[1:])), ("dtypes", str(images.dtype))):
        if value not in seen[name]:
            seen[name].append(value)
    low, high = float(images.min()), float(images.max())
    seen["low"] = low if seen["low"] is None else min(seen["low"], low)
    seen["high"] = high if seen["high"] is None else max(seen["high"], high)


def _reduced(images: Any) -> Any:
    return tf.image.resize(tf.cast(images, tf.float32), _GRID, method="area")


def _coarse(reduced: Any) -> Any:
    """Return one row of length 1 for each image, without its brightness and its contrast."""
    rows = np.asarray(reduced, "float32").reshape(len(reduced), -1)
    rows = rows - rows.mean(axis=1, keepdims=True)
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)


def _fit(likeness: Any) -> float:
    """Return how well nine in ten of the images were recognised."""
    return float(np.quantile(likeness.max(axis=1), 0.1))


def _mirrored(block: Any) -> Any:
    return block.reshape(len(block), *_GRID, 3)[:, :, ::-1].reshape(len(block), -1)


def _filled(image: Any, height: int, width: int) -> Any:
    return keras.preprocessing.image.smart_resize(image, (height, width))


_CUTS: tuple[Callable[..., Any], ...] = (tf.image.resize_with_pad, tf.image.resize_with_crop_or_pad, _filled)
