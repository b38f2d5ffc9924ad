//! The articles of `data/articles/`: their gold is well-formed, and the aligner finds it.

mod support;

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;

use bitext::{Aligner, Alignment, Lang, Span};
use support::{Article, GoldPair, Text, load, names, parse_gold};

fn articles() -> Vec<Article> {
    names().iter().map(|name| load(name).unwrap_or_else(|message| panic!("{message}"))).collect()
}

fn align(article: &Article) -> Alignment<'_> {
    match &article.text {
        Text::Mixed(text) => bitext::align(text),
        Text::Pair { en, zh } => bitext::align_pair(en, zh),
    }
}

#[test]
fn every_gold_file_is_well_formed() {
    let articles = articles();
    assert!(articles.len() >= 12, "only {} articles", articles.len());
    for article in &articles {
        assert!(!article.gold.is_empty(), "{}: no pair", article.name);
        for pair in &article.gold {
            for (lang, spans) in [(Lang::En, &pair.en), (Lang::Zh, &pair.zh)] {
                for span in spans {
                    let text = article.text.side(lang);
                    assert_eq!(*span, span.trimmed(text), "{}: gold line {}", article.name, pair.line);
                    assert_eq!(is_chinese(span.of(text)), lang == Lang::Zh, "{}", span.of(text));
                }
            }
        }
    }
}

/// In a mixed text a paragraph of one language must not lie in one of the other.
#[test]
fn no_two_gold_paragraphs_overlap() {
    for article in articles().iter().filter(|a| matches!(a.text, Text::Mixed(_))) {
        let mut spans: Vec<Span> =
            article.gold.iter().flat_map(|p| p.en.iter().chain(&p.zh)).copied().collect();
        spans.sort();
        for two in spans.windows(2) {
            assert!(two[0].end <= two[1].start, "{}: {} and {}", article.name, two[0], two[1]);
        }
    }
}

/// The sentence beads of an article cut up exactly the paragraphs of its pairs.
#[test]
fn sentence_gold_fits_the_paragraph_gold() {
    let mut files = 0;
    for article in articles() {
        let Some(sentences) = &article.sentences else { continue };
        files += 1;
        let mut beads = sentences.iter().peekable();
        for pair in &article.gold {
            let (mut en, mut zh) = (Vec::new(), Vec::new());
            let inside = |bead: &GoldPair| {
                bead.en.iter().all(|s| pair.en.iter().any(|p| p.start <= s.start && s.end <= p.end))
                    && bead.zh.iter().all(|s| pair.zh.iter().any(|p| p.start <= s.start && s.end <= p.end))
            };
            while let Some(bead) = beads.next_if(|bead| inside(bead)) {
                en.extend(&bead.en);
                zh.extend(&bead.zh);
            }
            for (lang, whole, parts) in [(Lang::En, &pair.en, en), (Lang::Zh, &pair.zh, zh)] {
                let dense = |spans: &[Span]| -> String {
                    let text = article.text.side(lang);
                    spans.iter().flat_map(|s| s.of(text).chars()).filter(|c| !c.is_whitespace()).collect()
                };
                assert_eq!(dense(whole), dense(&parts), "{}: gold line {}", article.name, pair.line);
            }
        }
        let left = beads.next().map(|bead| bead.line);
        assert_eq!(left, None, "{}: a sentence bead that lies in no pair", article.name);
    }
    assert!(files >= 3, "only {files} articles have sentence gold");
}

#[test]
fn the_readme_lists_every_article() {
    let readme = fs::read_to_string(support::folder().join("README.md")).unwrap();
    for name in names() {
        assert!(readme.contains(&format!("| `{name}")), "{name} is not in data/articles/README.md");
    }
}

/// Editors and git like to mend these.
#[test]
fn awkward_input_stays_awkward() {
    let side = |name: &str| load(name).unwrap().text.side(Lang::En).to_owned();
    let notice = side("swimming-pool-notice");
    assert!(notice.starts_with('\u{FEFF}'));
    assert_eq!(notice.matches('\n').count(), notice.matches("\r\n").count());
    assert!(side("rainy-week-diary").contains("\n\u{3000}\u{3000}星期二"));
    assert!(!side("scallion-pancakes").contains("\n\n"));
}

