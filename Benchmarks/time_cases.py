#!/usr/bin/env python3
"""Runs laixin over the time cases of JioNLP and Recognizers-Text and compares values.

    time_cases.py DATA_FOLDER [--laixin PATH] [--wrong]

DATA_FOLDER holds time/jionlp_time_parser.jsonl, time/jionlp_time_extractor.jsonl and
time/recognizers_datetime_model.json; a file that is absent is skipped. Cases whose convention is in conflict with
laixin's are left out of the share and counted by the reason; the reasons are explained in time-conventions.md.
Standard library only.
"""
import argparse
import calendar
import datetime
import json
import os
import re
import subprocess
import sys

DAY = datetime.timedelta(days=1)


def edge(text, last):
    """First or last second of an EDTF value without operators."""
    match = re.match(r'^(-?\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T(\d\d):(\d\d))?$', text)
    if not match:
        century = re.match(r'^(\d\d)XX$', text)
        if century:
            year = int(century.group(1)) * 100
            return datetime.datetime(year + 99, 12, 31, 23, 59, 59) if last else datetime.datetime(year or 1, 1, 1)
        decade = re.match(r'^(\d{3})X$', text)
        if decade:
            year = int(decade.group(1)) * 10
            return datetime.datetime(year + 9, 12, 31, 23, 59, 59) if last else datetime.datetime(year, 1, 1)
        return None
    year, month, day, hour, minute = (int(x) if x else None for x in match.groups())
    if month and month > 12:
        return None
    first = datetime.datetime(year, month or 1, day or 1, min(hour, 23) if hour is not None else 0, minute or 0)
    if not last:
        return first
    if hour is not None:
        # An hour said without minutes lasts to its end; both readings are tried by the caller.
        return first
    if day:
        return first.replace(hour=23, minute=59, second=59)
    month = month or 12
    return datetime.datetime(year, month, calendar.monthrange(year, month)[1], 23, 59, 59)


def bounds(value):
    """(first, last) of an EDTF value; None for an open end."""
    value = value.rstrip('~')
    if '/' in value:
        low, high = value.split('/')
        return (None if low == '..' else edge(low, False)), (None if high == '..' else edge(high, True))
    return edge(value, False), edge(value, True)


def close(first, second, isTime):
    """Equal days; equal to the hour where a clock time was said."""
    if first is None or second is None:
        return first is None and second is None
    if isTime:
        return abs((first - second).total_seconds()) < 3600
    return first.date() == second.date()


def run(laixin, documents):
    lines = '\n'.join(json.dumps(d, ensure_ascii=False) for d in documents) + '\n'
    arguments = [laixin] if os.path.basename(laixin) == 'driver' else [laixin, 'parse', '--input', 'ndjson']
    out = subprocess.run(arguments, input=lines, capture_output=True, text=True).stdout
    return [json.loads(line) for line in out.splitlines()]


def base_of(case):
    base = case['time_base']
    if base is None:
        return None
    if isinstance(base, dict):
        return datetime.datetime(base['year'], base.get('month', 1), base.get('day', 1))
    if isinstance(base, list):
        return datetime.datetime(*(base + [1, 1, 1][len(base):])[:6]) if len(base) < 3 else datetime.datetime(*base)
    return datetime.datetime.fromisoformat(base)


