//! Lexicons: what is read from their files, and what they do for an alignment.

use std::path::Path;

use bitext::lexicon::{Learner, Learnt};
use bitext::{Aligner, Alignment, ErrorKind, Lexicon};
use proptest::prelude::*;

fn file(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lexicon").join(name)
}

fn pairs(alignment: &Alignment<'_>) -> Vec<(String, String)> {
    alignment.pairs().map(|pair| (pair.en().to_string(), pair.zh().to_string())).collect()
}

#[test]
fn a_dictionary_gives_the_entries_that_are_listed() {
    let dictionary = Lexicon::from_path(file("dictionary.u8")).unwrap();
    let listed = std::fs::read_to_string(file("dictionary.tsv")).unwrap();
    let listed: Vec<_> =
        listed.lines().filter(|l| !l.starts_with('#')).map(|l| l.split_once('\t').unwrap()).collect();
    for (english, chinese) in &listed {
        assert_eq!(dictionary.weight(english, chinese), Some(1.0), "{english} {chinese}");
    }
    assert_eq!(dictionary.len(), listed.len());
}

/// The two lines differ in nothing but a name of the dictionary, here in the other script.
#[test]
fn a_dictionary_finds_names_in_either_script() {
    let dictionary = Lexicon::from_path(file("dictionary.u8")).unwrap();
    let text = "Elmcove: no trains today.\n\nDryburn: no trains today.\n\nKilmory: no trains today.\n\n";
    for chinese in ["乾溪鎮：今日停運。", "干溪镇：今日停运。"] {
        let text = format!("{text}{chinese}\n");
        let with = Aligner::builder().lexicon(dictionary.clone()).build();
        let expected = ("Dryburn: no trains today.".to_owned(), chinese.to_owned());
        let expected = [expected];
        assert_eq!(pairs(&with.align(&text)), expected);
        assert_ne!(pairs(&Aligner::new().align(&text)), expected);
    }
}

#[test]
fn marks_and_line_ends_of_files_are_taken() {
    let lexicon = Lexicon::parse("\u{FEFF}# mine\r\nharbour dues\t港务费\r\n\r\ntide\t潮\t0.5\r\n").unwrap();
    assert_eq!(lexicon.len(), 2);
    assert_eq!(lexicon.weight("Harbour Dues", "港務費"), Some(1.0));
    assert_eq!(lexicon.weight("tides", "潮"), Some(0.5));
    assert_eq!(lexicon.weight("tide", "港务费"), None);
    assert!(Lexicon::parse("").unwrap().is_empty());
}

#[test]
fn a_wrong_line_is_named() {
    for (text, line, message) in [
        ("tide\t潮\ntide 潮\n", 2, "no tab between English and Chinese"),
        ("# head\n\n潮\ttide\n", 3, "English comes first"),
        ("tide\t\n", 1, "no word in the Chinese column"),
        ("\t潮\n", 1, "no word in the English column"),
        ("english\tchinese\tweight\n", 1, "put # before a heading"),
        ("tide\t潮\t1.5\n", 1, "no number from 0 to 1"),
        ("tide\t潮\tNaN\n", 1, "no number from 0 to 1"),
        ("tide\t潮\t1\tnautical\n", 1, "4 columns"),
        ("潮 /tide/\n", 1, "no line of CC-CEDICT either: 傳統 传统"),
        ("潮 潮 /tide/\n", 1, "no line of CC-CEDICT either: 傳統 传统"),
        ("潮 潮 [chao2] tide /\n", 1, "no line of CC-CEDICT either: 傳統 传统"),
        ("潮 潮 [chao2] /tide\n", 1, "no line of CC-CEDICT either: 傳統 传统"),
    ] {
        let error = Lexicon::parse(text).unwrap_err();
        assert!(error.to_string().contains(message), "{text:?}: {error}");
        let ErrorKind::Lexicon { path: None, line: Some(found), .. } = error.kind() else {
            panic!("{error:?}")
        };
        assert_eq!(*found, line, "{text:?}");
    }
}

#[test]
fn a_file_that_cannot_be_read_is_named() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let path = folder.join("lexicon-wrong.tsv");
    std::fs::write(&path, "tide\t潮\ntide 潮\n").unwrap();
    let message = Lexicon::from_path(&path).unwrap_err().to_string();
    assert!(message.starts_with(&format!("{}:2: ", path.display())), "{message}");

    let path = folder.join("lexicon-gbk.tsv");
    std::fs::write(&path, b"tide\t\xB3\xB1\n").unwrap();
    let error = Lexicon::from_path(&path).unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Encoding { line: 1, offset: 5, .. }), "{error:?}");

    let error = Lexicon::from_path(folder.join("no-such-lexicon.tsv")).unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Io { .. }), "{error:?}");
    assert!(error.to_string().contains("no-such-lexicon.tsv"), "{error}");
}

