"""Time expressions of a report, as written, and which of them dates a happening.

A mention's ``form`` says what was understood before any anchor is known: a kind and its keys in alphabetical order,
``kind key=value ...``, one blank between. ``resolve.when`` reads it. The kinds:

=========  ==================================================================================================
date       a date of the calendar, whole or in part: year, yy (two digits), era (BC, AD) with num, month 1-12, day, weekday
           0-6 (Monday is 0), season, half, nth (quarter), week (of the month), holiday; dir -1/0/1 ("last October"),
           of=same|this ("May of that year"), range=1 (the first of two years before Christ)
iso        a date in figures, iso=2017-05-27; slashed: slashed=17/3/2017
hijri      a day or month of the Islamic calendar: hijri=9 (its month), day, year
calendar   a day of another calendar, with its year: solar=1 (Iran, Afghanistan) or ethiopian=1 (its month), day, year
decade     tens=1930; century: nth=20
rel        counted from publication: n units away (n=-1 unit=W "last week"), or n times num ("two years ago")
shift      counted from the date told before: num units, n=1 later, n=-1 earlier ("two days later", "the next day")
same       the date told before, or the unit of publication: unit=D|M|Y|time, det=the|that|this|same ("that day")
weekday    weekday=6, dir as above ("on Sunday", "last Friday")
event      a length before or after another happening ("a day after ..."): num, unit, n
dur        a length: num (X where vague), unit, which=past|last|next ...; age=1 of people
set        recurring: value=week|unit|part|word|per
time       a clock time or a part of the day alone
ref        no date: ref=PRESENT_REF|PAST_REF|FUTURE_REF; loose: the same, where only a full reading of TIMEX2 marks it
=========  ==================================================================================================

Units are TIMEX3's D, W, M, Y, Q, DE, CE, and TS, TM, TH for seconds to hours, 2W for fortnights, WE for weekends. Any dated
kind may have part (MO, AF, EV, NI, DT), clock (HH or HH:MM) with meridian 0|12 and zone, mod (START, MID, END) and approx.
"""

from hadba.extract.times.attach import dates_the_report, times_of
from hadba.extract.times.recognise import read_times

__all__ = ["dates_the_report", "read_times", "times_of"]
