//! Bad input, bad arguments, outputs that cannot be written: a message, a code, no panic.

use std::fs::{self, File};
use std::process::Stdio;

use crate::process::{ARTICLE, Folder, command};

#[test]
fn files_that_cannot_be_used_are_named() {
    let model = fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/data/model.bin")).unwrap();
    let mut changed = model.clone();
    changed[model.len() / 2] ^= 1;
    let folder = Folder::new()
        .with("empty.txt", "")
        .with("mark.txt", "\u{FEFF}")
        .with("latin.txt", b"Caf\xE9\n")
        .with("folder/note.csv", "x")
        .with("cut.bin", &model[..model.len() / 2])
        .with("changed.bin", changed)
        .with("en.txt", "We came late.\n\nThe shop was shut.\n")
        .with("zh.txt", "我们来晚了。\n\n店已经关了。\n")
        .with("a.txt", ARTICLE);
    for (args, parts) in [
        (&["align", "empty.txt"][..], &["empty.txt: is empty"][..]),
        (&["align", "mark.txt"], &["mark.txt: is empty"]),
        (&["align", "gone.txt"], &["gone.txt: cannot be read: No such file"]),
        (
            &["align", "latin.txt"],
            &["latin.txt: not valid UTF-8 at byte 3 (line 1)", "--encoding", "--lossy"],
        ),
        (&["align", "--encoding", "utf-16be", "latin.txt"], &["latin.txt: not valid UTF-16BE at byte 4"]),
        (&["align", "folder"], &["folder: no texts in this folder; they are files named *.txt, *.md,"]),
        (&["align", "--en", "a.txt", "--zh", "empty.txt"], &["empty.txt: is empty"]),
        (
            &["align", "--en", "zh.txt", "--zh", "en.txt"],
            &["zh.txt is Chinese and en.txt is not: --en and --zh are swapped"],
        ),
        (&["align", "--en", "zh.txt", "--zh", "zh.txt"], &["zh.txt: is Chinese, and --en must be English"]),
        (&["align", "--en", "en.txt", "--zh", "en.txt"], &["en.txt: is not Chinese, as --zh must be"]),
        (&["align", "--jsonl", "gone.jsonl"], &["gone.jsonl: cannot be read"]),
        (&["segment", "empty.txt"], &["empty.txt: is empty"]),
        (&["segment", "folder"], &["folder: cannot be read: it is a folder"]),
        (&["align", "-"], &["standard input: is empty"]),
        (
            &["align", "-o", "no/such/x.tsv", "a.txt"],
            &["no/such/x.tsv: cannot be written: there is no folder no/such"],
        ),
        (&["align", "-o", "folder", "a.txt"], &["folder: cannot be written: Is a directory"]),
        (&["align", "--model", "gone.bin", "a.txt"], &["gone.bin: cannot be read: No such file"]),
        (&["align", "--model", "a.txt", "a.txt"], &["a.txt: not a usable model"]),
        (&["align", "--model", "cut.bin", "a.txt"], &["cut.bin: not a usable model"]),
        (&["eval", "articles", "--model", "changed.bin", "gone"], &["gone"]),
        (&["align", "--model", "changed.bin", "a.txt"], &["changed.bin: not a usable model", "checksum"]),
        (&["align", "--lexicon", "gone.tsv", "a.txt"], &["gone.tsv: cannot be read"]),
    ] {
        let run = folder.run(args);
        run.fails_with(1, parts);
        assert_eq!(run.out, "", "{args:?}");
    }
}

#[test]
fn arguments_are_checked() {
    let folder = Folder::new().with("a.txt", ARTICLE);
    for (args, parts) in [
        (&["align", "--en", "a.txt"][..], &["--zh <FILE>"][..]),
        (&["align", "--zh", "a.txt"], &["--en <FILE>"]),
        (&["align", "--units", "line", "a.txt"], &["--en"]),
        (&["align", "--units", "word", "--en", "a.txt", "--zh", "a.txt"], &["word"]),
        (
            &["align", "--format", "docx", "a.txt"],
            &["docx", "tsv, json, jsonl, tmx, moses, html, text, ladder, xlsx"],
        ),
        (&["align", "--level", "word", "a.txt"], &["word", "paragraph, sentence"]),
        (&["align", "--min-score", "1.5", "a.txt"], &["1.5", "0 to 1"]),
        (&["align", "--encoding", "klingon", "a.txt"], &["klingon", "gb18030"]),
        (&["align", "--encoding", "hz-gb-2312", "a.txt"], &["hz-gb-2312", "iconv"]),
        (&["align", "--encoding", "iso-2022-cn", "a.txt"], &["iso-2022-cn", "iconv"]),
        (&["align", "--jsonl", "--format", "tsv"], &["--jsonl", "--format"]),
        (&["align", "--en", "-", "--zh", "-"], &["cannot both be standard input"]),
        (&["align", "--format", "moses", "a.txt"], &["-o PREFIX", "PREFIX.en"]),
        (&["align", "--format", "moses", "-o", "-", "a.txt"], &["-o PREFIX"]),
        (&["align", "--links", "a.txt"], &["--links", "--format json", "tsv has no place"]),
        (&["align", "--save-lexicon", "-", "a.txt"], &["--save-lexicon", "-o FILE"]),
        (&["align", "--links", "--format", "tmx", "a.txt"], &["tmx has no place"]),
        (&["align", "--en", "a.txt", "--zh", "a.txt", "a.txt"], &["cannot be used with"]),
        (&["eval", "articles"], &["GOLD"]),
        (&["frobnicate"], &["frobnicate"]),
    ] {
        folder.run(args).fails_with(2, parts);
    }
    assert_eq!(folder.run(&[]).code, Some(2));
}