#[test]
fn of_two_lexicons_the_second_holds() {
    let mut first = Lexicon::parse("tide\t潮\t0.5\nneap tide\t小潮\n").unwrap();
    let second: Lexicon =
        [("Neap Tide", "小潮"), ("spring tide", "大潮"), ("tide", "潮")].into_iter().collect();
    first.merge(&second);
    assert_eq!(first.len(), 3);
    assert_eq!(first.weight("tide", "潮"), Some(1.0));
    assert_eq!(first.weight("spring tides", "大潮"), Some(1.0));
}

/// What the model sees by itself is not counted a second time; what it cannot see is.
#[test]
fn common_words_change_nothing() {
    let english = ["The teacher drank water.", "Rain fell on the school.", "She was late.", "So were we."];
    let chinese = ["老师喝了水。", "雨落在学校上。", "她迟到了，我们也是。"];
    let beads = |entries: &[(&str, &str)]| {
        let lexicon: Lexicon = entries.iter().copied().collect();
        Aligner::builder().lexicon(lexicon).build().align_units(&english, &chinese).beads().to_vec()
    };
    assert_eq!(
        beads(&[("water", "水"), ("teacher", "老师"), ("school", "学校"), ("rain", "雨")]),
        beads(&[])
    );
    assert_ne!(beads(&[("late", "学校")]), beads(&[]));
}

/// A weight of 0 takes an entry out.
#[test]
fn an_entry_of_no_weight_does_nothing() {
    let text = "Pippa: sold out.\n\nOld Jessamy: sold out.\n\n雪里红：已售罄。\n";
    let aligned = |lexicon: &str| {
        let aligner = Aligner::builder().lexicon(Lexicon::parse(lexicon).unwrap()).build();
        pairs(&aligner.align(text))
    };
    assert_eq!(aligned("Pippa\t雪里红\t1\n")[0].0, "Pippa: sold out.");
    assert_eq!(aligned("Pippa\t雪里红\t0\n"), pairs(&Aligner::new().align(text)));
}

#[test]
fn lexicons_travel_between_threads() {
    fn check<T: Clone + Default + Send + Sync + std::fmt::Debug + 'static>() {}
    check::<Lexicon>();
    assert_eq!(format!("{:?}", Lexicon::parse("tide\t潮").unwrap()), "Lexicon(1 entries)");
}

/// Lines that are often entries, and often not quite.
fn lexicon_line() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-cA-C0-9' .&-]{0,6}\t[一三上不潮汐aA0·，]{0,4}(\t[0-2.]{0,3})?",
        "[一三上不潮汐aA]{1,3} [一三上不潮汐aA]{1,3} ?\\[?[a-z0-9]{0,3}\\]? ?/([a-c ();]{0,5}/){0,3}",
        "\\PC{0,12}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn any_text_is_a_lexicon_or_has_a_wrong_line(lines in prop::collection::vec(lexicon_line(), 0..6)) {
        match Lexicon::parse(&lines.join("\n")) {
            Ok(lexicon) => {
                let mut twice = lexicon.clone();
                twice.merge(&lexicon);
                prop_assert_eq!(twice.len(), lexicon.len());
            }
            Err(error) => match error.kind() {
                ErrorKind::Lexicon { line: Some(line), .. } => prop_assert!((1..=lines.len()).contains(line)),
                other => prop_assert!(false, "{:?}", other),
            },
        }
    }

    #[test]
    fn any_lexicon_aligns_any_units(
        entries in prop::collection::vec(("[a-c &.-]{1,6}", "[一三上不潮汐a]{1,4}"), 0..8),
        en in prop::collection::vec("[a-c &.-]{0,12}|\\PC{0,8}", 0..5),
        zh in prop::collection::vec("[一三上不潮汐a，]{0,12}|\\PC{0,8}", 0..5),
    ) {
        let lexicon: Lexicon = entries.iter().map(|(e, z)| (e, z)).collect();
        let alignment = Aligner::builder().lexicon(lexicon).build();
        let alignment = alignment.align_units(&en, &zh);
        prop_assert!(alignment.beads().iter().all(|bead| bead.score.is_finite()));
    }

    /// What occurs on one side alone is no evidence.
    #[test]
    fn entries_that_do_not_meet_change_nothing(
        english in prop::collection::vec("(The|sea|tide|was|high|late|boat|tides){1,3}( sea| late| boat){1,4}", 1..5),
        chinese in prop::collection::vec("[海船很晚潮高]{2,8}", 1..5),
    ) {
        let lexicon: Lexicon = [("sea", "汽车"), ("late boat", "一月"), ("moon", "船"), ("old moon", "很晚")].into_iter().collect();
        let with = Aligner::builder().lexicon(lexicon).build();
        let (with, without) = (with.align_units(&english, &chinese), Aligner::new().align_units(&english, &chinese));
        prop_assert_eq!(with.beads(), without.beads());
    }
}

