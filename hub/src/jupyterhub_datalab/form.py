"""The catalogue as the form of the hub's own page, for hubs without the AppStore's pages."""

from __future__ import annotations

from html import escape
from typing import Any, Iterable

from .launches import PROBES
from .sites import Size, Volume


def options_form(datalabs: Iterable[dict[str, Any]], sizes: Iterable[Size], volumes: Iterable[Volume]) -> str:
    """HTML of the fields; every text is a stranger's."""
    rows = "".join(
        f'<option value="{escape(str(datalab.get("name")))}">{escape(str(datalab.get("title")))}'
        f" ({escape(str(datalab.get('version')))}, {escape(str(datalab.get('kind') or 'datalab'))})"
        f"{' – private' if datalab.get('visibility') == 'private' else ''}</option>"
        for datalab in datalabs
        if datalab.get("kind") in PROBES
    )
    machines = "".join(f'<option value="{size.name}">{escape(size.title)}</option>' for size in sizes)
    boxes = "".join(
        f'<div><label><input type="checkbox" name="volumes" value="{volume.name}"> {escape(volume.title)}</label></div>'
        for volume in volumes
    )
    data = f"<fieldset><legend>Data</legend>{boxes}</fieldset>" if boxes else ""
    return (
        f'<p><label for="datalab">Datalab</label> <select id="datalab" name="datalab" class="form-control" required>{rows}</select></p>'
        f'<p><label for="size">Machine</label> <select id="size" name="size" class="form-control">{machines}</select></p>{data}'
    )
