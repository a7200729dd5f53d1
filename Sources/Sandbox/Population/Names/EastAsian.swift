// Names of China, Japan and Korea, most frequent first. Chinese given names and Korean ones are put together from
// the characters or syllables listed; Japanese ones are whole.

extension NameTable {
    static let china = NameTable(
        .han, .paired(column: 0),
        surnames: """
            王=Wang 李=Li 张=Zhang 刘=Liu 陈=Chen 杨=Yang 黄=Huang 赵=Zhao 吴=Wu 周=Zhou 徐=Xu 孙=Sun 马=Ma 朱=Zhu 胡=Hu 郭=Guo
            何=He 林=Lin 高=Gao 罗=Luo 郑=Zheng 梁=Liang 谢=Xie 宋=Song 唐=Tang 许=Xu 韩=Han 邓=Deng 冯=Feng 曹=Cao 彭=Peng
            曾=Zeng 肖=Xiao 田=Tian 董=Dong 潘=Pan 袁=Yuan 蔡=Cai 蒋=Jiang 余=Yu 于=Yu 杜=Du 叶=Ye 程=Cheng 魏=Wei 苏=Su
            吕=Lyu 丁=Ding 任=Ren 卢=Lu 姚=Yao 沈=Shen 钟=Zhong 姜=Jiang 崔=Cui 谭=Tan 陆=Lu 范=Fan 汪=Wang 廖=Liao 石=Shi
            金=Jin 韦=Wei 贾=Jia 夏=Xia 付=Fu 方=Fang 邹=Zou 熊=Xiong 白=Bai 孟=Meng 秦=Qin 欧阳=Ouyang 司马=Sima 诸葛=Zhuge 上官=Shangguan
            """,
        male: """
            伟=Wei 强=Qiang 磊=Lei 军=Jun 勇=Yong 杰=Jie 涛=Tao 明=Ming 超=Chao 刚=Gang 平=Ping 辉=Hui 鹏=Peng 华=Hua 飞=Fei 鑫=Xin
            波=Bo 斌=Bin 宇=Yu 浩=Hao 凯=Kai 健=Jian 俊=Jun 帆=Fan 帅=Shuai 旭=Xu 宁=Ning 龙=Long 林=Lin 阳=Yang 建=Jian 国=Guo
            志=Zhi 文=Wen 海=Hai 春=Chun 永=Yong 德=De 庆=Qing 成=Cheng 东=Dong 峰=Feng 子=Zi 轩=Xuan 昊=Hao 天=Tian 晨=Chen 睿=Rui
            博=Bo 一=Yi 诺=Nuo 嘉=Jia 泽=Ze 毅=Yi 松=Song
            """,
        female: """
            芳=Fang 娜=Na 敏=Min 静=Jing 丽=Li 艳=Yan 娟=Juan 霞=Xia 秀=Xiu 英=Ying 玲=Ling 桂=Gui 丹=Dan 萍=Ping 红=Hong 玉=Yu
            兰=Lan 燕=Yan 雪=Xue 琳=Lin 晶=Jing 倩=Qian 婷=Ting 慧=Hui 莹=Ying 洁=Jie 云=Yun 梅=Mei 莉=Li 珍=Zhen 凤=Feng 淑=Shu
            佳=Jia 欣=Xin 怡=Yi 梦=Meng 琪=Qi 涵=Han 雨=Yu 思=Si 颖=Ying 露=Lu 瑶=Yao 妍=Yan 诗=Shi 月=Yue 美=Mei 女=Nyu 春=Chun
            晓=Xiao 菲=Fei 可=Ke 璐=Lu 冰=Bing 媛=Yuan
            """)

