//! `bitext align` on files.

use std::fs;

use serde_json::Value;

use crate::process::{ARTICLE, Folder, rows};

const EN: &str = "The river rose 4 metres in 1998.\n\nNobody was hurt.\n";
const ZH: &str = "1998年，河水上涨了4米。\n\n没有人受伤。\n";

#[test]
fn an_article_becomes_tsv() {
    let folder = Folder::new().with("a.txt", ARTICLE);
    let out = folder.run(&["align", "a.txt"]).ok();
    assert!(out.starts_with("en\tzh\tscore\ttype\ten_spans\tzh_spans\n"), "{out}");
    let rows = rows(&out);
    assert_eq!(rows.len(), 2, "{out}");
    assert_eq!(rows[0][0], "The library opened in 1987 with 3,000 books.");
    assert_eq!(rows[0][1], "这座图书馆于1987年开放，有3000本书。");
    assert_eq!(rows[0][3], "1-1");
    let (start, end) = rows[1][5].split_once('-').unwrap();
    let span = start.parse::<usize>().unwrap()..end.parse().unwrap();
    assert_eq!(&ARTICLE[span], rows[1][1]);
}

#[test]
fn standard_input_is_the_default_and_the_dash() {
    let folder = Folder::new().with("a.txt", ARTICLE);
    let out = folder.run(&["align", "a.txt"]).ok();
    assert_eq!(folder.run_with(&["align"], ARTICLE.as_bytes()).ok(), out);
    assert_eq!(folder.run_with(&["align", "-"], ARTICLE.as_bytes()).ok(), out);
}

#[test]
fn every_format_is_written() {
    let folder = Folder::new().with("a.txt", ARTICLE);
    let marks = [
        ("tsv", "en\tzh\t"),
        ("json", "\"pairs\""),
        ("jsonl", "\"id\":\"a.txt\""),
        ("tmx", "<tmx version=\"1.4\""),
        ("html", "<html"),
    ];
    for (format, mark) in marks {
        let out = folder.run(&["align", "--format", format, "a.txt"]).ok();
        assert!(out.contains(mark), "{format}: {out}");
        assert!(out.contains("Helsinki"), "{format}: {out}");
    }
    folder.run(&["align", "--format", "moses", "-o", "c", "a.txt"]).ok();
    assert_eq!(folder.read("c.en").lines().count(), 2);
    assert_eq!(folder.read("c.zh").lines().nth(1), Some("三月，两位来自赫尔辛基的工程师修好了旧钟。"));
    assert_eq!(folder.names(), ["a.txt", "c.en", "c.zh"]);
}

#[test]
fn a_bilingual_text_is_an_article_again() {
    let folder = Folder::new().with("a.txt", ARTICLE).with("b.txt", ARTICLE);
    folder.run(&["align", "-f", "text", "-o", "page.md", "a.txt"]).ok();
    assert_eq!(folder.read("page.md"), ARTICLE.replace(".\n\n", ".\n"));
    let texts = |file| {
        rows(&folder.run(&["align", file]).ok()).iter().map(|row| row[..3].join(" ")).collect::<Vec<_>>()
    };
    assert_eq!(texts("page.md"), texts("a.txt"));
    let both = folder.run(&["align", "-q", "-f", "text", "a.txt", "b.txt"]).ok();
    assert!(both.starts_with("# a.txt\n\nThe library") && both.contains("。\n\n# b.txt\n\nThe"), "{both}");
}

#[test]
fn two_files_are_a_pair() {
    let folder = Folder::new().with("e", EN).with("z", ZH);
    let out = folder.run(&["align", "--en", "e", "--zh", "z"]).ok();
    let rows = rows(&out);
    assert_eq!(rows.len(), 2, "{out}");
    assert_eq!((rows[1][0], rows[1][1]), ("Nobody was hurt.", "没有人受伤。"));
    // Spans count from the start of each file.
    assert_eq!(rows[0][4], "0-32");
    assert!(rows[0][5].starts_with("0-"));
    assert_eq!(folder.run_with(&["align", "--en", "-", "--zh", "z"], EN.as_bytes()).ok(), out);
}

