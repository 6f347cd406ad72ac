"""Tables as they may be stored: every row as wide as the next, no span past an edge."""

from dataclasses import dataclass


@dataclass
class Cell:
    """One cell with its place in the grid."""

    tag: str
    blocks: list[str]
    across: int = 1
    down: int = 1
    row: int = 0
    column: int = 0

    @classmethod
    def of(cls, element, blocks: list[str]) -> "Cell":
        """Return the cell of an element, with what was written of its content."""
        return cls(element.tag, blocks, _span(element, "colspan"), _span(element, "rowspan"))

    @property
    def html(self) -> str:
        spans = "".join(
            f' {name}="{span}"' for name, span in (("colspan", self.across), ("rowspan", self.down)) if span > 1
        )
        return f"<{self.tag}{spans}>{''.join(self.blocks)}</{self.tag}>"


def _span(element, name: str) -> int:
    said = element.get(name, "")
    return max(1, min(int(said), 1000)) if said.isdecimal() else 1


def is_layout(table) -> bool:
    """Say whether a table only lays a page or a letter out: one cell, or things in its cells that no table holds."""
    cells = table.xpath(".//td | .//th")
    return len(cells) < 2 or bool(table.xpath(".//td//table | .//th//table"))


def table_html(rows: list[list[Cell]], title: str) -> list[str]:
    """Return the table as at most one block; without a word in it there is none."""
    rows = [row for row in rows if row]
    cells = _placed(rows)
    if not any(cell.blocks for cell in cells):
        return [f"<p>{title}</p>"] if title else []
    columns = sorted({cell.column for cell in cells})
    for cell in cells:
        # A column in which nothing begins is none.
        cell.across = sum(cell.column <= column < cell.column + cell.across for column in columns)
        cell.column = columns.index(cell.column)
    caption = f"<caption>{title}</caption>" if title else ""
    by_row = [[cell for cell in cells if cell.row == number] for number in range(len(rows))]
    inside = "".join(f"<tr>{''.join(cell.html for cell in row)}</tr>" for row in _padded(by_row, len(columns)))
    return [f"<table>{caption}<tbody>{inside}</tbody></table>"]


def _placed(rows: list[list[Cell]]) -> list[Cell]:
    """Give each cell its row and column, and cut spans that would cover another or leave the table."""
    taken: set[tuple[int, int]] = set()
    widest = max((len(row) for row in rows), default=0)
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while (number, column) in taken:
                column += 1
            cell.row, cell.column = number, column
            cell.down = min(cell.down, len(rows) - number)
            cell.across = min(cell.across, widest)
            cell.across = next((n for n in range(1, cell.across) if (number, column + n) in taken), cell.across)
            taken |= {(number + d, column + a) for d in range(cell.down) for a in range(cell.across)}
            column += cell.across
    return [cell for row in rows for cell in row]


def _padded(by_row: list[list[Cell]], width: int) -> list[list[Cell]]:
    """Fill what is missing at the end of rows with empty cells."""
    filled = [0] * len(by_row)
    for cell in (cell for row in by_row for cell in row):
        for number in range(cell.row, cell.row + cell.down):
            filled[number] += cell.across
    return [row + [Cell("td", [])] * (width - filled[number]) for number, row in enumerate(by_row)]