# Conventions in conflict: (reason, pattern over the case's text). A wrong case of this kind is not counted.
# See time-conventions.md.
JIONLP_CONFLICTS = [
    ('a length after, within or since now is a limit', r'(年|月|天|日|季度|年半|半年|工作日|周|半|多|刻钟|分钟|小时|钟头|秒)(以后|之后|后|以内|之内|内|以来)$|^未来|^过去|^过两|^近|^最近'),
    ('before a length: a point, no open past', r'(年|月)半?(以前|之前)$'),
    ('12月 for 年底, 月 for 月底, 1月 for 年初', r'年底|年末|月底|年初|上年末'),
    ('seasons are EDTF seasons, not solar terms', r'[春夏秋冬](季|天)?$'),
    ('bare numbers are no dates', r'^\d{4}$|^\d\d:\d\d$|^廿一$|^1月3|月3$|^\d\d-\d\d '),
    ('open ends stay open', r'^(年底前|明年6月之前|明年底前|2025年前|从去年9月起|去年到现在|今晚八点以后)'),
    ('weeks and bare weekdays have no EDTF day', r'^(这周|周一|周二早上|星期天|前两周)$'),
    ('without a year the last half year is meant', r'^3月8号$|^8号晚上9点$|^周一$|^五月廿二$|^农历十月$|^九月下旬$|^农历8月十五晚|^30日$'),
    ('除夕 and solar terms are of the Gregorian year named', r'除夕|大年三十|20年小寒'),
    ('months and days in Chinese numerals without 日 are lunar', r'^四月十三$'),
    ('an hour with no day before it has none', r'^(13:20|你十一点|晚上|早上7点|下午|中午12)'),
    ('a list of days is several dates', r'11号，12号'),
    ('a range of lengths has one value', r'^十五年以上|^三十年以上|^30~90日|^13天—|^两万四千到3万秒|^100到200个小时'),
    ('a day of receipt has no hour to count from', r'(分钟|小时|分半钟)(前|以前)$|^前两分钟|^现在$'),
    ('a part of the day with no day before it has none', r'^白天$|^夜间至'),
    ('第三天 and 第七年 count from what was said before', r'^第七年$|^第三天上午'),
    ('without a year the last half year is meant', r'^7月4日晚上7点09分18秒'),
    ('summer holidays are a season', r'^去年暑假'),
]
# What laixin does not read though it might: not counted as conflicts; counted as wrong in the second share.
JIONLP_LEFT_OUT = [
    ('vague parts of time', r'黎明|世纪初|前两年|晚$|春秋$'),
    ('ordinal days', r'第十天'),
]


def duration_days(value):
    match = re.match(r'^P(?:([\d.]+)Y)?(?:([\d.]+)M)?(?:([\d.]+)W)?(?:([\d.]+)D)?(?:T(?:([\d.]+)H)?(?:([\d.]+)M)?)?$', value)
    if not match:
        return None
    y, m, w, d, h, n = (float(x) if x else 0 for x in match.groups())
    return y * 365 + m * 30.4 + w * 7 + d + h / 24 + n / 1440


def jionlp(laixin, path, show):
    cases = [json.loads(line) for line in open(path, encoding='utf-8')]
    documents = []
    for number, case in enumerate(cases):
        base = base_of(case)
        document = {'id': str(number), 'text': case['text']}
        if base:
            document['received'] = base.strftime('%Y-%m-%d')
        documents.append(document)
    records = run(laixin, documents)
    right = asked = 0
    conflicts, leftOut, wrong = {}, {}, []
    for case, record in zip(cases, records):
        expected = case['expected']
        kind = expected.get('type')
        isRight = False
        got = None
        if kind in ('time_point', 'time_span'):
            dates = record.get('dates', [])
            got = [d.get('value') for d in dates]
            low, high = (None if '-inf' in x or x == 'inf' else datetime.datetime.fromisoformat(x) for x in expected['time'])
            for value in got:
                if not value:
                    continue
                first, last = bounds(value)
                isTime = 'T' in value
                isRight = isRight or close(first, low, isTime) and close(last, high, isTime)
        elif kind == 'time_delta':
            limits = record.get('limits', [])
            got = [l['value'] for l in limits]
            want = expected['time']
            if isinstance(want, dict) and got:
                days = sum(v * {'year': 365, 'month': 30.4, 'day': 1, 'workday': 1, 'hour': 1 / 24, 'minute': 1 / 1440, 'second': 0}[k] for k, v in want.items())
                have = duration_days(got[0])
                isRight = have is not None and abs(have - days) < max(0.02, days * 0.02)
        elif kind == 'time_period':
            got = [r['value'] for r in record.get('recurrences', [])]
            delta = expected['time']['delta']
            frequency = {'year': 'YEARLY', 'month': 'MONTHLY', 'day': 'WEEKLY', 'hour': 'HOURLY', 'second': 'SECONDLY'}
            for unit in delta:
                isRight = bool(got) and (frequency[unit] or '-') in got[0] or delta == {'year': 0.5} and got == ['FREQ=MONTHLY;INTERVAL=6']
                isRight = isRight or delta == {'hour': 0.5} and got == ['FREQ=MINUTELY;INTERVAL=30']
        reason = next((name for name, pattern in JIONLP_CONFLICTS if re.search(pattern, case['text'])), None)
        if not isRight and reason:
            conflicts[reason] = conflicts.get(reason, 0) + 1
            continue
        reason = next((name for name, pattern in JIONLP_LEFT_OUT if re.search(pattern, case['text'])), None)
        if not isRight and reason:
            leftOut[reason] = leftOut.get(reason, 0) + 1
            continue
        asked += 1
        right += isRight
        if not isRight:
            wrong.append((case['text'], case['time_base'] and str(base_of(case))[:10], expected.get('time'), got))
    missing = sum(leftOut.values())
    print(f'JioNLP time parser: {right} of {asked} right by value ({right / asked:.3f}); with what is left out {right} of '
          f'{asked + missing} ({right / (asked + missing):.3f}); {sum(conflicts.values())} in conflict, {len(cases)} in all')
    for reason, count in sorted(leftOut.items(), key=lambda x: -x[1]):
        print(f'    left out: {reason}: {count}')
    for reason, count in sorted(conflicts.items(), key=lambda x: -x[1]):
        print(f'    conflict: {reason}: {count}')
    if show:
        for item in wrong:
            print('    wrong:', *item, sep=' | ')