#[test]
fn lines_are_units_and_keep_their_numbers() {
    let en = "The river rose 4 metres in 1998. It was cold.\n\n\nNobody was hurt in Helsinki.\n";
    let zh = "\n1998年，河水上涨了4米。天很冷。\r\n赫尔辛基没有人受伤。\n";
    let folder = Folder::new().with("e", en).with("z", zh);
    let args = ["align", "--units", "line", "--en", "e", "--zh", "z", "--format", "jsonl"];
    for level in ["paragraph", "sentence"] {
        let out = folder.run(&[&args[..], &["--level", level]].concat()).ok();
        let record: Value = serde_json::from_str(&out).unwrap();
        let mut seen = [[0; 4], [0; 4]];
        for (side, key) in ["en", "zh"].into_iter().enumerate() {
            let lists = record["pairs"].as_array().unwrap().iter().map(|p| &p[key]);
            for list in lists.chain([&record["unaligned"][key]]) {
                for number in list.as_array().unwrap() {
                    seen[side][number.as_u64().unwrap() as usize] += 1;
                }
            }
        }
        assert_eq!(seen, [[1, 1, 1, 1], [1, 1, 1, 0]], "{out}");
        // A blank line is in no pair.
        assert!(record["unaligned"]["zh"].as_array().unwrap().contains(&Value::from(0)), "{out}");
    }
}

#[test]
fn a_ladder_has_the_numbers_of_lines() {
    let folder = Folder::new()
        .with("e", "The river rose 4 metres in 1998.\n\nNobody was hurt in Helsinki.\n")
        .with("z", "1998年，河水上涨了4米。\n赫尔辛基没有人受伤。\n");
    let args = ["align", "--units", "line", "--en", "e", "--zh", "z", "--format", "ladder"];
    let out = folder.run(&args).ok();
    let beads: Vec<&str> = out.lines().map(|line| line.rsplit_once(':').unwrap().0).collect();
    assert_eq!(beads, ["[0]:[0]", "[1]", "[2]:[1]"], "{out}");
    let sure = folder.run(&[&args[..], &["--min-score", "1"]].concat()).ok();
    assert_eq!(sure.lines().filter(|line| line.contains("[]")).count(), 5, "{sure}");
}

#[test]
fn carriage_returns_alone_end_no_line() {
    let folder = Folder::new().with("e", "It rains.\rThe cat sleeps.\r").with("z", "下雨了。\n猫在睡觉。\n");
    let args = ["align", "--units", "line", "--en", "e", "--zh", "z"];
    let run = folder.run(&args);
    assert!(run.err.contains("e: is one line with carriage returns in it"), "{}", run.err);
    assert!(!run.err.contains("z: is one line"), "{}", run.err);
    assert_eq!(folder.run(&[&args[..], &["--quiet"]].concat()).err, "");
}

#[test]
fn sentences_are_a_level() {
    let article = "The river rose 4 metres in 1998. Nobody was hurt.\n\n1998年，河水上涨了4米。没有人受伤。\n\n\
        The bridge was closed for 12 days. Most people walked.\n\n这座桥关闭了12天。大多数人步行。\n";
    let folder = Folder::new().with("a.txt", article);
    let paragraphs = folder.run(&["align", "a.txt"]).ok();
    assert_eq!(rows(&paragraphs).len(), 2, "{paragraphs}");
    let sentences = folder.run(&["align", "--level", "sentence", "a.txt"]).ok();
    let pairs: Vec<(&str, &str)> = rows(&sentences).into_iter().map(|row| (row[0], row[1])).collect();
    assert_eq!(pairs.len(), 4, "{sentences}");
    assert_eq!(pairs[1], ("Nobody was hurt.", "没有人受伤。"));
    assert_eq!(pairs[2], ("The bridge was closed for 12 days.", "这座桥关闭了12天。"));
}