    static let japan = NameTable(
        .japanese, .paired(column: 0),
        surnames: """
            佐藤=Sato 鈴木=Suzuki 高橋=Takahashi 田中=Tanaka 伊藤=Ito 渡辺=Watanabe 山本=Yamamoto 中村=Nakamura 小林=Kobayashi
            加藤=Kato 吉田=Yoshida 山田=Yamada 佐々木=Sasaki 山口=Yamaguchi 松本=Matsumoto 井上=Inoue 木村=Kimura 林=Hayashi
            斎藤=Saito 清水=Shimizu 山崎=Yamazaki 森=Mori 阿部=Abe 池田=Ikeda 橋本=Hashimoto 石川=Ishikawa 中島=Nakajima
            小川=Ogawa 前田=Maeda 岡田=Okada 長谷川=Hasegawa 藤田=Fujita 後藤=Goto 近藤=Kondo 村上=Murakami 遠藤=Endo 青木=Aoki
            坂本=Sakamoto 福田=Fukuda 太田=Ota 西村=Nishimura 藤井=Fujii 金子=Kaneko 岡本=Okamoto 藤原=Fujiwara 三浦=Miura
            中野=Nakano 原田=Harada 松田=Matsuda 竹内=Takeuchi 小野=Ono 中川=Nakagawa 和田=Wada 石井=Ishii 上田=Ueda 酒井=Sakai
            大野=Ohno 菅原=Sugawara 平野=Hirano 久保=Kubo 千葉=Chiba 岩崎=Iwasaki 桜井=Sakurai 野口=Noguchi 新井=Arai 東海林=Shoji
            """,
        male: """
            翔太=Shota 大輔=Daisuke 健太=Kenta 拓也=Takuya 翔=Sho 健=Ken 誠=Makoto 浩=Hiroshi 修=Osamu 豊=Yutaka 隆=Takashi 進=Susumu
            清=Kiyoshi 博=Hiroshi 茂=Shigeru 勝=Masaru 実=Minoru 剛=Tsuyoshi 和也=Kazuya 直樹=Naoki 哲也=Tetsuya 学=Manabu 亮=Ryo
            達也=Tatsuya 雄太=Yuta 悠真=Yuma 蓮=Ren 陽翔=Haruto 湊=Minato 樹=Itsuki 大翔=Hiroto 颯太=Sota 悠人=Yuto 一郎=Ichiro
            二郎=Jiro 三郎=Saburo 太郎=Taro 純一=Junichi 慎一=Shinichi 賢一=Kenichi 洋平=Yohei 康平=Kohei 雅之=Masayuki 義男=Yoshio
            秀樹=Hideki 光=Hikaru
            """,
        female: """
            陽子=Yoko 恵子=Keiko 京子=Kyoko 洋子=Yoko 和子=Kazuko 幸子=Sachiko 美智子=Michiko 裕子=Yuko 由美=Yumi 真由美=Mayumi
            久美子=Kumiko 智子=Tomoko 直美=Naomi 明美=Akemi 愛=Ai 舞=Mai 彩=Aya 美咲=Misaki 葵=Aoi 陽菜=Hina 結衣=Yui さくら=Sakura
            凛=Rin 優奈=Yuna 美優=Miyu 七海=Nanami 千尋=Chihiro 麻衣=Mai 沙織=Saori 香織=Kaori 恵=Megumi 順子=Junko 節子=Setsuko
            文子=Fumiko 典子=Noriko 加奈子=Kanako 理恵=Rie 絵里=Eri あゆみ=Ayumi ひかり=Hikari みゆき=Miyuki めぐみ=Megumi 琴音=Kotone
            詩織=Shiori 瞳=Hitomi 桃子=Momoko
            """,
        tailStems:
            "青=Ao 秋=Aki 浅=Asa 荒=Ara 飯=Ii 石=Ishi 泉=Izumi 市=Ichi 今=Ima 岩=Iwa 上=Ue 内=Uchi 梅=Ume 大=O 岡=Oka 奥=Oku 小=O 風=Kaza 片=Kata 金=Kana 亀=Kame 川=Kawa 北=Kita 倉=Kura 黒=Kuro 桑=Kuwa 古=Furu 坂=Saka 沢=Sawa 塩=Shio 柴=Shiba 島=Shima 下=Shimo 白=Shira 杉=Sugi 関=Seki 高=Taka 滝=Taki 竹=Take 土=Tsuchi 寺=Tera 徳=Toku 富=Tomi 長=Naga 成=Nari 西=Nishi 根=Ne 野=No 早=Haya 東=Higashi 平=Hira 広=Hiro 深=Fuka 福=Fuku 藤=Fuji 星=Hoshi 堀=Hori 松=Matsu 丸=Maru 水=Mizu 宮=Miya 向=Mukai 森=Mori 矢=Ya 柳=Yanagi 山=Yama 横=Yoko 吉=Yoshi 若=Waka",
        tailEndings:
            "田=da 川=kawa 村=mura 本=moto 山=yama 野=no 井=i 島=shima 崎=saki 沢=sawa 木=ki 原=hara 谷=tani 口=guchi 上=gami 橋=hashi 内=uchi 尾=o 岡=oka 下=shita 戸=do 浦=ura 瀬=se 見=mi 藤=to 倉=kura 森=mori 塚=tsuka 松=matsu 林=bayashi"
    )

