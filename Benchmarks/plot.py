"""The growth of cost as one SVG: two panels with logarithmic axes, where what grows linearly runs along the dashed lines."""

import math

WIDTH, HEIGHT = 460, 340
LEFT, RIGHT, TOP, BOTTOM = 60, 30, 34, 46
COLOURS = ["#0969da", "#bf3989", "#1a7f37"]
HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="12">\n'
    '<rect width="100%" height="100%" fill="#ffffff"/>'
)


class Panel:
    """One diagram: `lines` gives a Summary by number for each line's name."""

    def __init__(self, title, what, lines):
        self.title = title
        self.what = what
        self.lines = lines
        numbers = [number for line in lines.values() for number in line]
        times = [time for line in lines.values() for s in line.values() for time in (s.fastest, s.slowest)]
        self.first, self.last = min(numbers), max(numbers)
        self.low, self.high = 10 ** math.floor(math.log10(min(times))), 10 ** math.ceil(math.log10(max(times)))

    def x(self, number):
        """The place of a number."""
        return LEFT + (WIDTH - LEFT - RIGHT) * part(number, self.first, self.last)

    def y(self, seconds):
        """The place of a time."""
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * part(seconds, self.low, self.high)

    def draw(self):
        """The elements of the panel."""
        elements = [label(WIDTH / 2, 20, self.title, "middle", bold=True), label(WIDTH / 2, HEIGHT - 8, self.what, "middle")]
        elements += self.axes()
        for place, (name, line) in enumerate(self.lines.items()):
            elements += self.line(line, COLOURS[place])
            elements.append(label(LEFT + 10, TOP + 14 + 16 * place, name, "start", COLOURS[place]))
        elements.append(label(LEFT + 10, TOP + 14 + 16 * len(self.lines), "dashed: linear", "start", "#59636e"))
        return elements

    def axes(self):
        """Lines and numbers at the numbers measured and at powers of ten of a second."""
        elements = []
        for number in sorted({number for line in self.lines.values() for number in line}):
            elements.append(stroke([(self.x(number), TOP), (self.x(number), HEIGHT - BOTTOM)], "#d1d9e0"))
            elements.append(label(self.x(number), HEIGHT - BOTTOM + 16, f"{number:,}", "middle"))
        for power in range(round(math.log10(self.low)), round(math.log10(self.high)) + 1):
            elements.append(stroke([(LEFT, self.y(10**power)), (WIDTH - RIGHT, self.y(10**power))], "#d1d9e0"))
            elements.append(label(LEFT - 6, self.y(10**power) + 4, f"{10.0**power:g} s", "end"))
        return elements

    def line(self, line, colour):
        """The medians with a mark from the fastest to the slowest, and what is linear through the last median."""
        points = [(self.x(number), self.y(summary.median)) for number, summary in sorted(line.items())]
        elements = [stroke(points, colour, 2)]
        for number, summary in line.items():
            ends = [(self.x(number), self.y(summary.fastest)), (self.x(number), self.y(summary.slowest))]
            elements.append(stroke(ends, colour, 5))
        last = line[max(line)].median / max(line)
        start = max(self.first, self.low / last)
        ends = [(self.x(start), self.y(last * start)), (self.x(self.last), self.y(last * self.last))]
        return elements + [stroke(ends, colour, 1, ' stroke-dasharray="4 4"')]


def part(value, low, high):
    """How far a value is between two others, by logarithms."""
    return math.log(value / low) / math.log(high / low)


def stroke(points, colour, width=1, more=""):
    """A line through points."""
    places = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return f'<polyline points="{places}" fill="none" stroke="{colour}" stroke-width="{width}"{more}/>'


def label(x, y, text, anchor, colour="#1f2328", bold=False):
    """A text."""
    weight = ' font-weight="bold"' if bold else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}"{weight}>{text}</text>'


def write(path, panels):
    """Writes panels beside each other."""
    lines = [HEAD.format(width=WIDTH * len(panels), height=HEIGHT)]
    for place, panel in enumerate(panels):
        lines += [f'<g transform="translate({WIDTH * place} 0)">', *panel.draw(), "</g>"]
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(lines + ["</svg>"]) + "\n")