#[test]
fn low_scores_can_be_left_out() {
    let folder = Folder::new().with("a.txt", ARTICLE);
    let all = folder.run(&["align", "a.txt"]).ok();
    let scores: Vec<f32> = rows(&all).iter().map(|row| row[2].parse().unwrap()).collect();
    assert!(scores.iter().all(|s| (0.0..=1.0).contains(s)), "{all}");
    let best = scores.iter().copied().fold(0.0, f32::max);
    let kept = folder.run(&["align", "--min-score", "1", "a.txt"]).ok();
    assert_eq!(rows(&kept).len(), scores.iter().filter(|s| **s >= 1.0).count());
    let kept = folder.run(&["align", "--min-score", &format!("{}", best - 0.001), "a.txt"]).ok();
    assert!(!rows(&kept).is_empty());
}

const SUBTITLES: &str = "1
00:00:01,000 --> 00:00:03,500
The ferry is late again.
渡船又晚点了。

2
00:00:04,000 --> 00:00:06,000
Then we walk around the lake.
那我们就绕着湖走过去。
";

#[test]
fn several_files_and_folders_are_one_corpus_with_names() {
    let folder = Folder::new()
        .with("one.txt", ARTICLE)
        .with("set/b.md", ARTICLE)
        .with("set/c.srt", SUBTITLES)
        .with("set/a/z.TXT", ARTICLE)
        .with("set/a/no.csv", ARTICLE)
        .with("set/.hidden/x.txt", ARTICLE);
    let run = folder.run(&["align", "one.txt", "set"]);
    assert!(run.err.contains("4 documents, 8 pairs, unaligned 0 English and 0 Chinese"), "{}", run.err);
    assert!(run.err.contains("mean score"), "{}", run.err);
    let out = run.ok();
    assert!(out.starts_with("en\tzh\tscore\ttype\ten_spans\tzh_spans\tdoc\n"), "{out}");
    let mut names: Vec<&str> = rows(&out).iter().map(|row| row[6]).collect();
    names.dedup();
    assert_eq!(names, ["one.txt", "set/a/z.TXT", "set/b.md", "set/c.srt"]);
    let quiet = folder.run(&["align", "-q", "one.txt", "set"]);
    assert_eq!((quiet.err.as_str(), quiet.code), ("", Some(0)));
    assert_eq!(quiet.out, out);
}

#[test]
fn one_document_is_summed_up_on_request() {
    let folder = Folder::new().with("a.txt", ARTICLE);
    assert_eq!(folder.run(&["align", "a.txt"]).err, "");
    let run = folder.run(&["align", "-v", "a.txt"]);
    assert!(run.err.contains("1 document, 2 pairs"), "{}", run.err);
}

#[test]
fn any_number_of_threads_gives_the_same_corpus() {
    let mut folder = Folder::new();
    for i in 0..40 {
        let more = format!("In {} we sold {i} ships.\n\n{}年我们卖了{i}艘船。\n\n", 1900 + i, 1900 + i);
        folder = folder.with(&format!("set/{i:02}.txt"), more.repeat(1 + i % 7) + ARTICLE);
    }
    for format in ["tsv", "tmx", "html"] {
        let one = folder.run(&["align", "--threads", "1", "--format", format, "set"]).ok();
        for threads in ["2", "4"] {
            let run = folder.run(&["align", "--threads", threads, "--format", format, "set"]);
            assert_eq!(run.ok(), one, "{format}, {threads} threads");
        }
    }
}

#[test]
fn an_output_file_appears_whole() {
    let folder = Folder::new().with("a.txt", ARTICLE).with("old.tsv", "old");
    let out = folder.run(&["align", "a.txt"]).ok();
    assert_eq!(folder.run(&["align", "-o", "old.tsv", "a.txt"]).ok(), "");
    assert_eq!(folder.read("old.tsv"), out);
    assert_eq!(folder.run(&["align", "-o", "-", "a.txt"]).ok(), out);
    assert_eq!(folder.names(), ["a.txt", "old.tsv"]);
}

