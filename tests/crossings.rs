//! Sentences that the translation has in the other order.

#[allow(dead_code, reason = "these tests need no gold")]
mod support;

use bitext::{Aligner, Alignment, Bitext, Config};
use support::{Text, load, names};

const TALE: [(&str, &str); 8] = [
    ("The ferry left the island at seven in the morning.", "渡轮早上七点离开了小岛。"),
    ("Only four passengers were on board.", "船上只有四名乘客。"),
    ("The captain drank his coffee and looked at the clouds.", "船长喝着咖啡，望着天上的云。"),
    ("A young doctor was reading a newspaper on the upper deck.", "一位年轻的医生在上层甲板看报纸。"),
    ("Beside him an old woman fed the seagulls with bread.", "他旁边有个老妇人在用面包喂海鸥。"),
    ("Suddenly the engine stopped and the lights went out.", "突然发动机停了，灯也灭了。"),
    ("Nobody on the ship knew how to swim.", "船上没有人会游泳。"),
    ("After an hour a fishing boat pulled them into the harbour.", "一个小时后，一艘渔船把他们拖进了港口。"),
];

fn aligner() -> Aligner {
    Aligner::builder().config(Config { crossings: true, ..Config::default() }).build()
}

fn ids(alignment: &Alignment<'_>) -> Vec<(Vec<usize>, Vec<usize>)> {
    alignment.beads().iter().map(|bead| (bead.en.clone(), bead.zh.clone())).collect()
}

#[test]
fn two_sentences_in_the_other_order_cross() {
    let (english, mut chinese): (Vec<&str>, Vec<&str>) = TALE.into_iter().unzip();
    chinese.swap(3, 4);
    let plain = Aligner::new().align_units(&english, &chinese);
    assert_eq!(plain.crossings(), [] as [usize; 0]);

    let alignment = aligner().align_units(&english, &chinese);
    let found = [0, 1, 2, 4, 3, 5, 6, 7].iter().enumerate().map(|(e, &z)| (vec![e], vec![z]));
    assert_eq!(ids(&alignment), found.collect::<Vec<_>>());
    assert_eq!(alignment.crossings(), [3, 4]);
    // At the beginning and at the end as well.
    for first in [0, 6] {
        let (english, mut chinese): (Vec<&str>, Vec<&str>) = TALE.into_iter().unzip();
        chinese.swap(first, first + 1);
        assert_eq!(aligner().align_units(&english, &chinese).crossings(), [first, first + 1]);
    }
    let crosses: Vec<bool> = alignment.pairs().map(|pair| pair.crosses()).collect();
    assert_eq!(crosses, [false, false, false, true, true, false, false, false]);
    let [first, second] = [3, 4].map(|number| &alignment.beads()[number]);
    assert!(first.score > 0.5 && first.reasons.lexicon > 5.0, "{first:?}");
    assert!(second.score > 0.5 && second.reasons.lexicon > 5.0, "{second:?}");
    for bead in alignment.beads().iter().filter(|bead| bead.en == bead.zh) {
        assert!(plain.beads().contains(bead), "it is as without crossings: {bead:?}");
    }
}

#[test]
fn a_sentence_may_stand_within_what_two_others_say() {
    let (mut english, mut chinese): (Vec<&str>, Vec<&str>) = TALE.into_iter().unzip();
    english.splice(
        2..3,
        [
            "The captain drank his coffee and ate an apple.",
            "“Look, two whales are swimming in front of the ship!”",
            "Then he looked at the clouds and opened his umbrella.",
        ],
    );
    chinese[2] = "船长喝着咖啡，吃了一个苹果，然后看了看天上的云，打开了雨伞。";
    chinese.insert(2, "“快看，两头鲸鱼在船前面游泳！”");
    let alignment = aligner().align_units(&english, &chinese);
    assert_eq!(alignment.crossings(), [2, 3]);
    assert_eq!(ids(&alignment)[2..4], [(vec![2, 4], vec![3]), (vec![3], vec![2])]);
}

/// Paragraphs of an article bind their sentences, those of two texts do not.
#[test]
fn sentences_of_an_article_cross_inside_their_paragraph() {
    let mut tale = TALE;
    // Longer ones would make the aligner join the two paragraphs.
    tale[3] = ("Nobody laughed.", "没有人笑。");
    tale[4] = ("The soup was cold.", "汤是冷的。");
    let paragraphs = |turned: [usize; 8]| {
        let english: Vec<&str> = tale.iter().map(|pair| pair.0).collect();
        let chinese: Vec<&str> = turned.iter().map(|&k| tale[k].1).collect();
        [[english[..4].join(" "), english[4..].join(" ")], [chinese[..4].concat(), chinese[4..].concat()]]
    };
    let aligner = aligner();
    let in_article = |[[e, f], [z, y]]: [[String; 2]; 2]| {
        let article = [e, z, f, y].join("\n\n");
        aligner.align_sentences(&aligner.align(&article)).crossings().to_vec()
    };
    let in_two_texts = |sides: [[String; 2]; 2]| {
        let [english, chinese] = sides.map(|paragraphs| paragraphs.join("\n\n"));
        aligner.align_sentences(&aligner.align_pair(&english, &chinese)).crossings().to_vec()
    };
    let (inside, across) = ([0, 1, 2, 3, 4, 6, 5, 7], [0, 1, 2, 4, 3, 5, 6, 7]);
    assert_eq!(in_article(paragraphs(inside)), [5, 6]);
    assert_eq!(in_article(paragraphs(across)), [] as [usize; 0]);
    assert_eq!(in_two_texts(paragraphs(inside)), [5, 6]);
    assert_eq!(in_two_texts(paragraphs(across)), [3, 4]);
}

/// Files of one sentence a line are searched as sentences are, but what is asked for are paragraphs.
#[test]
fn paragraphs_of_one_sentence_do_not_cross() {
    let (english, mut chinese): (Vec<&str>, Vec<&str>) = TALE.into_iter().unzip();
    chinese.swap(5, 6);
    let (english, chinese) = (english.join("\n"), chinese.join("\n"));
    let paragraphs = aligner().align_pair(&english, &chinese);
    assert_eq!(paragraphs, Aligner::new().align_pair(&english, &chinese));
    assert_eq!(paragraphs.crossings(), [] as [usize; 0]);
    assert_eq!(aligner().align_sentences(&paragraphs).crossings(), [5, 6]);
}

#[test]
fn text_in_order_stays_as_it_is() {
    let (english, chinese): (Vec<&str>, Vec<&str>) = TALE.into_iter().unzip();
    assert_eq!(aligner().align_units(&english, &chinese), Aligner::new().align_units(&english, &chinese));
    for article in names().iter().map(|name| load(name).unwrap()) {
        let bitext = match &article.text {
            Text::Mixed(text) => Bitext::from_article(text),
            Text::Pair { en, zh } => Bitext::from_pair(en, zh),
        };
        let paragraphs = Aligner::new().align_bitext(bitext.clone());
        assert_eq!(aligner().align_bitext(bitext), paragraphs, "{}", article.name);
        let sentences = Aligner::new().align_sentences(&paragraphs);
        assert_eq!(aligner().align_sentences(&paragraphs), sentences, "{}", article.name);
    }
}