#[test]
fn a_wrong_gold_line_is_an_error() {
    let text = Text::Mixed("One day.\n\n有一天。\n\nOne\nnight.\n\n有一夜。\n".to_owned());
    let error = |gold: &str| parse_gold(gold, &text).expect_err(gold);
    let good = "# a comment\nen: One day.\nzh: 有一天。\n\nen: One night.\nzh: 有一夜。\n";
    assert_eq!(parse_gold(good, &text).unwrap().len(), 2);
    assert!(error("en: One day.\nzh: 有两天。\n").starts_with("line 2: not in the text"));
    assert!(
        error("en: One night.\nzh: 有一夜。\n\nen: One day.\nzh: 有一天。\n").starts_with("line 4: not in")
    );
    assert!(
        error("en: One day.\n\nen: One night.\nzh: 有一夜。\n").starts_with("line 1: a pair with one side")
    );
    assert!(error("fr: Un jour.\n").starts_with("line 1: neither"));
    assert!(error("en: \nzh: 有一天。\n").starts_with("line 1"));
}

#[test]
fn articles_align_exactly() {
    let mut report = String::new();
    for article in articles() {
        differences(&article, &article.gold, &align(&article), &mut report);
    }
    assert!(report.is_empty(), "\n{report}");
}

#[test]
fn sentences_align_exactly() {
    let mut report = String::new();
    for article in articles() {
        if let Some(sentences) = &article.sentences {
            let alignment = Aligner::new().align_sentences(&align(&article));
            differences(&article, sentences, &alignment, &mut report);
        }
    }
    assert!(report.is_empty(), "\n{report}");
}

/// Proverbs are not translated word by word: that both stand on one line must be enough.
#[test]
fn a_free_translation_on_the_same_line_is_found() {
    let lines = [
        ("1.The early bird catches the worm.", "早起的鸟儿有虫吃。"),
        ("2.Rome was not built in a day.", "罗马不是一天建成的。"),
        ("3.When in Rome, do as the Romans do.", "入乡随俗。"),
        ("4.A friend in need is a friend indeed.", "患难见真情。"),
    ];
    let text: String = lines.iter().map(|(en, zh)| format!("{en}{zh}\n")).collect();
    let alignment = bitext::align(&text);
    let found: Vec<(String, String)> = alignment.pairs().map(|pair| (pair.en(), pair.zh())).collect();
    assert_eq!(found, lines.map(|(en, zh)| (en.to_owned(), zh.to_owned())));
}

/// A word that occurs once in a text of thirty is no frequent word.
#[test]
fn a_short_page_is_read_like_a_long_one() {
    let page = "The village has two bells. One is rung for weddings and the other for fires, and strangers \
        can never tell them apart. The priest says this is as it should be.\n\n\
        村里有两口钟。\n\n一口在婚礼时敲，一口在失火时敲，外地人总也分不清。\n\n神父说，本来就该这样。\n\n\
        In winter the path to the school is cleared by the children themselves. Each brings a shovel \
        from home.\n\n\
        冬天，通往学校的小路由孩子们自己清扫。\n\n每人从家里带一把铁锹。\n";
    let alignment = bitext::align(page);
    let found: Vec<_> = alignment
        .pairs()
        .map(|pair| ((pair.en_units().len(), pair.zh_units().len()), pair.score() > 0.5))
        .collect();
    assert_eq!(found, [((1, 3), true), ((1, 2), true)]);
}

/// Each line that was joined cost as much as the first, and short ones could not pay for it.
#[test]
fn a_paragraph_may_be_broken_into_short_lines() {
    let notice = "Notice to all members\n\n致全体会员\n\n\
        The pump will be mended soon. No water from 9 to 12. Fill your kettles.\n\n\
        水泵即将检修。\n\n停水时间：9时至12时。\n\n水壶请先灌满。\n\n\
        Tea is served as usual.\n\n茶水照常供应。\n";
    let types: Vec<_> = bitext::align(notice).pairs().map(|pair| pair.bead_type().to_string()).collect();
    assert_eq!(types, ["1-1", "1-3", "1-1"]);
}

