//! Two files whose paragraphs need not agree: what counts is the sentences.

use bitext::segment::paragraphs;
use bitext::{Aligner, Alignment, Kind, Lang};

const TALE: [(&str, &str); 10] = [
    (
        "The lighthouse keeper had not spoken to anyone for eleven days.",
        "灯塔看守人已经十一天没有和任何人说话了。",
    ),
    ("On the twelfth day a small boat came out of the fog.", "第十二天，一条小船从雾里驶了出来。"),
    ("A girl with a red scarf was rowing it.", "划船的是一个围着红围巾的女孩。"),
    ("\"My father sends you bread and newspapers,\" she called.", "“我父亲让我给您送面包和报纸来，”她喊道。"),
    ("He helped her up the wet stairs and made tea.", "他扶她走上湿漉漉的台阶，泡了茶。"),
    ("She asked him how many ships had passed that month.", "她问他这个月有多少船经过。"),
    ("He opened a thick notebook and counted forty-three.", "他翻开一本厚厚的笔记本，数出四十三条。"),
    ("Only one of them had answered his light.", "其中只有一条回应过他的灯光。"),
    ("When the fog lifted, she rowed back to the village.", "雾散了以后，她划船回村子去了。"),
    ("That night he lit the lamp an hour earlier than usual.", "那天夜里，他比平时早一个小时点亮了灯。"),
];

/// About something else.
const RULES: [&str; 3] = [
    "泳池每周一上午换水。未满十岁的儿童须有家长陪同。",
    "请勿在更衣室内饮食。储物柜的押金是二十元。",
    "深水区禁止跳水。救生员下班后不得入池。",
];

/// Sentences with so many in each paragraph.
fn text(sentences: &[&str], every: usize, between: &str) -> String {
    let paragraphs: Vec<String> = sentences.chunks(every).map(|chunk| chunk.join(between)).collect();
    paragraphs.join("\n\n")
}

fn found(alignment: &Alignment<'_>) -> Vec<(String, String)> {
    alignment.pairs().map(|pair| (pair.en(), pair.zh())).collect()
}

fn tale() -> Vec<(String, String)> {
    TALE.iter().map(|&(en, zh)| (en.to_owned(), zh.to_owned())).collect()
}

#[test]
fn paragraphs_may_be_broken_anywhere() {
    let aligner = Aligner::new();
    let (english, chinese): (Vec<&str>, Vec<&str>) = TALE.into_iter().unzip();
    for (en, zh) in [(2, 2), (3, 4), (4, 3), (10, 10), (1, 1), (10, 2), (1, 10)] {
        let (english, chinese) = (text(&english, en, " "), text(&chinese, zh, ""));
        let sentences = aligner.align_sentences(&aligner.align_pair(&english, &chinese));
        assert_eq!(found(&sentences), tale(), "paragraphs of {en} and {zh} sentences");
    }
}

/// The English was paired with itself, and the Chinese with nothing.
#[test]
fn a_translation_that_keeps_its_original() {
    let aligner = Aligner::new();
    let (english, chinese): (Vec<&str>, Vec<&str>) = TALE.into_iter().unzip();
    let own: Vec<&str> = TALE.iter().flat_map(|&(en, zh)| [en, zh]).collect();
    let below = [&english[..], &chinese[..]].concat();
    for (en, zh) in [(&english, &own), (&own, &chinese), (&english, &below)] {
        for between in ["\n\n", "\n"] {
            let [en, zh] = [en, zh].map(|lines| lines.join(between));
            let paragraphs = aligner.align_pair(&en, &zh);
            assert_eq!(found(&paragraphs), tale(), "{zh}");
            assert_eq!(found(&aligner.align_sentences(&paragraphs)), tale(), "{zh}");
        }
    }
}

