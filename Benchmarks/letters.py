#!/usr/bin/env python3
"""Letters for measuring linking, always the same for a seed: `letters.py COUNT OUT.ndjson TRUTH.tsv [--seed N]`.

Topics, places and projects are spread as in an office's mail: projects by Zipf's law, so that a few are in thousands
of letters about different troubles. Planted: letters sent twice (`identical`), copies with 1 to 3 % of the characters
misread, lines of an office around them or paragraphs in another order (`near-duplicate`), one text signed by several
households (`template`), and the same facts told in other words (`same-matter`). TRUTH: id, matter, how it came about.
Sentences are put together from parts written for this project; people, villages, estates and firms are invented.
"""
import argparse, json, random

COUNTIES = ['鲁山县', '凤冈县', '清苑区', '官渡区', '天门市', '遂川县', '铜山区', '乐平市', '汶上县', '陇县', '秦安县', '湛河区', '岳麓区', '阳春市',
            '衡东县', '沭阳县', '肇东市', '漳浦县', '莒县', '南康区']
SYLLABLE = list('云石柳松柏枣桐槐杏梅竹兰莲泉溪湾坪岭坡塘河沟桥坝关寨店铺集庙塔井屯浦洲滩岗冲坑洼峪崖沙洋湖港渡口')
HEAD = list('东西南北上下前后大小新老高长双三五七九青白红黄金银铁玉龙凤虎马牛羊鹤燕雁鹿')
FIRM = list('鼎昌隆泰盛恒瑞祥兴旺达通汇源丰裕康宁安和顺利永久华茂荣腾飞宏伟嘉德诚信')
ADDRESSEE = ['%s信访局：', '%s人民政府：', '尊敬的领导：', '%s住房和城乡建设局：', '%s委书记：', '%s督查室：', '%s纪委：']
NAMES = ['褚满仓', '邬小燕', '万德福', '田春梅', '幸世贵', '卢家祥', '申细苟', '巫水莲', '蓝桂生', '毕桂香', '荀立夫', '谭金凤']
TIME = ['{d}', '从{d}起', '{d}以后', '到{d}为止', '自{d}开始', '{d}前后', '大约在{d}', '就在{d}那天', '{d}到现在', '打{d}起']
TRIED = ['我们找过{b}{k}次', '{b}的人来看过{k}回', '打过{k}次热线', '写过{k}封信给{b}', '{b}答复说正在研究', '向{b}递交了材料', '{b}推给了镇里',
         '村里开过{k}次会', '{b}让我们等通知', '在{b}登记过{k}次', '托人问过{b}', '{b}派了两个年轻人来拍照']
RESULT = ['至今没有下文', '问题还摆在那里', '一拖就是大半年', '没有一个部门肯接', '连张回执都没给', '回来还是老样子', '电话里只说知道了', '后来再没人提起',
          '答应的事一样没办', '说法前后不一', '我们心里凉了半截', '只换来一句再等等']
PLEA = ['请{b}派人到现场看一看', '请在三十天内给个书面答复', '盼望领导过问此事', '请查清账目并向大家公布', '请责令{f}停下来', '请把该给的钱发到户', '希望给一个明白的说法',
        '请求依法处理有关责任人', '请{b}拿出办法和时间表', '恳请督促{f}尽快整改']