/// No word of a formula may be in the dictionary: on a page that has all in both languages, it stands
/// where its translation must be.
#[test]
fn a_formula_is_found_on_a_page_that_has_everything_twice() {
    let letter = "Dear Mr. Zhou,\n尊敬的周先生：\n\
        Thank you for your letter of 3 May. We are glad that the pump arrived safely.\n\
        感谢您五月三日的来信。得知水泵安全抵达，我们很高兴。\n\
        Please let us know if any part is missing, and we shall send it at once.\n\
        如有任何零件缺失，请告知我们，我们会立即寄出。\n\
        Yours sincerely,\n此致敬礼\nHelen Marsh\n海伦·马什\n";
    assert_eq!(bitext::align(letter).pairs().count(), 5);
}

/// What comes back makes its words frequent on the page, but not in what else the page says.
/// Beside one English sentence, five Chinese ones had no way through, and with them the whole page.
#[test]
fn one_sentence_may_stand_beside_many() {
    let mut page = String::from("The cat sat on the mat.\n\n猫坐在垫子上。\n\n");
    page += "In the morning he got up early, ate bread, drank milk, took his umbrella and went out into the rain.\n\n";
    page += "早上他起得很早。他吃了面包。他喝了牛奶。他带上雨伞。然后他出门走进雨里。\n\n";
    page += "My mother bought three apples.\n\n我妈妈买了三个苹果。\n";
    let aligner = Aligner::new();
    let types = |page: &str| -> Vec<String> {
        let alignment = aligner.align_sentences(&aligner.align(page));
        alignment.pairs().map(|pair| pair.bead_type().to_string()).collect()
    };
    assert_eq!(types(&page), ["1-1", "1-5", "1-1"]);
    // What the translator adds at the end of a paragraph is no part of its last sentence.
    let added = page.replace("三个苹果。", "三个苹果。本文由编辑部的小林整理。");
    let added = added.replace("three apples.", "three apples. They cost two dollars.");
    let added = added.replace("本文由", "一共花了两美元。本文由");
    assert_eq!(types(&added), ["1-1", "1-5", "1-1", "1-1"]);
}

/// Words as bags speak against pairs that are translated so freely; their order does not.
#[test]
fn free_translations_are_found_by_the_order_of_their_words() {
    let page = "\
        My grandfather was not a talkative man. He would sit by the stove the whole evening, \
        turning the same walnut over and over between his fingers, and if you asked him what he \
        was thinking about he said that thinking was for people with nothing to do.\n\n\
        祖父向来寡言。天一擦黑，他便守着炉火坐下，一枚核桃在指间盘来盘去，能盘上一宿；问\
        起他的心事，他只撂下一句：有那闲工夫的人才想东想西。\n\n\
        So when the gentleman from the bank presented himself, hat in hand and with his papers \
        under his arm, and gave her good day in the tone that is kept for servants, he was done \
        for, though it took him the better part of a week to find it out.\n\n\
        因此，银行那位先生夹着一叠文书、摘了帽子上门来，用打发下人的口气道了声好，这一遭\
        便算是栽了。只是栽在何处，他足足过了六七天才咂摸出来。\n\n\
        The trick with mules, he told us, is to let them believe the whole thing was their own \
        idea.\n\n\
        赶骡子有门道，他说，你得顺着它，叫它当是自个儿拿的主意。\n\n\
        By and by the talk ran dry, as it will when the fire is low and everyone has a long road \
        in the morning; pipes were knocked out, somebody yawned, and the dog, who had been waiting \
        for nothing else, took over the best chair.\n\n\
        火苗渐渐矮下去，明日又都要起早赶路，话头也就稀了。磕烟锅的磕烟锅，打哈欠的打哈欠\
        ；那条狗单等这一刻，一纵身便占了头一把好椅子。\n\n\
        At length, finding himself alone with the mistress, he drew a little nearer, looked over \
        his shoulder, and gave her to understand, with a great many turnings and windings, that \
        there was not a penny left in the house to see them through the winter, and that he had \
        been sent to try his fortune.\n\n\
        及至见左右无人，才挪近前来，回头望了一望，吞吞吐吐，绕了几个弯子，方将家中寒冬难\
        度、分文皆无，因此厚着脸皮前来走动的意思说了出来。\n";
    let units: Vec<&str> = page.trim_end().split("\n\n").collect();
    let expected: Vec<_> = units.chunks(2).map(|two| (two[0].to_owned(), two[1].to_owned())).collect();
    let pairs = |alignment: &Alignment<'_>| -> Vec<_> {
        alignment.pairs().map(|pair| (pair.en(), pair.zh())).collect()
    };
    assert_eq!(pairs(&Aligner::new().align(page)), expected);
}

