#!/usr/bin/env python3
"""Letters for measuring linking, always the same for a seed: `letters.py COUNT OUT.ndjson TRUTH.tsv [--seed N]`.

Topics, places and projects are spread as in an office's mail: projects by Zipf's law, so that a few are in thousands
of letters about different troubles. Planted: letters sent twice (`identical`), copies with 1 to 3 % of the characters
misread, lines of an office around them or paragraphs in another order (`near-duplicate`), one text signed by several
households (`template`), and the same facts told in other words (`same-matter`). TRUTH: id, matter, how it came about.

What the generator gives to many letters must be common in letters at large, or strangers share what linking rightly
takes for rare. So stock parts hold no run of characters that fewer than 1 of 70 letters have (checked at every run
against Dictionaries/Linkage/background.tsv), and what makes a letter its own are words of Dictionaries/Words/words.tsv,
drawn as often as letters have them. Such sentences have no meaning; their words are spread as in real letters.
People, villages, estates and firms are invented.
"""
import argparse, itertools, json, os, random, re

COUNTIES = ['鲁山县', '凤冈县', '清苑区', '官渡区', '天门市', '遂川县', '铜山区', '乐平市', '汶上县', '陇县', '秦安县', '湛河区', '岳麓区', '阳春市',
            '衡东县', '沭阳县', '肇东市', '漳浦县', '莒县', '南康区']
# Characters of names: of their pairs a village or firm has one that few others have.
NAME = list('云石柳松柏枣桐槐杏梅竹兰莲泉溪湾坪岭坡塘河沟桥坝关寨店铺集庙塔井屯浦洲滩岗冲坑洼峪崖沙洋湖港渡口东西南北上下前后大小新老高长双三五七九'
            '青白红黄金银铁玉龙凤虎马牛羊鹤燕雁鹿鼎昌隆泰盛恒瑞祥兴旺达通汇源丰裕康宁安和顺利永久华茂荣腾飞宏伟嘉德诚信景明春晓秋月光星辰海江山峰林森'
            '田园麦稻禾谷桑麻茶果桃李梨枫榆杨桂菊荷苇芦苗芳芝蓝紫翠碧丹朱墨锦绣帛绸纱棉布衣帽靴鞍弓箭刀剑斧锤炉窑砖瓦梁柱门窗墙院阁楼亭台')
ADDRESSEE = ['%s信访局：', '%s人民政府：', '尊敬的领导：', '%s住房和城乡建设局：', '%s委书记：', '%s督查室：', '%s纪委：']
SURNAMES = '褚邬万田幸卢申巫蓝毕荀谭'
ESTATES = ['小区', '小区', '花园', '学校']
FIRMS = ['物业公司', '公司', '有限公司', '开发商']
TIME = ['{d}，', '到{d}，', '{d}，{d}，', '']
# ○ is a word of the letter's own.
FRAMES = ['{s}，○，○', '○，{s}，○○', '{t}，○，○', '{s}，{t}，○，○', '○，{t}，○', '{t}，○，{o}，○', '{t}，{t}，○，都○', '{n}，○，{s}，没有○', '{s}，○，{n}，不○',
          '{m}元，{t}，○，○', '因为○，{s}，○', '{t}，{n}，○，○', '{s}，{d}，○，○', '○，{m}元，{s}', '{t}，{n}，○，还有○']
ASIDES = ['多次，反映，○○○', '相关部门，○○', '一直没有，解决', '{o}，○○○', '{o}，○○', '○○，不知道，○○', '有关部门，没有，○', '至今，○，没有', '我们，○，没有○', '○○，○○']
PLEAS = ['希望领导，○', '希望，{o}，尽快，解决', '请求，领导，○', '请，{o}，○', '希望政府，○', '请领导，尽快，○', '望领导，○']
OPENINGS = ['{v}，', '{e}，', '{f}，', '{r}，', '{v}，{f}，', '{e}，{f}，']
OFFICES = ['部门', '政府', '领导', '社区', '单位', '公司', '国家', '有关部门']
TOPICS = {
    '征地': '土地 村民 补偿 房屋 农民 政府 安置 面积 协议 集体 国家',
    '物业': '物业 业主 小区 电梯 停车 收费 物业公司 车位 居民 管理 安全 费用',
    '欠薪': '工资 公司 工作 工程 项目 拖欠 工人 合同 员工 单位 老板 施工',
    '污染': '污染 环境 影响 居民 生活 身体 健康 严重 周边 村民 生产 企业',
    '道路': '道路 车辆 交通 出行 安全 施工 公交车 路口 居民 严重 修建 公交',
    '房产': '开发商 业主 购房 合同 房子 房屋 办理 房产证 销售 交房 小区 质量',
    '低保': '农村 家庭 困难 生活 政策 补贴 老人 申请 办理 标准 国家 孩子',
    '噪声': '噪音 施工 居民 休息 扰民 严重 影响 晚上 小区 生活 工地 学校',
}
LOOKALIKE = dict(zip('日目己已未末土士人入大太千干见贝天夫候侯拔拨洒酒徒徙', '目日已己末未士土入人太大干千贝见夫天侯候拨拔酒洒徙徒'))