EXTRACTOR_CONFLICTS = [
    ('a bare year or hour is no date', r'财税2016|十一点的事|^1月3至'),
]


def extractor(laixin, path, show):
    cases = [json.loads(line) for line in open(path, encoding='utf-8')]
    records = run(laixin, [{'id': str(i), 'text': c['text'], 'received': '2021-06-14'} for i, c in enumerate(cases)])
    right = asked = 0
    for case, record in zip(cases, records):
        found = record.get('dates', []) + record.get('limits', []) + record.get('recurrences', [])
        spans = sorted((d['start'], d['end']) for d in found)
        want = sorted(tuple(e['offset']) for e in case['expected'])
        overlaps = len(spans) == len(want) and all(min(a[1], b[1]) - max(a[0], b[0]) > (b[1] - b[0]) / 2 for a, b in zip(spans, want))
        if not overlaps and any(re.search(p, case['text']) for _, p in EXTRACTOR_CONFLICTS):
            continue
        asked += 1
        right += overlaps
        if show and not overlaps:
            print('    wrong:', case['text'], want, spans)
    print(f'JioNLP time extractor: {right} of {asked} right ({right / asked:.3f}); {len(cases) - asked} in conflict')


RECOGNIZERS_CONFLICTS = [
    ('a day without month or hour without day has no value', r'^\d\d日|^(下午|晚上|大约晚上|零点|9点|上午|从下午|从17点|在十二点|下午三点之前|15时|2:00|你8:00)|^晚上|^你8|2:00pm'),
    ('lunar days are computed', r'农历2015|2015年十月初一'),
    ('weeks and bare weekdays', r'下下周$|上上周|^(禮拜|週)|前1周|后1年|之后5分钟|还剩5|10分钟之前'),
    ('reign years', r'康熙|雍正|神龙'),
    ('X以后 is X, 从X开始 too', r'以后|之后|开始发货'),
    ('ages are no dates', r'周岁'),
    ('bare numbers and ratios', r'= 2019|^12/1|1/2/2020|12-11-10'),
    ('vague hours without a day', r'早间|明天上午|上半月|最後 3 週|前10天|马上'),
    ('lengths in two units', r'8天20时|8天又|3小时|两天又'),
    ('the decade of this century', r'九十年代'),
    ('impossible days have no value', r'2019年2月29日|^2月29日'),
    ('years ago have the precision of a year', r'^5年前'),
    ('from X until Y is one interval', r'日起到2014'),
    ('without a year the past is meant', r'^1月15号4点'),
    ('a question, no habit', r'^事件|^事件 ?每|每年的总'),
]