/// Of such verses half of the lines share no word that a lexicon knows; what is left alone between two pairs stands
/// where its translation does, and is nearer to it than to the rest of the page.
#[test]
fn verses_are_found_by_their_place() {
    let lines = [
        ("Written at the Old Mill", "旧硙题句"),
        ("Nobody comes up this lane but the wind,", "巷深惟有晚风来，"),
        ("And the gate has forgotten how to be shut.", "柴扉久不开。"),
        ("My lamp burns low over half a letter;", "孤灯照尽半封书，"),
        ("What I meant to say has grown old in the ink.", "欲语墨先枯。"),
        ("Geese go south without asking the price,", "雁去不知关塞远，"),
        ("Each carrying a little of the light away.", "寒光一点随。"),
        ("I had three debts and paid them all in wine;", "三生酒债今还了，"),
        ("The fourth is the river's, and it can wait.", "惟欠一江月。"),
        ("Drunk, I ask the boatman where the spring has gone.", "醉问舟人春去处，"),
        ("He points with his oar at nothing much.", "橹声摇乱烟。"),
        ("Tomorrow there will be frost upon the well,", "明朝井上应霜重，"),
        ("And who will draw the water then, for whom?", "更汲与谁来。"),
    ];
    let page: String = lines.iter().map(|(en, zh)| format!("{en}\n\n{zh}\n\n")).collect();
    let alignment = bitext::align(&page);
    let found: Vec<(String, String)> = alignment.pairs().map(|pair| (pair.en(), pair.zh())).collect();
    assert_eq!(found, lines.map(|(en, zh)| (en.to_owned(), zh.to_owned())));
}

/// They stand in the same place, alone on either side, on a page whose other pairs are translated closely.
#[test]
fn notes_of_the_editor_and_of_the_translator_are_no_pair() {
    let lines = [
        ("The Lighthouse Keeper's Garden", "灯塔看守人的园子"),
        (
            "The keeper grows potatoes on the lee side of the tower, where the salt does not reach.",
            "看守人在塔的背风面种土豆，盐吹不到那里。",
        ),
        ("In spring his sister sends him seeds by the supply boat.", "春天，他姐姐托补给船给他捎来种子。"),
        ("He plants the beans last, after the storms of May.", "豆子他最后才种，等五月的风暴过去。"),
        (
            "By August there is enough for two, and he sells the rest in the harbour.",
            "到了八月，收成够两个人吃，剩下的他拿到港口去卖。",
        ),
        (
            "The editors thank the museum for the loan of the photographs.",
            "本文译者住在成都，平时教高中物理。",
        ),
        (
            "The garden has no fence, since nobody else lives on the rock.",
            "园子没有篱笆，因为礁石上没有别人居住。",
        ),
    ];
    let page: String = lines.iter().map(|(en, zh)| format!("{en}\n\n{zh}\n\n")).collect();
    let alignment = bitext::align(&page);
    let found: Vec<String> = alignment.pairs().map(|pair| pair.zh()).collect();
    let all: Vec<&str> = lines.iter().map(|line| line.1).filter(|zh| !zh.contains("译者")).collect();
    assert_eq!(found, all);
}

#[test]
fn a_page_with_a_refrain_is_read_like_any_other() {
    let refrain = ("The lamp in the window is burning for you.", "窗前的灯为你亮着。");
    let first = ("Snow has covered the bridge and the mill.", "雪盖住了小桥和磨坊。");
    let second = ("No one has walked on the road since noon.", "从中午起，路上就没有人走过。");
    for lines in [
        vec![refrain, first, refrain, second, refrain],
        vec![refrain, refrain, first, refrain, refrain],
        vec![refrain; 4],
    ] {
        let page: String = lines.iter().map(|(en, zh)| format!("{en}\n\n{zh}\n\n")).collect();
        let alignment = bitext::align(&page);
        let found: Vec<(String, String)> = alignment.pairs().map(|pair| (pair.en(), pair.zh())).collect();
        let all: Vec<_> = lines.iter().map(|&(en, zh)| (en.to_owned(), zh.to_owned())).collect();
        assert_eq!(found, all, "{page}");
    }
}