#[test]
#[cfg(unix)]
fn an_output_link_stays_a_link_and_modes_are_kept() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = Folder::new().with("a.txt", ARTICLE).with("real.tsv", "old");
    symlink("real.tsv", folder.path("link.tsv")).unwrap();
    fs::set_permissions(folder.path("real.tsv"), fs::Permissions::from_mode(0o600)).unwrap();
    folder.run(&["align", "-o", "link.tsv", "a.txt"]).ok();
    assert!(fs::symlink_metadata(folder.path("link.tsv")).unwrap().is_symlink());
    assert!(folder.read("real.tsv").contains("Helsinki"));
    assert_eq!(fs::metadata(folder.path("real.tsv")).unwrap().permissions().mode() & 0o777, 0o600);
}

#[test]
fn paragraphs_that_do_not_go_together_are_said() {
    let english = "The lamp was out.\nNobody came to the pier that night.\nIn the morning the boat was gone.\nThe \
                   keeper wrote it down.\nThen he made tea.\n";
    let chinese = "灯灭了。那天夜里没有人到码头来。早上，船不见了。看守人记了下来。然后他泡了茶。\n";
    let folder = Folder::new().with("e.txt", english).with("z.txt", chinese);
    let run = folder.run(&["align", "--en", "e.txt", "--zh", "z.txt"]);
    assert!(run.err.contains("no paragraphs go together; --level sentence"), "{}", run.err);
    let run = folder.run(&["align", "--level", "sentence", "--en", "e.txt", "--zh", "z.txt"]);
    assert_eq!(run.err, "");
    assert_eq!(run.ok().lines().count(), 6);
}

#[test]
fn a_text_in_one_language_is_an_empty_corpus() {
    let folder = Folder::new().with("e.txt", EN).with("z.txt", ZH).with("n.txt", "\n\n  \n");
    for (file, said) in [
        ("e.txt", "bitext: e.txt: no Chinese paragraphs in it, so there are no pairs\n"),
        ("z.txt", "bitext: z.txt: no English paragraphs in it, so there are no pairs\n"),
        ("n.txt", "bitext: n.txt: no English and no Chinese paragraphs in it, so there are no pairs\n"),
    ] {
        let run = folder.run(&["align", file]);
        assert_eq!(run.err, said);
        assert_eq!(run.ok(), "en\tzh\tscore\ttype\ten_spans\tzh_spans\n");
    }
    let both = folder.run(&["align", "e.txt", "z.txt"]);
    assert!(both.err.contains("bitext: a text and its translation are aligned with --en FILE --zh FILE\n"));
}

#[test]
fn what_is_no_plain_text_is_told() {
    let folder = Folder::new()
        .with("a.zip", b"PK\x03\x04\x14")
        .with("b.pdf", "%PDF-1.7\n")
        .with("c.doc", b"\xD0\xCF\x11\xE0\xA1")
        .with("d.rtf", "{\\rtf1\\ansi Hello.}")
        .with("e.mobi", [&[b'a'; 60][..], b"BOOKMOBI"].concat());
    for (file, kind, first) in [
        (
            "a.zip",
            "an XLSX, or another zip archive that is no EPUB, DOCX or ODT,",
            "save a sheet as text with tabs between its columns first",
        ),
        ("b.pdf", "a PDF", "convert it first, for example with pdftotext"),
        (
            "c.doc",
            "an old Office document",
            "save it as DOCX first, or a sheet as text with tabs between its columns",
        ),
        ("d.rtf", "an RTF document", "save it as DOCX first"),
        ("e.mobi", "a MOBI book", "save it as EPUB first, for example with Calibre"),
    ] {
        let run = folder.run(&["align", file]);
        let said = format!("bitext: {file}: is {kind} and no text; {first}\n");
        assert_eq!((run.code, run.err), (Some(1), said));
    }
    let wide = |mark: [u8; 4]| [&mark[..], &[b'a', 0, 0, 0]].concat();
    let folder = folder
        .with("d.txt.gz", b"\x1F\x8B\x08")
        .with("le.txt", wide([0xFF, 0xFE, 0, 0]))
        .with("be.txt", wide([0, 0, 0xFE, 0xFF]));
    for (file, part) in [("d.txt.gz", "gunzip"), ("le.txt", "iconv -f utf-32"), ("be.txt", "iconv -f utf-32")]
    {
        folder.run(&["align", file]).fails_with(1, &[part]);
    }
}