TOPICS = {
    '征地': dict(body='自然资源局', facts=['{f}修{r}占了我们{v}{n}亩地', '{v}的口粮田被{f}圈了{n}亩', '{r}从{v}地里穿过去，量地时少算了{n}分',
                                   '补偿款按每亩{m}元说的，到手只有一半', '青苗和果树{n}棵一分没赔', '安置房说好{n}个月交，地基还没挖', '征地公告只在镇里贴了一天',
                                   '{v}有{n}户没在协议上签字', '挖土机{d}夜里进的场', '社保名额只给了{n}个', '账上拨了{m}元，村里说没见到', '荒山也被算成了集体预留地']),
    '物业': dict(body='住建局', facts=['{e}的物业把消防通道划成了{n}个车位', '{e}电梯{d}停了，{n}层的老人下不来', '{e}公共收益{m}元从没公布过', '物业费涨到每平方{n}角没有问过业主',
                                 '{e}地下车库积水{n}公分', '门禁坏了{n}个月，丢了{n}辆电动车', '{f}接手{e}以后保洁只剩{n}个人', '外墙砖掉下来砸坏{n}辆车', '维修资金动用{m}元没见票据',
                                 '{e}水箱{n}年没洗过', '绿化带被改成了收费停车场', '业主大会的表决票对不上数']),
    '欠薪': dict(body='人社局', facts=['{f}欠我们{n}个人工资{m}元', '在{r}工地绑了{n}个月钢筋', '包工头说{f}没拨款', '结算单上写着{m}元没人认', '{d}说好结清，人走了电话停机',
                                 '{f}让我们签了空白合同', '考勤本被项目部收走了', '有{n}个人是从外省来的，连路费都没有', '生活费一共只给过{m}元', '{r}的总包说已经付清', '劳务公司换了{n}个名字', '工伤的{n}个人自己垫的药费']),
    '污染': dict(body='生态环境局', facts=['{f}把废水排进{v}的河沟', '{v}井水{d}变了颜色，{n}户不敢吃', '{f}夜里冒的烟呛得人睡不着', '塘里死鱼{n}斤', '测出来的数超了{n}倍没有公示',
                                  '{f}的污泥堆在{r}旁边', '树叶上一层灰，果子卖不出去', '孩子身上起疹子的有{n}个', '罚过{m}元，第二天照样开工', '粉尘落到晒场上，{n}亩稻子减产', '噪声从早上{n}点响起',
                                  '在线监测的探头被人挪过']),
    '道路': dict(body='交通运输局', facts=['{r}修到{v}口就停了', '{r}路面坑有{n}个', '大车把{v}的桥压裂了，缝宽{n}公分', '路灯{n}盏一盏不亮', '{d}摔伤了{n}个人', '学生绕路要多走{n}里',
                                  '{f}的渣土车一天过{n}趟', '排水沟没做，雨天进屋的水有{n}公分', '工程款说是{m}元，只铺了薄薄一层', '标志牌倒了没人扶', '{r}断头的那段堆着沙子', '公交改线以后{v}没有站了']),
    '房产': dict(body='不动产登记中心', facts=['{e}交房{n}年办不了证', '{f}把{e}抵押了{m}元', '合同写的{d}交房，现在还是空架子', '首付{m}元交给了{f}', '装修和样板间差得远，一平方收了{m}元',
                                    '{e}的学位说没有就没有', '{n}户人一起去售楼部，门锁着', '公摊多算了{n}平方', '贷款每月照还{m}元', '{f}的经理换了{n}个', '{e}规划的绿地盖成了商铺', '车位只卖不租，开价{m}元']),
    '低保': dict(body='民政局', facts=['{v}的低保名单没公示过', '老人{n}岁一个人住', '{d}把我家的低保停了，没有通知', '有车有楼的{n}户反倒在吃低保', '每月少发{m}元', '残疾证办了{n}年没有补贴',
                                 '危房鉴定来了两趟，没有结果', '补助的存折在会计手里', '核查的人没进过门', '{v}评议会只叫了{n}个人', '住院花了{m}元没处报', '孩子上学的资助也没有批']),
    '噪声': dict(body='城管局', facts=['{f}在{e}旁边夜里打桩', '{r}的烧烤摊摆到凌晨{n}点', '{e}楼下饭店的烟道对着窗户', '量过一次{n}分贝', '{d}答应装隔声板', '高考那几天也没停', '音响一开整栋楼都震',
                                 '{e}有{n}户老人失眠', '执法的人一走就又响起来', '罚单开了{m}元', '说是有夜间施工证，没见过', '油烟把{n}楼的衣服都熏黑了']),
}
LOOKALIKE = dict(zip('日目己已未末土士人入大太千干见贝天夫候侯拔拨洒酒徒徙', '目日已己末未士土入人太大干千贝见夫天侯候拨拔酒洒徙徒'))


