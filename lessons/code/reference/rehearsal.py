"""Show EarlyStopping the values of a table, without training anything, and draw what it does."""

from pathlib import Path

import keras
from keras import layers

VALUES = [0.90, 0.70, 0.75, 0.65, 0.65, 0.68]  # val_loss, epoch by epoch; made up
PATIENCE = 2
STEP, LEFT, TOP, SCALE = 85, 110, 50, 500  # pixels: between epochs, margins, for a val_loss of 1


def rehearse(values: list[float], patience: int) -> tuple[list[tuple[float, int]], int]:
    """Return the best value and the counter after each epoch, and the epoch that stops, from 0."""
    model = keras.Sequential([keras.Input((1,)), layers.Dense(1)])
    stopper = keras.callbacks.EarlyStopping(monitor="val_loss", mode="min", patience=patience)
    hooks = keras.callbacks.CallbackList([stopper], model=model)
    hooks.on_train_begin()
    model.stop_training = False
    steps = []
    for epoch, value in enumerate(values):
        hooks.on_epoch_begin(epoch)
        hooks.on_epoch_end(epoch, {"val_loss": value})
        steps.append((stopper.best, stopper.wait))
        if model.stop_training:
            break
    hooks.on_train_end()
    return steps, stopper.stopped_epoch


def draw(values: list[float], steps: list[tuple[float, int]], stopped: int) -> str:
    """Return a drawing: filled circles are better values, rings wait, a square stops."""

    def place(epoch: int, value: float) -> tuple[int, int]:
        return LEFT + STEP * epoch, TOP + round(SCALE * (max(values) - value))

    bottom = place(0, min(values))[1] + 40
    curve = " ".join("{},{}".format(*place(epoch, value)) for epoch, value in enumerate(values))
    parts = [f'<polyline class="curve" points="{curve}"/>']
    for epoch, (best, wait) in enumerate(steps):
        x, y = place(epoch, values[epoch])
        level = place(epoch, best)[1]
        parts.append(f'<line class="best" x1="{x - 30}" y1="{level}" x2="{x + 30}" y2="{level}"/>')
        if epoch == stopped:
            parts.append(f'<rect class="stop" x="{x - 8}" y="{y - 8}" width="16" height="16"/>')
            parts.append(f'<text x="{x}" y="{y - 16}">stops</text>')
        else:
            parts.append(f'<circle class="{"wait" if wait else "better"}" cx="{x}" cy="{y}" r="8"/>')
        parts.append(f'<text x="{x}" y="{bottom}">{epoch + 1}</text>')
        parts.append(f'<text x="{x}" y="{bottom + 30}">{wait}</text>')
    parts += [f'<text x="45" y="{bottom}">epoch</text>', f'<text x="45" y="{bottom + 30}">wait</text>']
    return picture(parts, LEFT + STEP * len(values) - 40, bottom + 48)


def picture(parts: list[str], width: int, height: int) -> str:
    """Return an SVG with these parts on a white ground, so that it can be read in a dark theme, too."""
    style = (
        ".curve{fill:none;stroke:#777;stroke-width:2} .best{stroke:#1f5fb0;stroke-width:2;stroke-dasharray:5 4} "
        ".better{fill:#1f5fb0} .wait{fill:#fff;stroke:#1f5fb0;stroke-width:3} .stop{fill:#b03a26} "
        "text{font:20px sans-serif;fill:#222;text-anchor:middle}"
    )
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" aria-labelledby="t d">',
        f'<title id="t">EarlyStopping with patience={PATIENCE}, epoch by epoch</title>',
        '<desc id="d">Made-up values of val_loss. Filled circles: better than the best so far. Rings: not better, so it '
        "waits. Square: it stops. Dashed: the best so far.</desc>",
        f"<style>{style}</style>",
        '<rect width="100%" height="100%" rx="6" fill="#fff"/>',
        *parts,
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    told, stopped_epoch = rehearse(VALUES, PATIENCE)
    Path("early-stopping.svg").write_text(draw(VALUES, told, stopped_epoch), encoding="utf-8")
    print("stopped after epoch", stopped_epoch + 1)
