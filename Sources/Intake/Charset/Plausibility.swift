/// How much decoded text looks like Chinese. The wrong charset gives rare characters, the right one common ones.
enum Plausibility {
    /// Common characters of letters and offices, simplified and traditional.
    private static let common: Set<UInt32> = Set(
        """
        的一是了我不在人们有来他这上着个地到大里说就去子得也和那要下看天时过出小么起你都把好还多没为又可家学只以主会样年
        想生同老中十从自面前头道它后然走很两用她国动进成回什边作对开而己些现山民经发工向事命给长水几义三声于高手理眼点心
        二问但身方实吃做叫当住真全才四已所之最产情路分总条东次被花口放常气五第使写军文运再果怎定许明因外物部门无先队力完
        站代员机更九您每级直意比车重便化社者干石日百原六本思解立河村八难早根共让相今其书坐接应关反处记将找或师结块加等习
        月半法题建位女任件感准团房镇县市区乡委书记局政府领导信访请求反映问题单位公司工程费用征收土地补偿款拆迁安置合同协议
        拖欠资农户社保险医院教育调查办理答复意见决定依据规定违法违规举报投诉投资环境污染交通治安纠纷执行案件诉讼号元万亩
        此致敬礼尊您好谢望恳特申身份证电话联系址姓名男女汉族岁现住至今未得到及时解决严重影响生活居民小业主物管理服务收取
        們來這個說時過麼還沒為學會樣從頭後兩國動進對開現經發給長幾義聲當產總條東寫軍運無門員機級車難讓書應關處記將師結塊
        習題準團鎮縣鄉區領導訪請問單徵補償遷協議農險醫辦覆見決據規違舉報環質執訴訟號萬畝禮謝證電話聯係姓現嚴響業務
        """.unicodeScalars.filter { $0 != "\n" }.map(\.value))

    private static let punctuation: Set<UInt32> = Set("，。、：；？！“”‘’（）《》〔〕【】—…　·「」".unicodeScalars.map(\.value))

    /// −1…1 over everything that is not ASCII; 0 where there is nothing else. Reads at most `limit` scalars from the
    /// start and as many from the middle.
    static func score(_ scalars: [UInt32], limit: Int = 4096) -> (score: Double, han: Int) {
        var han = 0
        var weight = 0.0
        var total = 0
        func judge(_ scalar: UInt32) {
            guard scalar >= 0x80 else { return }
            total += 1
            switch scalar {
            case 0x4E00...0x9FFF:
                han += 1
                weight += common.contains(scalar) ? 1 : 0.1
            case 0x3400...0x4DBF, 0x20000...0x323AF:
                han += 1
            case 0x2010...0x303F, 0xFF01...0xFF5E, 0xB7, 0xD7:
                weight += punctuation.contains(scalar) ? 1 : 0.3
            default:
                weight -= 1
            }
        }
        for scalar in scalars.prefix(limit) { judge(scalar) }
        if scalars.count > limit {
            let middle = max(limit, scalars.count / 2)
            for scalar in scalars[middle..<min(scalars.count, middle + limit)] { judge(scalar) }
        }
        return (total == 0 ? 0 : weight / Double(total), han)
    }
}