#[test]
fn no_output_replaces_an_input_or_another_output() {
    let articles = [
        ("v.txt", ARTICLE),
        ("set/w.txt", ARTICLE),
        ("c.en", "The shop was shut.\n"),
        ("c.zh", "店已经关了。\n"),
        ("names.tsv", "Vexley\t卫雪莱\n"),
        ("in.jsonl", "{\"id\": 1, \"text\": \"\"}\n"),
        ("gold/a.en", "The shop was shut.\n"),
    ];
    let folder = articles.iter().fold(Folder::new(), |folder, (name, text)| folder.with(name, text));
    let also = "is also an input";
    for (args, parts) in [
        ("align v.txt -o v.txt", ["v.txt: ", also]),
        ("align set/../v.txt -o ./v.txt", ["./v.txt: ", also]),
        ("align set -o set/w.txt", ["set/w.txt: ", also]),
        ("align --en c.en --zh c.zh --format moses -o c", ["c.en: ", also]),
        ("align v.txt -o y.tsv --save-lexicon v.txt", ["v.txt: ", also]),
        ("align v.txt -o y.tsv --lexicon names.tsv --save-lexicon names.tsv", ["names.tsv: ", also]),
        ("align v.txt -o y.tsv --save-lexicon ./y.tsv", ["./y.tsv: ", "two outputs"]),
        ("align v.txt --format moses -o y --save-lexicon y.zh", ["y.zh: ", "two outputs"]),
        ("align --jsonl in.jsonl -o in.jsonl", ["in.jsonl: ", also]),
        ("segment v.txt -o v.txt", ["v.txt: ", also]),
        ("segment --jsonl in.jsonl -o in.jsonl", ["in.jsonl: ", also]),
        ("eval articles in.jsonl --save-predictions in.jsonl", ["in.jsonl: ", also]),
        ("eval splitting gold --save-predictions gold/a.en", ["gold/a.en: ", also]),
    ] {
        folder.run(&args.split(' ').collect::<Vec<_>>()).fails_with(2, &parts);
    }
    assert!(articles.iter().all(|(name, text)| folder.read(name) == *text));
    assert_eq!(folder.names().len(), 7);
    // A file of the folder that is read, and a device, are no inputs.
    folder.run(&["align", "set", "-o", "set/pairs.tsv"]).ok();
    folder.run(&["align", "v.txt", "-o", "/dev/null", "--save-lexicon", "/dev/null"]).ok();
}

#[test]
fn wrong_bytes_can_be_read_over() {
    let folder = Folder::new().with("latin.txt", [ARTICLE.as_bytes(), b"\n\nCaf\xE9\n"].concat());
    let out = folder.run(&["align", "--lossy", "--format", "html", "latin.txt"]).ok();
    assert!(out.contains("Caf\u{FFFD}"), "{out}");
}

#[test]
fn one_bad_file_does_not_lose_the_others() {
    let folder =
        Folder::new().with("set/a.txt", ARTICLE).with("set/b.txt", b"\xFF").with("set/c.txt", ARTICLE);
    for threads in ["1", "2"] {
        let run = folder.run(&["align", "--threads", threads, "set", "gone.txt"]);
        run.fails_with(1, &["set/b.txt: not valid UTF-8", "gone.txt: cannot be read", "2 of 4 documents"]);
        assert_eq!(run.out.lines().count(), 5, "{}", run.out);
        assert!(run.out.lines().last().unwrap().ends_with("set/c.txt"));
    }
}

#[test]
#[cfg(unix)]
fn a_folder_that_cannot_be_listed_does_not_lose_the_others() {
    use std::os::unix::fs::PermissionsExt;
    let folder =
        Folder::new().with("set/a.txt", ARTICLE).with("set/m/x.txt", ARTICLE).with("set/z.txt", ARTICLE);
    fs::set_permissions(folder.path("set/m"), fs::Permissions::from_mode(0o000)).unwrap();
    // The superuser may list anything.
    let listed = fs::read_dir(folder.path("set/m")).is_ok();
    let run = folder.run(&["align", "set"]);
    fs::set_permissions(folder.path("set/m"), fs::Permissions::from_mode(0o700)).unwrap();
    if !listed {
        run.fails_with(1, &["set/m: cannot be listed: Permission denied", "1 of 3 documents"]);
        assert_eq!(run.out.lines().count(), 5, "{}", run.out);
    }
}