/// Most words of this song are in every line of it.
#[test]
fn a_song_of_few_words_is_paired_line_by_line() {
    let song = "Carry the water, carry the water, carry the water home,\n\
        carry the water, carry the water, carry the water home.\n\n\
        挑水吧，挑水吧，挑水回家，\n挑水吧，挑水吧，挑水回家。\n\n\
        The moon is high, the moon is high,\ncarry the water, carry the water, carry the water home.\n\n\
        月亮高高，月亮高高，\n挑水吧，挑水吧，挑水回家。\n";
    assert_eq!(bitext::align(song).pairs().count(), 4);
    let sentence = ("The cat sat on the mat and looked at the moon. ", "猫坐在垫子上看月亮。");
    let page = format!("{}\n\n{}\n", sentence.0.repeat(9), sentence.1.repeat(9));
    assert_eq!(bitext::align(&page).pairs().count(), 1);
}

#[test]
fn a_note_that_quotes_the_english_is_no_translation_of_it() {
    let page = "The ferryman had a laugh like a rusty hinge, and on foggy mornings we found the landing by it.\n\n\
        知识点：had a laugh like a rusty hinge 是明喻；found the landing by it 里的 by 表示方式。\n\n\
        He charged nobody who carried a live animal.\n\n\
        凡是带着活物的人，他一概不收船钱。\n\n\
        In his last winter he taught the crossing to a girl of twelve, who had asked him twice.\n\n\
        解析：根据“who had asked him twice”可知，女孩很有毅力，故选C项。\n";
    let alignment = bitext::align(page);
    let found: Vec<String> = alignment.pairs().map(|pair| pair.zh()).collect();
    assert_eq!(found, ["凡是带着活物的人，他一概不收船钱。"]);
}

/// Nobody has translated it: then it is the best counterpart of itself.
#[test]
fn a_line_that_is_the_same_in_both_texts_is_paired() {
    let (en, zh) =
        ("Press any key.\n\nhappy as a lark\n\nThe end.\n", "请按任意键。\n\nhappy as a lark\n\n完。\n");
    assert!(
        bitext::align_pair(en, zh)
            .pairs()
            .any(|pair| pair.en() == "happy as a lark" && pair.zh() == pair.en())
    );
}

/// `3.` is not the translation of `4.`, whatever both forbid.
#[test]
fn items_of_other_numbers_are_no_pair() {
    let text = "The clerk sighs.\n\n柜员叹了口气。\n\n\
                3. Smoking is not allowed in any room.\n\n\
                4. 房间内禁止使用电炉。\n\n\
                The towels are changed on Mondays.\n\nThe lift is closed at night.\n";
    let english = |text: &str| bitext::align(text).pairs().map(|pair| pair.en()).collect::<Vec<_>>();
    assert_eq!(english(text), ["The clerk sighs."]);
    assert_eq!(english(&text.replace("4. ", "")).len(), 2);
}

/// The translator has begun a new paragraph, and nothing else on the page is left alone.
#[test]
fn a_short_paragraph_beside_a_pair_belongs_to_it() {
    let text = "\"You won't go pop,\" said his mother. \"The balloon will.\" That did not help at all.\n\n\
                “破的又不是你，”妈妈说，“是气球呀。”\n\n这话一点用也没有。\n\n\
                A letter came from Ingrid, who is not coming after all.\n\n\
                英格丽来信了，她终究还是不来。\n\n\
                The pipes are running again, and the roof has been dripping all day.\n\n\
                水管又通了，屋檐滴答了一整天。\n";
    let numbers = |text: &str| -> Vec<_> {
        bitext::align(text).beads().iter().map(|bead| (bead.en.len(), bead.zh.len())).collect()
    };
    assert_eq!(numbers(text), [(1, 2), (1, 1), (1, 1)]);
    // What the English has not said is left alone.
    assert_eq!(numbers(&text.replace(" That did not help at all.", "")), [(1, 1); 3]);
}