HAN = re.compile('[\u4e00-\u9fff]+')
# The share of letters that a word has which the background does not list.
RAREST = 1 / 10_000
# The share of a fact's words that one telling of it has.
TOLD = .4
# Of projects: how few matters the hottest have, and how fast new ones come.
SPREAD, NOVELTY = 1000, .7
# Runs that this share of letters has are no content.
COMMON = 1 / 70


class Language:
    """How common runs of characters are in letters, and the words of the letters' own."""

    def __init__(self):
        folder = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'Dictionaries')
        self.shares = {}
        for line in self.lines(folder, 'Linkage', 'background.tsv'):
            run, count = line.split('\t')
            self.shares[run] = int(count) / 10_000
        places, numerals = set('镇乡村县市区州省盟旗道'), set('一二三四五六七八九十百千万亿两几第')
        self.words, weights = [], []
        for line in self.lines(folder, 'Words', 'words.tsv'):
            word = line.split('\t')[0]
            if not 2 <= len(word) <= 4 or not HAN.fullmatch(word) or word[-1] in places or numerals & set(word):
                continue
            share = min(self.shares.get(word[i:i + 2], 0) for i in range(len(word) - 1))
            if len(word) > 2:
                share /= 4
            # Common words say nothing; of words that the background does not list it knows that they are rare.
            if share < COMMON:
                self.words.append(word)
                weights.append(max(share, RAREST))
        self.weights = list(itertools.accumulate(weights))

    @staticmethod
    def lines(*path):
        with open(os.path.join(*path), encoding='utf-8') as file:
            return [line.rstrip('\n') for line in file if line[0] != '#']

    def uncommon(self, text):
        """The pairs of a text that too few letters have."""
        runs = [run[i:i + 2] for run in HAN.findall(text) for i in range(len(run) - 1)]
        return [run for run in runs if self.shares.get(run, 0) < COMMON]