#[test]
fn what_was_there_stays_when_nothing_can_be_read() {
    let folder = Folder::new().with("empty.txt", "").with("c.en", "old").with("out.tsv", "old");
    folder.run(&["align", "-o", "out.tsv", "empty.txt"]).fails_with(1, &["is empty"]);
    folder.run(&["align", "-o", "out.tsv", "empty.txt", "gone.txt"]).fails_with(1, &["is empty"]);
    folder.run(&["align", "--format", "moses", "-o", "c", "empty.txt"]).fails_with(1, &["is empty"]);
    folder.run(&["align", "--jsonl", "-o", "out.tsv", "gone.jsonl"]).fails_with(1, &["gone.jsonl"]);
    assert_eq!(folder.read("out.tsv"), "old");
    assert_eq!(folder.read("c.en"), "old");
    assert_eq!(folder.names(), ["c.en", "empty.txt", "out.tsv"]);
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_told() {
    let folder = Folder::new().with("a.txt", ARTICLE);
    for args in [&["align", "a.txt"][..], &["segment", "a.txt"], &["align", "--format", "html", "a.txt"]] {
        let full = File::options().write(true).open("/dev/full").unwrap();
        let output = command(&folder.path("")).args(args).stdout(full).output().unwrap();
        let err = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{err}");
        assert!(err.contains("standard output: cannot be written: No space left"), "{err}");
    }
    folder
        .run(&["align", "-o", "/dev/full", "a.txt"])
        .fails_with(1, &["/dev/full: cannot be written: No space"]);
}

#[test]
#[cfg(unix)]
fn a_reader_that_leaves_is_no_error() {
    let line = format!("{}\n", serde_json::json!({"id": 1, "text": ARTICLE}));
    let folder = Folder::new().with("a.txt", ARTICLE).with("a.jsonl", line.repeat(300));
    for args in [
        "align a.txt",
        "align --format json a.txt",
        "align --format jsonl a.txt",
        "align --format tmx a.txt",
        "align --format html a.txt",
        "segment a.txt",
        "segment --format json a.txt",
        "align --jsonl a.jsonl",
    ] {
        let args: Vec<&str> = args.split(' ').collect();
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output =
            command(&folder.path("")).args(&args).stdin(Stdio::null()).stdout(writer).output().unwrap();
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{args:?}");
        assert_eq!(output.status.code(), Some(0), "{args:?}");
    }
}

#[test]
#[cfg(unix)]
fn what_the_documents_teach_is_saved_though_the_reader_leaves() {
    let story = include_str!("../lexicon/story.tsv").lines().filter(|line| !line.starts_with('#'));
    let story: String = story.map(|line| format!("{}\n\n", line.replace('\t', "\n\n"))).collect();
    let folder = Folder::new()
        .with("story.txt", &story)
        .with("story.jsonl", serde_json::json!({"id": 1, "text": story}).to_string());
    for (args, saved) in [("align story.txt", "a"), ("align --jsonl story.jsonl", "b")] {
        for name in [&format!("{saved}.whole"), &format!("{saved}.left")] {
            let (reader, writer) = std::io::pipe().unwrap();
            let reader = Some(reader).filter(|_| name.ends_with("whole"));
            let args = args.split(' ').chain(["--save-lexicon", name]);
            let output =
                command(&folder.path("")).args(args).stdin(Stdio::null()).stdout(writer).output().unwrap();
            assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
            drop(reader);
        }
        let whole = folder.read(&format!("{saved}.whole"));
        assert!(whole.contains("Vexley"), "{whole}");
        assert_eq!(folder.read(&format!("{saved}.left")), whole);
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_file_that_the_shell_has_opened_is_added_to() {
    let folder = Folder::new().with("a.txt", ARTICLE).with("all.tsv", "old\n");
    let out = folder.run(&["align", "a.txt"]).ok();
    let all = || File::options().append(true).open(folder.path("all.tsv")).unwrap();
    let to = |target| {
        let mut command = command(&folder.path(""));
        command.args(["align", "a.txt", "-o", target]).stdin(Stdio::null());
        command
    };
    assert!(to("/dev/stdout").stdout(all()).status().unwrap().success());
    assert!(to("/dev/stderr").stderr(all()).status().unwrap().success());
    assert_eq!(folder.read("all.tsv"), format!("old\n{out}{out}"));
    assert_eq!(folder.names(), ["a.txt", "all.tsv"]);
}