/// No bead has more than eight paragraphs a side, however many touch it.
#[test]
fn a_pair_takes_in_no_more_than_a_bead_holds() {
    let sentences = [
        ("The ferry left at six in the morning.", "渡船早上六点离开。"),
        ("My grandmother sold apples at the market.", "我祖母在市场上卖苹果。"),
        ("The doctor wrote a letter to the mayor.", "医生给市长写了一封信。"),
        ("Three dogs slept under the kitchen table.", "三只狗睡在厨房的桌子下面。"),
        ("The teacher lost her umbrella in the library.", "老师把雨伞丢在了图书馆里。"),
        ("Snow covered the mountains in December.", "十二月，大雪覆盖了群山。"),
        ("The soldiers built a bridge across the river.", "士兵们在河上架了一座桥。"),
        ("A farmer bought two horses and a cow.", "一个农民买了两匹马和一头牛。"),
        ("The old clock in the church stopped at noon.", "教堂里的旧钟在中午停了。"),
    ];
    let english: Vec<&str> = sentences.iter().map(|sentence| sentence.0).collect();
    let chinese: Vec<&str> = sentences.iter().map(|sentence| sentence.1).collect();
    for units in 2..=sentences.len() {
        let text = format!("{}\n\n{}\n", english[..units].join(" "), chinese[..units].join("\n\n"));
        let alignment = bitext::align(&text);
        let numbers: Vec<usize> = alignment.beads().iter().map(|bead| bead.zh.len()).collect();
        assert_eq!(numbers, [units.min(8)]);
    }
}

/// Two sentences for one say too little each to be told from strangers; their paragraphs do not.
#[test]
fn paragraphs_whose_sentences_say_little_stay_a_pair() {
    let text = "It was raining when we arrived at the station. Nobody was there to meet us.\n\n\
                我们到车站的时候正下着雨，一个来接的人也没有。\n";
    let aligner = Aligner::new();
    let paragraphs = aligner.align(text);
    let sentences = aligner.align_sentences(&paragraphs);
    let score =
        |alignment: &Alignment<'_>| alignment.beads().iter().map(|bead| bead.score).collect::<Vec<_>>();
    assert_eq!(score(&paragraphs).len(), 1);
    assert_eq!(score(&sentences), score(&paragraphs));
    assert_eq!(sentences.beads()[0].en, [0, 1]);
}

/// Writes the gold pairs that the alignment lacks, and those that it has beyond the gold.
fn differences(article: &Article, gold: &[GoldPair], alignment: &Alignment<'_>, report: &mut String) {
    let unmarked = |lang: Lang, spans: &[Span]| -> Vec<Span> {
        spans.iter().map(|s| without_mark(article.text.side(lang), *s)).collect()
    };
    let pair = |en: &[Span], zh: &[Span]| (unmarked(Lang::En, en), unmarked(Lang::Zh, zh));
    let want: BTreeSet<_> = gold.iter().map(|p| pair(&p.en, &p.zh)).collect();
    let have: BTreeSet<_> = alignment.pairs().map(|p| pair(&p.en_spans(), &p.zh_spans())).collect();
    if want == have {
        return;
    }
    let (missing, extra) = (&want - &have, &have - &want);
    writeln!(report, "{}: {} of {} pairs found", article.name, want.len() - missing.len(), want.len())
        .unwrap();
    for (what, pairs) in [("missing", missing), ("not in the gold", extra)] {
        for (en, zh) in pairs {
            writeln!(report, "  {what}:").unwrap();
            for (lang, spans) in [(Lang::En, en), (Lang::Zh, zh)] {
                for span in spans {
                    let text = span.of(article.text.side(lang));
                    writeln!(report, "    {}: {}", lang.as_str(), text.replace('\n', "⏎")).unwrap();
                }
            }
        }
    }
}

/// The span without a heading or list mark (`## `, `- `, `1. `), which may or may not belong
/// to a paragraph.
fn without_mark(text: &str, span: Span) -> Span {
    let part = span.of(text);
    let mark = part.split(' ').next().unwrap_or_default();
    let number = mark.strip_suffix(['.', ')']).unwrap_or("x");
    let is_mark = matches!(mark, "-" | "*" | "+" | "•")
        || (!mark.is_empty() && mark.bytes().all(|b| b == b'#'))
        || (!number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()));
    if is_mark { Span::new(span.start + mark.len(), span.end).trimmed(text) } else { span }
}

/// Whether a text has more Han characters than Latin words: enough for texts known to be in
/// one of the two languages.
fn is_chinese(text: &str) -> bool {
    let han = text.chars().filter(|c| ('\u{4E00}'..='\u{9FFF}').contains(c)).count();
    let words = text.split(|c: char| !c.is_ascii_alphabetic()).filter(|w| !w.is_empty()).count();
    han > words
}
