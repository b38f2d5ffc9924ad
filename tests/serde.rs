//! How the value types look in JSON. Others read it, so names are not changed lightly.
#![cfg(all(feature = "serde", feature = "export"))]

use bitext::text::mentions;
use bitext::{Bead, BeadType, Bitext, Kind, Lang, Level, Origin, Reasons, Span, Variant, WordLink};
use bitext::{lexicon::Learnt, segments};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};

fn written(value: impl Serialize) -> Value {
    serde_json::to_value(value).unwrap()
}

#[test]
fn names_are_in_small_letters() {
    assert_eq!(written([Level::Paragraph, Level::Sentence]), json!(["paragraph", "sentence"]));
    assert_eq!(written([Origin::Article, Origin::Pair, Origin::Units]), json!(["article", "pair", "units"]));
    for level in [Level::Paragraph, Level::Sentence] {
        assert_eq!(written(level), level.as_str());
    }
    for kind in [Kind::Prose, Kind::Heading, Kind::ListItem, Kind::Furniture] {
        assert_eq!(written(kind), kind.as_str());
    }
}

#[test]
fn fields_are_those_of_the_types() {
    let reasons = Reasons { lexicon: 1.0, ..Reasons::default() };
    let all = json!({"lexicon": 1.0, "numbers": 0.0, "names": 0.0, "length": 0.0, "position": 0.0});
    assert_eq!(
        written(Bead { en: vec![0, 1], zh: vec![2], score: 0.5, reasons }),
        json!({"en": [0, 1], "zh": [2], "score": 0.5, "reasons": all})
    );
    assert_eq!(written(BeadType { en: 2, zh: 1 }), "2-1");
    let (en, zh) = (Span::new(4, 7), Span::new(0, 3));
    assert_eq!(
        written(WordLink { en_unit: 0, en, zh_unit: 2, zh, strength: 0.5 }),
        json!({"en_unit": 0, "en": [4, 7], "zh_unit": 2, "zh": [0, 3], "strength": 0.5})
    );
    assert_eq!(
        written(Learnt { en: "Vexley".to_owned(), zh: "卫雪莱".to_owned(), weight: 0.5, pairs: 3 }),
        json!({"en": "Vexley", "zh": "卫雪莱", "weight": 0.5, "pairs": 3})
    );
    let bitext = written(Bitext::from_article("It rains.\n\n下雨了。\n"));
    assert_eq!((&bitext["origin"], &bitext["other"]), (&json!("article"), &json!([])));
    assert_eq!(
        bitext["zh"],
        json!([{"text": "下雨了。", "span": [11, 23], "order": 1, "paragraph": 0, "goes_on": false,
            "kind": "prose", "variant": "Both"}])
    );
}

#[test]
fn values_say_what_they_are() {
    let values = |text: &str| {
        let mut found = Vec::new();
        mentions(text, Lang::En, &mut found);
        found.iter().map(|mention| written(mention.value)).collect::<Vec<_>>()
    };
    assert_eq!(values("It paid $3.5 billion."), [json!({"number": "3500000000"})]);
    assert_eq!(values("It took 2.5 hours."), [json!({"number": "2.5"})]);
    assert_eq!(
        values("A third of them left on Monday at 5:30."),
        [json!({"fraction": [1, 3]}), json!({"weekday": 1}), json!({"time": [5, 30]}),]
    );
    assert_eq!(values("In December the 1990s"), [json!({"month": 12}), json!({"decade": 90})]);
    let mut found = Vec::new();
    mentions("They built 12.", Lang::En, &mut found);
    assert_eq!(written(&found), json!([{"span": [11, 13], "value": {"number": "12"}, "weak": false}]));
}

#[test]
fn what_is_read_is_what_was_written() {
    fn check<T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug>(value: T) {
        assert_eq!(serde_json::from_value::<T>(written(&value)).unwrap(), value);
    }
    for segment in segments("Good morning.\n\n早上好。\n") {
        check((segment.span, segment.lang, segment.kind));
        check(segment.variant);
    }
    check([Variant::Hans, Variant::Hant, Variant::Both, Variant::Mixed]);
}