/// Of lines of a word or two none has grammar, so that the English was thought to be names.
#[test]
fn a_translation_that_keeps_short_lines() {
    const TALK: [(&str, &str); 7] = [
        ("The train was late.", "火车晚点了。"),
        ("\"Cold today.\"", "“今天挺冷。”"),
        ("\"Very.\"", "“可不是。”"),
        ("\"Going far?\"", "“出远门？”"),
        ("\"Home.\"", "“回家。”"),
        ("\"Family, then.\"", "“那是有家人了。”"),
        ("\"I have a cat.\"", "“我有一只猫。”"),
    ];
    let (english, chinese): (Vec<&str>, Vec<&str>) = TALK.into_iter().unzip();
    let (en, zh) = (english.join("\n\n"), [&chinese[..], &english].concat().join("\n\n"));
    let aligner = Aligner::new();
    let found = found(&aligner.align_sentences(&aligner.align_pair(&en, &zh)));
    assert_eq!(found, TALK.map(|(en, zh)| (en.to_owned(), zh.to_owned())));
}

/// No line is as long as the paragraph, so none was paired with it, and then no sentence was.
#[test]
fn one_text_in_lines_and_the_other_in_one_paragraph() {
    let aligner = Aligner::new();
    for sentences in 4..=9 {
        let (english, chinese): (Vec<&str>, Vec<&str>) = TALE[..sentences].iter().copied().unzip();
        for (en, zh) in [(1, sentences), (sentences, 1)] {
            let (english, chinese) = (text(&english, en, " "), text(&chinese, zh, ""));
            let found = found(&aligner.align_sentences(&aligner.align_pair(&english, &chinese)));
            assert_eq!(found, tale()[..sentences], "{sentences} sentences, {en} and {zh} a paragraph");
        }
    }
}

/// A first search, which knows four sentences for one at most, takes the first for one without counterpart:
/// the last is so much longer that no other reading comes near, and nothing reached over the border.
#[test]
fn five_sentences_for_one_of_which_the_last_is_long() {
    let english = [
        "The old man got up before dawn.",
        "He lit the stove and put the kettle on.",
        "Then he went out to look at the boat.",
        "It was gone.",
        "He sat down on an upturned bucket and looked for a long time at the place where, for thirty years, \
         summer and winter, the boat had always been.",
        "His wife was not surprised.",
    ];
    let chinese = [
        "老人天不亮就起来了，生了炉子，烧上水，然后出去看船，船不见了，他在一只倒扣的水桶上坐下，\
         久久地望着三十年来无论冬夏那条船一直停着的地方。",
        "他老伴并不惊讶。",
    ];
    let alignment = Aligner::new().align_units(&english, &chinese);
    let beads: Vec<_> = alignment.beads().iter().map(|bead| (bead.en.len(), bead.zh.len())).collect();
    assert_eq!(beads, [(5, 1), (1, 1)]);
}

/// Soft hyphens in English words cost novels .04 of F1, marks of vertical lines .013.
#[test]
fn how_a_text_is_written_says_nothing() {
    let aligner = Aligner::new();
    let (english, chinese): (Vec<String>, Vec<String>) =
        TALE.into_iter().map(|(en, zh)| (en.to_owned(), zh.to_owned())).unzip();
    let clean = aligner.align_units(&english, &chinese);
    let soft: Vec<String> = english.iter().map(|en| en.replace("er", "e\u{AD}r")).collect();
    let wide = |c: char| if c.is_ascii_graphic() { char::from_u32(c as u32 + 0xFEE0).unwrap() } else { c };
    let wide: Vec<String> = english.iter().map(|en| en.chars().map(wide).collect()).collect();
    let spaced: Vec<String> =
        chinese.iter().map(|zh| zh.chars().map(|c| format!("{c}\u{200B}")).collect()).collect();
    let upright = [("，", "︐"), ("。", "︒"), ("“", "﹁"), ("”", "﹂"), ("人", "⼈"), ("一", "⼀")];
    let corner: Vec<String> = chinese.iter().map(|zh| zh.replace('“', "「").replace('”', "」")).collect();
    let upright: Vec<String> = chinese
        .iter()
        .map(|zh| upright.iter().fold(zh.clone(), |zh, &(c, form)| zh.replace(c, form)))
        .collect();
    let rungs = |found: &Alignment<'_>| -> Vec<_> {
        found.pairs().map(|pair| (pair.bead_type(), format!("{:.4}", pair.score()))).collect()
    };
    for (en, zh) in [(&soft, &chinese), (&wide, &chinese), (&english, &spaced)] {
        assert_eq!(rungs(&aligner.align_units(en, zh)), rungs(&clean), "{en:?} {zh:?}");
    }
    let usual = rungs(&aligner.align_units(&english, &corner));
    assert_eq!(rungs(&aligner.align_units(&english, &upright)), usual);
}

