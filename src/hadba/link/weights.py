"""The weights of evidence, in one place: natural-log likelihood ratios, rounded.

A weight w says that the agreement is exp(w) times as likely between two reports of one happening as between reports of two
happenings that share a place and a month. They were set by reasoning from the rates below and checked on hand-coded
reports; two claims are joined where the sum is above 0.
"""

from __future__ import annotations

from typing import NamedTuple


class Weighed(NamedTuple):
    """One piece of evidence: its weight and what was seen."""

    weight: float
    seen: str


PRIOR = -3.2  # of pairs that share a place and a month, about 1 in 25 are about one happening

# when
SAME_DAY = 2.6
IN_WEEK = 1.0  # the coarser of the two is a week
OFF_THE_GUESS = -0.5  # more than GUESS days from the likeliest day of a week: news is seldom so late
GUESS = 2
IN_MONTH = 0.3
IN_YEAR = 0.0
NEXT_DAY = -1.2  # dates slip by one: night strikes, time zones, day of the report for day of the event
NEAR_DAYS = -3.0  # two or three days
OTHER_DAYS = -4.5
SLIP = 3.0  # given back where a distinctive figure and the place agree: a wrong date is likelier than such a chance
ATTESTED = 1.0  # the other date is given by one report of the cluster too
NOT_YET = -9.0  # published before it happened
WRONG_PAGE = -1.5  # the same, of two texts one of which has the words of the other
NO_TIME = -3.0  # neither is dated and one report has no date: like acts in one place are many
NEWS = ((3, 0.9), (7, 0.0), (14, -0.8), (31, -1.2))
OTHER_NEWS = -1.6

# where
SAME_SITE = 3.0  # site or neighbourhood
SAME_TOWN = 2.2  # also a town, a village or a camp
SAME_DISTRICT = 1.2
SAME_PROVINCE = 0.7
SAME_COUNTRY = 0.1
INSIDE = 1.0  # one lies in the other, a town or smaller
INSIDE_WIDE = 0.3  # one lies in the other, a district or larger
NEARBY = 0.5  # within 10 km of each other, villages and neighbourhoods of several names
SAME_CITY = -1.2  # two named parts of one city
OTHER_PLACE = -3.0
NO_PLACE = -0.6  # in one of them: the prior is of pairs that share a place
UNTOLD_PLACE = -0.8  # no name in common, and no point for one of them: a county here, its camp there
NAMESAKES = 0.5  # one name, read as two places far apart: one of them is likely misread
FAR_PLACE = -4.5  # beyond 60 km, or another country; a place is also misread now and then

# what
SAME_TYPE = 0.8
RARE_TYPE = 2.0  # one that few places see twice
SAME_CLASS = 0.3
NEAR_CLASS = 0.0
FEW = 4  # a type that this much fewer claims give than the usual one is no type of a cluster
BARE_TYPE = -0.3  # "killing" beside an air strike
LOOSE_CLASS = -2.0
APART = -12.0

# who
SAME_PERPETRATOR = 0.8
OTHER_PERPETRATOR = -1.5
SAME_TARGET = 0.3
SAME_SIDE_SWAPPED = -1.0  # the perpetrator of the one is the target of the other

# how many
SAME_DISTINCTIVE = 3.0  # 105, 237: hardly by chance
SAME_LARGE = 2.2  # 40, 56, 100
SAME_MIDDLE = 1.4  # 10 to 30
SAME_SMALL = 0.7
SAME_TINY = 0.3  # 1 to 3
SAME_SAYING = 1.5  # one named source gives both the number
OTHER_TOLLS = -0.9  # no number shared, and the nearest differ by more than a half
UNDATED_TOLLS = -1.2  # the same with no day to tell by: then the toll is what tells happenings apart
OTHER_BLOW = -0.8  # an air strike and a shelling of one town and day that give no number in common
OTHER_TOTAL = -2.5  # a total is known by its number and its period
FAR_TOLLS = -2.0  # no number shared and the nearest differ by five times or more

# what else
SAME_WORDS = 3.5  # of two outlets: an agency's text, or a copy
MARKS = 2  # shared marks of passages that it takes: a run of some fifteen words
SAME_OBJECT = 0.6
OTHER_OBJECT = -0.8
SHARED_NAME = 1.0  # a word of a person's, a unit's or a building's name, each, up to MOST_NAMES
FULL_NAME = 3.5  # two words of a name in a row; each further one SHARED_NAME
MOST_NAMES = 3
SAME_DETAIL = 0.8  # control: both "took"; condition: one sector
OTHER_DETAIL = -2.5
CROWD = -0.8  # times the logarithm of how many happenings of the place and day a report tells apart
BUSY = -0.5  # times the logarithm of the days on which something happened there, where the two do not give one day
BUSY_LATE = -1.0  # the same, where moreover days lie between the news
ONE_REPORT = -1.0  # a report seldom speaks twice of one happening without saying so
HOPELESS = -0.5  # with no more than this between the two alone, two reports are no link of a chain of evidence
MISFIT = -0.5  # what the reports of two clusters must have between them on average, each pair within MOST_PAIR
MOST_PAIR = 4.0