class Writer:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.language = Language()
        self.drawn = []
        for part in FRAMES + ASIDES + PLEAS + OPENINGS + TIME + OFFICES + ESTATES + FIRMS + list(TOPICS.values()):
            uncommon = self.language.uncommon(re.sub('{.}|[○ ]', '，', part))
            if uncommon:
                raise SystemExit('not common in letters: %s in %s' % (uncommon, part))
        # The project of every matter, and of how many matters each is.
        self.projects, self.told = [], []

    def pick(self, sequence):
        return sequence[int(self.random.random() * len(sequence))]

    def between(self, least, most):
        return least + int(self.random.random() * (most - least + 1))

    def project(self):
        """A project by the process of Pitman and Yor: Zipf's law, and the more letters the more projects."""
        r, matters = self.random, len(self.projects)
        if r.random() * (SPREAD + matters) < SPREAD + NOVELTY * len(self.told):
            number = len(self.told)
            self.told.append([0, dict(
                county=self.pick(COUNTIES), v=self.village(), e=self.name() + self.pick(NAME) + self.pick(ESTATES),
                f=self.name() + self.pick(NAME) + self.pick(FIRMS), r=self.road())])
        else:
            number = self.pick(self.projects)
            while r.random() * self.told[number][0] < NOVELTY:
                number = self.pick(self.projects)
        self.projects.append(number)
        self.told[number][0] += 1
        return dict(self.told[number][1])

    def name(self):
        return self.pick(NAME) + self.pick(NAME)

    def signer(self):
        return self.pick(SURNAMES) + self.name()

    def village(self):
        return self.name() + '村'

    def road(self):
        return self.name() + self.pick('路路街')

    def word(self):
        if not self.drawn:
            self.drawn = self.random.choices(self.language.words, cum_weights=self.language.weights, k=20000)
        return self.drawn.pop()

    def matter(self):
        topic = self.pick(list(TOPICS))
        project = self.project()
        # A project has several villages and firms: one trouble of it is not another.
        if self.random.random() < .7:
            project['v'] = self.village()
            project['r'] = self.road()
        return dict(topic=topic, project=project, facts=[self.fact(topic) for _ in range(self.between(4, 8))])

    def fact(self, topic):
        """What a fact is about: a thing of the project, words of its own, a number, a sum and a day."""
        return dict(s=self.pick('vefr'), t=self.random.sample(TOPICS[topic].split(' '), 2), words=[self.word() for _ in range(4)],
                    n=str(self.between(2, 480)), m=str(self.between(11, 9800) * self.pick([10, 100, 100])),
                    d='%d年%d月%d日' % (self.between(2012, 2022), self.between(1, 12), self.between(1, 28)))

    def fill(self, part, matter, words=(), fact=None):
        project = matter['project']
        fact = fact or dict(n=str(self.between(2, 60)), m=str(self.between(3, 900) * 100), s='f', t=['问题'],
                            d='%d年%d月' % (self.between(2012, 2022), self.between(1, 12)))
        words = iter(words)
        part = re.sub('○', lambda _: next(words, None) or self.word(), part)
        return part.format(o=self.pick(OFFICES), v=project['v'], e=project['e'], f=project['f'], r=project['r'], s=project[fact['s']],
                           t=self.pick(fact['t']), **{k: fact[k] for k in 'nmd'})

    def text(self, matter, facts=None):
        r, project = self.random, matter['project']
        lines = [self.pick(ADDRESSEE).replace('%s', project['county'])]
        lines.append(self.fill(self.pick(OPENINGS), matter) + self.signer() + '。')
        paragraph = ''
        for fact in facts or matter['facts']:
            # Of what a fact is about each telling says a part, in its own order and in a frame of its own.
            words = [word for word in fact['words'] if r.random() < TOLD]
            r.shuffle(words)
            sentence = '，'.join(self.fill(self.pick(FRAMES), matter, words[i:i + 2], fact) for i in (0, 2))
            sentence = self.fill(self.pick(TIME), matter, (), fact) + sentence
            if r.random() < .6:
                sentence += '，' + self.fill(self.pick(ASIDES), matter)
            paragraph += sentence + '。'
            if len(paragraph) > 120:
                lines.append(paragraph)
                paragraph = ''
        if paragraph:
            lines.append(paragraph)
        lines.append('。'.join(self.fill(p, matter) for p in r.sample(PLEAS, 2)) + '。')
        lines += [self.signer(), '%d年%d月%d日' % (self.between(2013, 2023), self.between(1, 12), self.between(1, 28))]
        return '\n'.join(lines)

    def misread(self, text):
        r = self.random
        chance = r.uniform(.01, .03)
        out = []
        for character in text:
            if character != '\n' and r.random() < chance:
                out.append(LOOKALIKE.get(character) or self.pick(['', '口', '一', '卜', character + character]))
            else:
                out.append(character)
        text = ''.join(out)
        lines = text.split('\n')
        if len(lines) > 6 and r.random() < .3:
            lines[2], lines[3] = lines[3], lines[2]
        if r.random() < .5:
            lines = ['【来信登记】收件日期：2023-01-%02d' % self.between(1, 28)] + lines
        if r.random() < .4:
            lines.insert(len(lines) // 2, '第 1 页 共 2 页')
        return '\n'.join(lines)

    def again(self, text, matter):
        lines = text.split('\n')
        lines[0] = self.pick(ADDRESSEE).replace('%s', matter['project']['county'])
        return '\n'.join(lines)

    def signed(self, text):
        """The same text of another household: its name, its numbers."""
        lines = text.split('\n')
        lines[-2] = self.signer()
        lines[1] = lines[1][:-4] + '我家%d口人，今年已经%d岁。' % (self.between(2, 8), self.between(30, 80))
        return '\n'.join(lines)

    def retold(self, matter):
        r = self.random
        facts = r.sample(matter['facts'], max(3, len(matter['facts']) - self.between(0, 2)))
        return self.text(matter, facts)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument('count', type=int)
    arguments.add_argument('letters')
    arguments.add_argument('truth')
    arguments.add_argument('--seed', type=int, default=20261127)
    options = arguments.parse_args()
    writer = Writer(options.seed)
    r = writer.random
    recent, number, matters = [], 0, 0
    with open(options.letters, 'w', encoding='utf-8') as letters, open(options.truth, 'w', encoding='utf-8') as truth:
        while number < options.count:
            draw = r.random()
            if draw < .82 or not recent:
                matter = writer.matter()
                text, kind = writer.text(matter), 'first'
                matters += 1
                entry = (matters, matter, text)
                if len(recent) < 50000:
                    recent.append(entry)
                else:
                    recent[r.randrange(len(recent))] = entry
            else:
                entry = recent[r.randrange(len(recent))]
                _, matter, first = entry
                if draw < .85:
                    text, kind = writer.again(first, matter), 'identical'
                elif draw < .92:
                    text, kind = writer.misread(first), 'near-duplicate'
                elif draw < .95:
                    text, kind = writer.signed(first), 'template'
                else:
                    text, kind = writer.retold(matter), 'same-matter'
            letters.write(json.dumps({'id': 'g%d' % number, 'text': text}, ensure_ascii=False) + '\n')
            truth.write('g%d\t%d\t%s\n' % (number, entry[0], kind))
            number += 1


main()