/// Where both texts are broken alike, a sentence without counterpart at the end of a paragraph was joined
/// with the next one.
#[test]
fn paragraphs_that_agree_are_borders() {
    let aligner = Aligner::new();
    for more in ["She had not expected that.", "And he told her so.", "So she said."] {
        let english: Vec<String> = TALE.iter().map(|pair| pair.0.to_owned()).collect();
        let english = english.join("\n\n").replace("the fog.\n", &format!("the fog. {more}\n"));
        let chinese: Vec<&str> = TALE.iter().map(|pair| pair.1).collect();
        let chinese = chinese.join("\n\n");
        let sentences = aligner.align_sentences(&aligner.align_pair(&english, &chinese));
        let (en, zh) = TALE[2];
        assert!(found(&sentences).contains(&(en.to_owned(), zh.to_owned())), "{more}");
    }
}

/// The times and numbers of subtitles were paired with each other, and led the lines astray.
#[test]
fn subtitles_need_not_be_shown_at_the_same_time() {
    let shown = |seconds: usize| format!("00:{:02}:{:02},500", seconds / 60, seconds % 60);
    let subtitles = |lines: &[&str], every: usize| -> String {
        let cue = |(number, line): (usize, &&str)| {
            let start = number * every;
            format!("{}\n{} --> {}\n{line}\n\n", number + 1, shown(start), shown(start + every - 1))
        };
        lines.iter().enumerate().map(cue).collect()
    };
    let english: Vec<&str> = TALE.iter().map(|pair| pair.0).collect();
    // One line more at the beginning, so that no number and no time is right.
    let chinese: Vec<&str> = std::iter::once("字幕：老周。").chain(TALE.iter().map(|pair| pair.1)).collect();
    let (english, chinese) = (subtitles(&english, 4), subtitles(&chinese, 5));
    let paragraphs = Aligner::new().align_pair(&english, &chinese);
    assert_eq!(found(&paragraphs), tale());
    assert_eq!(found(&Aligner::new().align_sentences(&paragraphs)), tale());
}

/// Texts about other things are no pairs, whatever their sentences have in common by chance.
#[test]
fn unrelated_texts_have_no_pairs() {
    let aligner = Aligner::new();
    let english: Vec<&str> = TALE.iter().map(|pair| pair.0).collect();
    let chinese = RULES.join("\n\n");
    let paragraphs = text(&english, 3, " ");
    let paragraphs = aligner.align_pair(&paragraphs, &chinese);
    assert_eq!(found(&paragraphs), []);
    assert_eq!(found(&aligner.align_sentences(&paragraphs)), []);
}

/// One file may hold both texts, one after the other, a title of both before them.
#[test]
fn both_texts_may_be_in_one_file() {
    let aligner = Aligner::new();
    let (english, chinese): (Vec<&str>, Vec<&str>) = TALE.into_iter().unzip();
    for (en, zh) in [(1, 2), (2, 1), (2, 2), (2, 3), (3, 2)] {
        let (english, chinese) = (text(&english, en, " "), text(&chinese, zh, ""));
        let page = format!("The Lighthouse\n灯塔\n\n{english}\n\n{chinese}\n");
        let sentences = aligner.align_sentences(&aligner.align(&page));
        assert_eq!(found(&sentences)[1..], tale(), "paragraphs of {en} and {zh} sentences");
    }
}