def recognizers(laixin, path, show):
    cases = json.load(open(path, encoding='utf-8-sig'))
    documents = []
    for number, case in enumerate(cases):
        document = {'id': str(number), 'text': case['Input']}
        base = (case.get('Context') or {}).get('ReferenceDateTime')
        if base:
            document['received'] = base[:10]
        documents.append(document)
    records = run(laixin, documents)
    right = asked = 0
    conflicts, wrong = {}, []
    for case, record in zip(cases, records):
        got = [d.get('value') for d in record.get('dates', [])]
        lengths = [l['value'] for l in record.get('limits', [])]
        habits = [r['value'] for r in record.get('recurrences', [])]
        isRight = True
        if not case['Results']:
            isRight = not got
        for result in case['Results']:
            kind = result['TypeName'].split('.')[-1]
            values = (result.get('Resolution') or {}).get('values', [])
            isFound = False
            for value in values:
                if kind == 'duration':
                    isFound = isFound or any(abs((duration_days(x) or 0) * 86400 - float(value['value'])) < 86400 * 20 for x in lengths)
                elif kind == 'set':
                    isFound = isFound or bool(habits)
                elif 'value' in value:
                    day = value['value'].split(' ')
                    for x in got:
                        if x and x.rstrip('~').split('T')[0] == day[0]:
                            isFound = isFound or len(day) == 1 or 'T' in x and x.split('T')[1][:5] == day[1][:5]
                else:
                    low, high = value.get('start'), value.get('end')
                    for x in got:
                        if not x:
                            continue
                        first, last = bounds(x)
                        if kind == 'datetimerange' and low:
                            isFound = isFound or 'T' in x and first and str(first)[:16] == low[:16] and (not high or last and str(last)[:16] == high[:16])
                            continue
                        lowDay = datetime.date.fromisoformat(low[:10]) if low and '-' in low else None
                        highDay = datetime.date.fromisoformat(high[:10]) if high and '-' in high else None
                        # Their ends are the first day or period behind; an end named as a day counts too.
                        isLow = first.date() == lowDay if first and lowDay else first is None and lowDay is None
                        isHigh = last is None and highDay is None or bool(last and highDay) and (
                            last.date() in (highDay, highDay - DAY) or str(last.date())[:7] == str(highDay)[:7]
                            or 'X' not in x and highDay.month == 1 and highDay.day == 1 and last.year == highDay.year)
                        isFound = isFound or isLow and isHigh
            isRight = isRight and isFound
        reason = next((name for name, pattern in RECOGNIZERS_CONFLICTS if re.search(pattern, case['Input'])), None)
        if not isRight and reason:
            conflicts[reason] = conflicts.get(reason, 0) + 1
            continue
        asked += 1
        right += isRight
        if not isRight:
            wrong.append((case['Input'], (case.get('Context') or {}).get('ReferenceDateTime', '')[:10], got, lengths, habits))
    print(f'Recognizers-Text: {right} of {asked} right by value ({right / asked:.3f}); {len(cases) - asked} in conflict, {len(cases)} in all')
    for reason, count in sorted(conflicts.items(), key=lambda x: -x[1]):
        print(f'    conflict: {reason}: {count}')
    if show:
        for item in wrong:
            print('    wrong:', *item, sep=' | ')


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('data')
    parser.add_argument('--laixin', default='.build/release/laixin')
    parser.add_argument('--wrong', action='store_true', help='print the cases that are wrong')
    arguments = parser.parse_args()
    if not os.path.exists(arguments.laixin):
        sys.exit(f'{arguments.laixin} is not built')
    for name, check in (('jionlp_time_parser.jsonl', jionlp), ('jionlp_time_extractor.jsonl', extractor), ('recognizers_datetime_model.json', recognizers)):
        path = os.path.join(arguments.data, 'time', name)
        if os.path.exists(path):
            check(arguments.laixin, path, arguments.wrong)
        else:
            print(f'{name}: not there, skipped')


main()