class Writer:
    def __init__(self, seed):
        self.random = random.Random(seed)
        r = self.random
        name = lambda: r.choice(HEAD) + r.choice(SYLLABLE)
        self.projects = []
        for _ in range(20000):
            self.projects.append(dict(
                county=r.choice(COUNTIES), v=name() + r.choice(SYLLABLE)[:1] + '村', e=r.choice(FIRM) + name() + r.choice(['小区', '花园', '家园', '公寓']),
                f=r.choice(FIRM) + r.choice(FIRM) + r.choice(SYLLABLE) + r.choice(['建设公司', '置业公司', '物业公司', '化工厂', '石料厂']),
                r=r.choice(SYLLABLE) + r.choice(FIRM) + r.choice(SYLLABLE) + '路'))
        weights, total = [], 0.0
        for rank in range(len(self.projects)):
            total += 1 / (rank + 3) ** 0.8
            weights.append(total)
        self.weights = weights

    def matter(self):
        r = self.random
        topic = r.choice(list(TOPICS))
        project = dict(r.choices(self.projects, cum_weights=self.weights)[0])
        # A project has several villages and firms: one trouble of it is not another.
        if r.random() < .7:
            project['v'] = r.choice(HEAD) + r.choice(SYLLABLE) + r.choice(SYLLABLE) + '村'
            project['r'] = r.choice(SYLLABLE) + r.choice(FIRM) + r.choice(SYLLABLE) + '路'
        facts = []
        for fact in r.sample(TOPICS[topic]['facts'], r.randint(4, 8)):
            facts.append(dict(fact=fact, n=str(r.randint(2, 480)), m=str(r.randint(11, 9800) * r.choice([10, 100, 100])),
                              d='%d年%d月%d日' % (r.randint(2012, 2022), r.randint(1, 12), r.randint(1, 28))))
        return dict(topic=topic, project=project, facts=facts)

    def fill(self, part, project, body, fact=None):
        r = self.random
        fact = fact or dict(n=str(r.randint(2, 60)), m=str(r.randint(3, 900) * 100),
                            d='%d年%d月' % (r.randint(2012, 2022), r.randint(1, 12)))
        return part.format(b=body, k=r.choice('二三四五六七八'), v=project['v'], e=project['e'], f=project['f'], r=project['r'], **{k: fact[k] for k in 'nmd'})

    def text(self, matter, facts=None):
        r, project, body = self.random, matter['project'], TOPICS[matter['topic']]['body']
        body = project['county'] + body if r.random() < .3 else body
        lines = [r.choice(ADDRESSEE).replace('%s', project['county'])]
        opening = ['我是{v}的村民', '我们是{e}的住户', '反映一件{f}的事', '我家住在{r}边上', '我在{r}附近做点小生意', '代{v}的乡亲写这封信']
        lines.append(self.fill(r.choice(opening), project, body) + '，姓%s。' % r.choice(NAMES)[0])
        paragraph = ''
        for fact in facts or matter['facts']:
            sentence = self.fill(fact['fact'], project, body, fact)
            if r.random() < .5:
                sentence = self.fill(r.choice(TIME), project, body, fact) + '，' + sentence
            if r.random() < .6:
                sentence += '，' + self.fill(r.choice(TRIED), project, body) + '，' + r.choice(RESULT)
            paragraph += sentence + '。'
            if len(paragraph) > 120:
                lines.append(paragraph)
                paragraph = ''
        if paragraph:
            lines.append(paragraph)
        lines.append('。'.join(self.fill(p, project, body) for p in r.sample(PLEA, 2)) + '。')
        lines += [r.choice(NAMES), '%d年%d月%d日' % (r.randint(2013, 2023), r.randint(1, 12), r.randint(1, 28))]
        return '\n'.join(lines)

    def misread(self, text):
        r = self.random
        chance = r.uniform(.01, .03)
        out = []
        for character in text:
            if character != '\n' and r.random() < chance:
                out.append(LOOKALIKE.get(character) or r.choice(['', '口', '一', '卜', character + character]))
            else:
                out.append(character)
        text = ''.join(out)
        lines = text.split('\n')
        if len(lines) > 6 and r.random() < .3:
            lines[2], lines[3] = lines[3], lines[2]
        if r.random() < .5:
            lines = ['【来信登记】收件日期：2023-01-%02d' % r.randint(1, 28)] + lines
        if r.random() < .4:
            lines.insert(len(lines) // 2, '第 1 页 共 2 页')
        return '\n'.join(lines)

    def again(self, text, matter):
        lines = text.split('\n')
        lines[0] = self.random.choice(ADDRESSEE).replace('%s', matter['project']['county'])
        return '\n'.join(lines)

    def signed(self, text):
        """The same text of another household: its name, its numbers."""
        r = self.random
        lines = text.split('\n')
        lines[-2] = r.choice(NAMES)
        lines[1] = lines[1][:-4] + '，我家%d口人，今年已经%d岁。' % (r.randint(2, 8), r.randint(30, 80))
        return '\n'.join(lines)

    def retold(self, matter):
        r = self.random
        facts = r.sample(matter['facts'], max(3, len(matter['facts']) - r.randint(0, 2)))
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