/// Files of one sentence a line are units, even if nobody says so.
/// Words as bags speak against pairs that are translated so freely; their order does not.
#[test]
fn free_translations_are_found_by_the_order_of_their_words() {
    let english = "\
        The mill had long since stopped turning by the time I was born. Swallows nested in the \
        wheel, and the village children, who were forbidden to go near it, went nowhere else.\n\n\
        So when the gentleman from the bank presented himself, hat in hand and with his papers \
        under his arm, and gave her good day in the tone that is kept for servants, he was done \
        for, though it took him the better part of a week to find it out.\n\n\
        The trick with mules, he told us, is to let them believe the whole thing was their own \
        idea.";
    let chinese = "\
        等我落地，磨坊早已歇了业。水轮成了燕子的家当，大人三令五申不许靠近，村里的娃娃却\
        单单爱往那儿钻。\n\n\
        因此，银行那位先生夹着一叠文书、摘了帽子上门来，用打发下人的口气道了声好，这一遭\
        便算是栽了。只是栽在何处，他足足过了六七天才咂摸出来。\n\n\
        赶骡子有门道，他说，你得顺着它，叫它当是自个儿拿的主意。";
    let expected = english.split("\n\n").zip(chinese.split("\n\n"));
    let expected: Vec<_> = expected.map(|(en, zh)| (en.to_owned(), zh.to_owned())).collect();
    assert_eq!(found(&Aligner::new().align_pair(english, chinese)), expected);
}

#[test]
fn lines_are_aligned_as_units() {
    let aligner = Aligner::new();
    let (mut english, mut chinese): (Vec<&str>, Vec<&str>) = TALE.into_iter().unzip();
    english.splice(4..5, ["He helped her up the wet stairs.", "Then he made tea."]);
    chinese.splice(6..7, ["他翻开一本厚厚的笔记本。", "他数出四十三条。"]);
    let units = aligner.align_units(&english, &chinese);
    let (english, chinese) = (english.join("\n"), chinese.join("\n"));
    let paragraphs = aligner.align_pair(&english, &chinese);
    assert_eq!(found(&paragraphs), found(&units));
    assert_eq!(found(&aligner.align_sentences(&paragraphs)), found(&units));
    let types: Vec<String> = paragraphs.pairs().map(|pair| pair.bead_type().to_string()).collect();
    assert_eq!(types.iter().filter(|kind| *kind != "1-1").count(), 2, "{types:?}");
}

#[test]
fn paragraphs_without_translation_are_left_alone() {
    let aligner = Aligner::new();
    let (mut english, chinese): (Vec<&str>, Vec<&str>) = TALE.into_iter().unzip();
    let note =
        "The county museum shows models of nine lighthouses in its east wing. Admission is free on Mondays.";
    let advice =
        "Visitors should wear strong shoes, since the cliff path is steep. There is no café on the island.";
    english.insert(4, note);
    english.insert(8, advice);
    english.insert(0, advice);
    let (english, chinese) = (text(&english, 1, " "), text(&chinese, 2, ""));
    let sentences = aligner.align_sentences(&aligner.align_pair(&english, &chinese));
    assert_eq!(found(&sentences), tale());
    assert_eq!(sentences.unaligned_en().len(), 6);
}

/// Both have paragraphs that the other has not.
#[test]
fn what_only_one_of_two_texts_has_is_left_alone() {
    let aligner = Aligner::new();
    let english: Vec<&str> = TALE.iter().map(|pair| pair.0).collect();
    for translated in [[1, 4, 8], [0, 5, 6], [2, 3, 9]] {
        let chinese: Vec<&str> =
            translated.iter().zip(RULES).flat_map(|(&k, rule)| [TALE[k].1, rule]).collect();
        let (english, chinese) = (text(&english, 1, " "), text(&chinese, 1, ""));
        let sentences = aligner.align_sentences(&aligner.align_pair(&english, &chinese));
        assert_eq!(found(&sentences), translated.map(|k| tale().swap_remove(k)), "{translated:?}");
    }
}