    static let korea = NameTable(
        .hangul, .paired(column: 0),
        surnames: """
            김=Kim 이=Lee 박=Park 최=Choi 정=Jung 강=Kang 조=Cho 윤=Yoon 장=Jang 임=Lim 한=Han 오=Oh 서=Seo 신=Shin 권=Kwon 황=Hwang
            안=Ahn 송=Song 전=Jeon 홍=Hong 유=Yoo 고=Ko 문=Moon 양=Yang 손=Son 배=Bae 백=Baek 허=Heo 남=Nam 심=Shim 노=Noh 하=Ha
            곽=Kwak 성=Sung 차=Cha 주=Joo 우=Woo 구=Koo 나=Na 민=Min 진=Jin 지=Ji 엄=Um 채=Chae 원=Won 천=Chun 방=Bang 공=Kong
            현=Hyun 함=Ham 변=Byun 염=Yeom 여=Yeo 추=Choo 도=Do 소=So 석=Seok 선=Sun 설=Seol 마=Ma 길=Gil 연=Yeon 위=Wi 표=Pyo
            남궁=Namgung 황보=Hwangbo 제갈=Jegal 선우=Sunwoo
            """,
        male: """
            민=Min 준=Jun 서=Seo 현=Hyun 우=Woo 지=Ji 훈=Hoon 성=Sung 진=Jin 영=Young 수=Soo 호=Ho 재=Jae 동=Dong 상=Sang 철=Chul
            기=Ki 태=Tae 승=Seung 원=Won 석=Seok 규=Kyu 용=Yong 종=Jong 형=Hyung 정=Jung 광=Kwang 인=In 한=Han 도=Do 윤=Yoon 찬=Chan
            건=Gun 명=Myung 병=Byung 창=Chang 희=Hee 완=Wan 혁=Hyuk 섭=Sub 빈=Bin 시=Si 하=Ha 율=Yul 환=Hwan
            """,
        female: """
            영=Young 미=Mi 정=Jung 은=Eun 지=Ji 수=Soo 현=Hyun 숙=Sook 희=Hee 경=Kyung 민=Min 서=Seo 연=Yeon 혜=Hye 진=Jin 윤=Yoon
            아=Ah 선=Sun 주=Joo 유=Yoo 나=Na 하=Ha 순=Soon 자=Ja 옥=Ok 애=Ae 화=Hwa 소=So 다=Da 예=Ye 원=Won 림=Rim 빈=Bin 란=Ran
            린=Rin 채=Chae 효=Hyo 가=Ga 보=Bo 슬=Seul 인=In 명=Myung 향=Hyang 송=Song 은=Un
            """)
}