#[test]
fn other_encodings_are_read() {
    let folder = Folder::new()
        .with("u.txt", "Good morning, Mr. Li.\n\n李先生，早上好。\n")
        .with(
            "g.txt",
            b"Good morning, Mr. Li.\n\n\xC0\xEE\xCF\xC8\xC9\xFA\xA3\xAC\xD4\xE7\xC9\xCF\xBA\xC3\xA1\xA3\n",
        )
        .with("w.txt", {
            let text = "\u{FEFF}Good morning, Mr. Li.\n\n李先生，早上好。\n";
            text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>()
        });
    let out = folder.run(&["align", "u.txt"]).ok();
    assert_eq!(rows(&out).len(), 1);
    assert_eq!(folder.run(&["align", "--encoding", "gb18030", "g.txt"]).ok(), out);
    assert_eq!(folder.run(&["align", "w.txt"]).ok(), out);
}

#[test]
fn offsets_count_from_the_first_byte_of_the_file() {
    let marked = format!("\u{FEFF}{}", ARTICLE.replace('\n', "\r\n"));
    let folder = Folder::new().with("m.txt", &marked);
    let out = folder.run(&["align", "m.txt"]).ok();
    for row in rows(&out) {
        for (text, span) in [(row[0], row[4]), (row[1], row[5])] {
            let (start, end) = span.split_once('-').unwrap();
            assert_eq!(&marked[start.parse().unwrap()..end.parse().unwrap()], text);
        }
    }
}

#[test]
fn a_model_can_be_given() {
    let folder = Folder::new().with("a.txt", ARTICLE);
    let model = concat!(env!("CARGO_MANIFEST_DIR"), "/data/model.bin");
    let out = folder.run(&["align", "a.txt"]).ok();
    assert_eq!(folder.run(&["align", "--model", model, "a.txt"]).ok(), out);
}

#[test]
fn help_and_version_are_there() {
    let folder = Folder::new();
    assert_eq!(folder.run(&["--version"]).ok(), format!("bitext {}\n", env!("CARGO_PKG_VERSION")));
    for command in ["align", "convert", "segment", "eval"] {
        let help = folder.run(&[command, "--help"]).ok();
        assert!(help.contains("Examples:"), "{help}");
    }
}

/// The texts that the links of each pair name.
fn linked(record: &Value, text: &str) -> Vec<(String, String)> {
    let of = |place: &Value| {
        let at = |i: usize| place[i].as_u64().unwrap() as usize;
        text[at(0)..at(1)].to_owned()
    };
    let pairs = record["pairs"].as_array().unwrap().iter();
    pairs
        .flat_map(|pair| pair["links"].as_array().unwrap())
        .map(|link| {
            assert!((0.0..=1.0).contains(&link["strength"].as_f64().unwrap()), "{link}");
            (of(&link["en"]), of(&link["zh"]))
        })
        .collect()
}