/// A row of stars was joined to its neighbour, where only one text has it.
#[test]
fn rows_of_stars_are_units_of_their_own() {
    let aligner = Aligner::new();
    let (english, chinese): (Vec<&str>, Vec<&str>) = TALE.into_iter().unzip();
    for stars in ["* * *", "———", "◆"] {
        for (in_english, in_chinese) in [(true, false), (false, true), (true, true)] {
            let with = |units: &[&'static str], has: bool| -> Vec<&str> {
                let stars = has.then_some(stars);
                units[..4].iter().copied().chain(stars).chain(units[4..].iter().copied()).collect()
            };
            let (english, chinese) = (with(&english, in_english), with(&chinese, in_chinese));
            let units = aligner.align_units(&english, &chinese);
            let mut expected = tale();
            if in_english && in_chinese {
                expected.insert(4, (stars.to_owned(), stars.to_owned()));
            }
            assert_eq!(found(&units), expected, "{stars}, {in_english}, {in_chinese}");
        }
    }
}

/// Such marks were left alone, and the sentences after them were paired with those before.
#[test]
fn marks_that_a_splitter_has_parted_are_joined() {
    let aligner = Aligner::new();
    let (mut english, mut chinese): (Vec<&str>, Vec<&str>) = TALE.into_iter().unzip();
    english.splice(3..4, ["\"My father sends you bread and newspapers,", "\"", "she called."]);
    chinese.splice(3..4, ["她喊道：“我父亲让我给您送面包和报纸来。", "”"]);
    let units = aligner.align_units(&english, &chinese);
    let types: Vec<String> = units.pairs().map(|pair| pair.bead_type().to_string()).collect();
    assert_eq!(types, ["1-1", "1-1", "1-1", "3-2", "1-1", "1-1", "1-1", "1-1", "1-1", "1-1"]);
}

/// Names with digits were no evidence: each row was paired with the one in its place.
#[test]
fn names_with_digits_tell_rows_apart() {
    let aligner = Aligner::new();
    for names in [
        ["3.2.1", "3.2.2", "3.3.1", "4.1.1", "4.1.2", "5.2.1", "5.2.4", "6.3.2"],
        ["F-16", "F-15", "F-22", "F-35", "F-14", "F-4", "F-18", "F-5"],
        ["H1N1", "H5N1", "H7N9", "H5N8", "H9N2", "H3N2", "H7N7", "H5N6"],
    ] {
        let english: Vec<String> = names[1..].iter().map(|name| format!("See {name} for this.")).collect();
        let chinese: Vec<String> = names[..7].iter().map(|name| format!("有关内容见{name}。")).collect();
        let alignment = aligner.align_units(&english, &chinese);
        let right = alignment
            .pairs()
            .filter(|pair| names.iter().any(|n| pair.en().contains(n) && pair.zh().contains(n)));
        assert!(right.count() >= 5, "{names:?} {:?}", found(&alignment));
    }
}

/// The numbers of verses were taken for those of lines, since the last one was missing too.
#[test]
fn verses_that_a_side_leaves_out_are_left_alone() {
    let english: Vec<String> = (1..=26)
        .map(|n| format!("{n} And the king spake unto the people, and the people answered him again."))
        .collect();
    let of_both = (1..26).filter(|&n| n != 12);
    let chinese: Vec<String> = of_both.map(|n| format!("{n} 王对百姓说话，百姓又回答他。")).collect();
    let alignment = Aligner::new().align_units(&english, &chinese);
    let number = |text: &str| text.split(' ').next().unwrap_or_default().to_owned();
    let right = alignment.pairs().filter(|pair| number(&pair.en()) == number(&pair.zh())).count();
    assert_eq!(right, 24, "{:?}", found(&alignment));
}