/// A story about two people whom no model knows, in lines.
fn story() -> (Vec<String>, Vec<String>) {
    let text = std::fs::read_to_string(file("story.tsv")).unwrap();
    let rows = text.lines().filter(|line| !line.starts_with('#'));
    rows.map(|line| line.split_once('\t').unwrap()).map(|(en, zh)| (en.to_owned(), zh.to_owned())).unzip()
}

fn entries(learnt: &[Learnt]) -> Vec<(&str, &str)> {
    learnt.iter().map(|entry| (entry.en.as_str(), entry.zh.as_str())).collect()
}

#[test]
fn a_story_teaches_its_names() {
    let (english, chinese) = story();
    let aligner = Aligner::new();
    let alignment = aligner.align_units(&english, &chinese);
    let learnt = aligner.learn([&alignment]);
    assert_eq!(entries(&learnt), [("Old Tumbrel", "石大叔"), ("Vexley", "卫雪莱")]);
    for entry in &learnt {
        assert!(entry.pairs >= 3 && entry.weight > 0.8 && entry.weight <= 1.0, "{entry:?}");
    }
    // What is written is what is read.
    let text: String = learnt.iter().map(|entry| format!("{entry}\n")).collect();
    let (written, direct) = (Lexicon::parse(&text).unwrap(), learnt.into_iter().collect::<Lexicon>());
    assert_eq!((written.len(), direct.len()), (2, 2));
    assert!(written.weight("old tumbrels", "石大叔").is_some());
    // With it nothing is left to be learnt that was not before, and the beads stay right.
    let taught = Aligner::builder().lexicon(written).build();
    let again = taught.align_units(&english, &chinese);
    assert!(again.beads().iter().zip(alignment.beads()).all(|(a, b)| (&a.en, &a.zh) == (&b.en, &b.zh)));
}

/// Documents teach together what neither teaches alone, in any order.
#[test]
fn documents_teach_together() {
    let (english, chinese) = story();
    let aligner = Aligner::new();
    let parts: Vec<_> =
        english.chunks(4).zip(chinese.chunks(4)).map(|(e, z)| aligner.align_units(e, z)).collect();
    assert!(aligner.learn([&parts[0]]).is_empty());
    let all = aligner.learn(&parts);
    assert_eq!(entries(&all), [("Old Tumbrel", "石大叔"), ("Vexley", "卫雪莱")]);
    let mut turned = Learner::new();
    for part in parts.iter().rev() {
        let mut own = Learner::new();
        own.read(part);
        turned.merge(own);
    }
    assert_eq!(turned.learnt(aligner.model()), all);
}

/// Common words and their translations are in the model already.
#[test]
fn what_the_model_knows_is_not_learnt() {
    let nouns = [("teacher", "老师"), ("doctor", "医生"), ("farmer", "农民")];
    let verbs = [
        ("sleeps", "在睡觉"),
        ("laughs", "笑了"),
        ("reads", "在读书"),
        ("waits", "在等"),
        ("swims", "在游泳"),
    ];
    let (mut english, mut chinese) = (Vec::new(), Vec::new());
    for (n, m) in nouns {
        for (v, w) in verbs {
            english.push(format!("The {n} {v}."));
            chinese.push(format!("{m}{w}。"));
        }
    }
    let aligner = Aligner::new();
    assert_eq!(entries(&aligner.learn([&aligner.align_units(&english, &chinese)])), []);
}

proptest! {
    #[test]
    fn what_is_learnt_can_be_read(
        words in prop::collection::vec((r"(\PC|Vexley |Li王 |Ab-Cd |王)*", r"(\PC|卫雪莱|王|，)*"), 1..4),
        times in 1..9usize,
    ) {
        let english: Vec<&str> = words.iter().map(|w| w.0.as_str()).collect::<Vec<_>>().repeat(times);
        let chinese: Vec<&str> = words.iter().map(|w| w.1.as_str()).collect::<Vec<_>>().repeat(times);
        let aligner = Aligner::new();
        let learnt = aligner.learn([&aligner.align_units(&english, &chinese)]);
        let text: String = learnt.iter().map(|entry| format!("{entry}\n")).collect();
        let lexicon = Lexicon::parse(&text);
        prop_assert!(lexicon.is_ok(), "{text:?} {lexicon:?}");
        prop_assert_eq!(lexicon.unwrap().len(), learnt.len());
    }
}