#[test]
fn links_are_added_on_demand() {
    let folder = Folder::new().with("a.txt", ARTICLE);
    let run = |args: &[&str]| -> Value {
        let out = folder.run(&[&["align", "a.txt", "--format"], args].concat()).ok();
        serde_json::from_str(&out).unwrap()
    };
    assert_eq!(run(&["json"])["documents"][0]["pairs"][0]["links"], Value::Null);
    let links = linked(&run(&["json", "--links"])["documents"][0], ARTICLE);
    for (english, chinese) in
        [("library", "图书馆"), ("1987", "1987"), ("3,000", "3000"), ("Helsinki", "赫尔辛基")]
    {
        assert!(links.contains(&(english.into(), chinese.into())), "{english} {chinese}: {links:?}");
    }
    assert_eq!(linked(&run(&["jsonl", "--links"]), ARTICLE), links);
}

/// A document of sentences, and what several of them teach together.
#[test]
fn what_the_documents_teach_is_saved_and_read() {
    let story = include_str!("../lexicon/story.tsv");
    let rows: Vec<(&str, &str)> = story
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.split_once('\t').unwrap())
        .collect();
    let mut folder = Folder::new().with("names.tsv", "old\n");
    for (i, part) in rows.chunks(6).enumerate() {
        let text: String = part.iter().map(|(en, zh)| format!("{en}\n\n{zh}\n\n")).collect();
        folder = folder.with(&format!("story/{i}.txt"), text);
    }
    let align = ["align", "-q", "story", "--save-lexicon", "names.tsv"];
    let first = folder.run(&align).ok();
    let names = folder.read("names.tsv");
    assert!(names.contains("Vexley\t卫雪莱\t") && names.contains("Old Tumbrel\t石大叔\t"), "{names}");
    for threads in ["1", "3"] {
        folder.run(&[&align[..], &["--threads", threads]].concat()).ok();
        assert_eq!(folder.read("names.tsv"), names);
    }
    assert_eq!(folder.run(&["align", "-q", "story"]).ok(), first);
    let second = folder.run(&["align", "-q", "story", "--lexicon", "names.tsv"]).ok();
    assert_eq!(second.lines().count(), first.lines().count());

    // JSON Lines teach too, and a run that reads nothing leaves what was there.
    let (en, zh): (Vec<&str>, Vec<&str>) = rows.iter().copied().unzip();
    let line = serde_json::json!({"id": 1, "en": en, "zh": zh}).to_string();
    folder.run_with(&["align", "--jsonl", "--save-lexicon", "lines.tsv"], line.as_bytes()).ok();
    assert_eq!(folder.read("lines.tsv"), names);
    folder.run(&["align", "gone.txt", "--save-lexicon", "names.tsv"]).fails_with(1, &["gone.txt"]);
    assert_eq!(folder.read("names.tsv"), names);
    assert_eq!(folder.names(), ["lines.tsv", "names.tsv", "story"]);
}

#[test]
fn crossings_are_reported_on_demand() {
    let english = "The station was empty.\nA black dog barked behind the garden fence.\n\
                   The night train to Berlin was forty minutes late.\n";
    let chinese = "车站空无一人。\n去柏林的夜间火车晚点了四十分钟。\n一条黑狗在花园的篱笆后面叫。\n";
    let folder = Folder::new().with("e", english).with("z", chinese);
    let units = ["align", "--en", "e", "--zh", "z", "--units", "line", "--format", "jsonl"];
    let plain = folder.run(&units).ok();
    assert!(!plain.contains("crosses"), "{plain}");
    let out = folder.run(&[&units[..], &["--crossings"]].concat()).ok();
    let document: Value = serde_json::from_str(&out).unwrap();
    let pairs = document["pairs"].as_array().unwrap();
    let found = pairs.iter().map(|pair| (pair["en"][0].as_u64(), pair["zh"][0].as_u64(), &pair["crosses"]));
    let yes = Value::Bool(true);
    let expected = [(Some(0), Some(0), &Value::Null), (Some(1), Some(2), &yes), (Some(2), Some(1), &yes)];
    assert!(found.eq(expected), "{out}");
}