/// The longer two sentences were, the surer it was that each has a counterpart, whatever their words said.
#[test]
fn long_strangers_in_one_place_are_no_pair() {
    let strange = [
        (
            "Every spring the coast guard sent a painter, who spent a week on a rope outside the tower, \
             whistled all day long, and would eat nothing but fried eggs and onions.",
            "泳池每周一上午换水，未满十岁的儿童须有家长陪同，深水区禁止跳水，请勿在更衣室内饮食，储物柜的押金是二十元。",
        ),
        (
            "In the evenings the wind turned to the north, and the whole tower hummed like a bottle that \
             somebody blows across, so that neither of them could hear the other.",
            "本店所售茶叶均为当年新茶，开封后请密封存放于阴凉干燥处，如有质量问题，凭发票七日之内可以退换。",
        ),
    ];
    let aligner = Aligner::new();
    for at in 1..TALE.len() - 1 {
        for couple in strange {
            let mut rows = TALE;
            rows[at] = couple;
            let (english, chinese): (Vec<&str>, Vec<&str>) = rows.into_iter().unzip();
            let mut expected = tale();
            expected.remove(at);
            assert_eq!(found(&aligner.align_units(&english, &chinese)), expected, "row {at}");
        }
    }
}

/// Lines of title pages stood in one place, and nothing better was to be had for them than each other.
#[test]
fn front_matter_of_its_own_is_no_translation() {
    let (english, chinese): (Vec<&str>, Vec<&str>) = TALE.into_iter().unzip();
    let front = [
        ["MARSH & PEEL LTD.", "To my aunt, who never learned to swim"],
        ["南海文艺出版社", "定价：一元二角"],
    ];
    let [en, zh] = [(front[0], english), (front[1], chinese)]
        .map(|(front, text)| [&front[..], &text].concat().join("\n\n"));
    let aligner = Aligner::new();
    let sentences = aligner.align_sentences(&aligner.align_pair(&en, &zh));
    assert_eq!(found(&sentences), tale());
}

/// How many segments of a text are furniture, where such lines stand before pages of so many sentences that go over
/// their ends, or do not.
fn furniture(lines: &[&str], sentences: usize, cut: bool) -> usize {
    let page = |line: &&str| {
        let whole = "They walked along the river and said nothing, since it was late. ".repeat(sentences);
        match cut {
            true => format!("{line}\n\nand then home. {whole}They went over the bridge"),
            false => format!("{line}\n\n{}", whole.trim_end()),
        }
    };
    let text = lines.iter().map(page).collect::<Vec<_>>().join("\n\n");
    paragraphs(&text, Lang::En).iter().filter(|p| p.kind == Kind::Furniture).count()
}

/// The numbers of pages of one text were paired with those of the other.
#[test]
fn numbers_of_pages_are_no_text() {
    for pages in [
        ["Page 1 of 90", "Page 2 of 90", "Page 3 of 90", "Page 4 of 90"],
        ["第9页 共71页", "第10页 共71页", "第11页 共71页", "第12页 共71页"],
        ["p. 33", "p. 34", "p. 35", "p. 37"],
        ["9 | THE OLD MILL", "10 | THE OLD MILL", "11 | THE OLD MILL", "12 | THE OLD MILL"],
    ] {
        assert_eq!(furniture(&pages, 5, false), 4, "{pages:?}");
    }
    for pages in
        [["9", "10", "11", "12"], ["[1]", "[2]", "[3]", "[4]"], ["- 7 -", "- 8 -", "- 10 -", "- 11 -"]]
    {
        assert_eq!(furniture(&pages, 5, true), 4, "{pages:?}");
    }
}

#[test]
fn numbers_of_chapters_are_text() {
    for chapters in [
        ["1", "2", "3", "4"],
        ["5", "6", "7", "8"],
        ["Chapter 1", "Chapter 2", "Chapter 3", "Chapter 4"],
        ["Chapter  5", "Chapter  6", "Chapter  7", "Chapter  8"],
        ["I", "II", "III", "IV"],
        ["1914", "1915", "1916", "1917"],
    ] {
        for sentences in [1, 5, 200] {
            assert_eq!(furniture(&chapters, sentences, false), 0, "{chapters:?}, {sentences}");
        }
    }
}
