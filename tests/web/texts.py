"""Reports that try what a page must bear: markup that would run, and a script that runs from right to left."""

from __future__ import annotations

from hadba.model.report import make_report

HOSTILE = make_report(
    'Shelling in Mosul <script>alert(1)</script> killed <img src=x onerror="alert(2)"> people. javascript:alert(3)',
    outlet="<b>Evil</b> Post",
    id="r-<hostile>",
    title="</textarea><script>alert(4)</script>",
    lang="en",
)
ARABIC = make_report(
    "قُتل ما لا يقل عن 20 مدنيا في غارة جوية على حي الفاروق في الموصل يوم الأحد، بحسب مسؤول محلي. "
    "وأصيب 25 آخرون بجروح في الغارة نفسها.",
    outlet="صوت النهرين",
    id="r-arabic",
    title="مقتل 20 مدنيا في غارة على الموصل",
    lang="ar",
)
