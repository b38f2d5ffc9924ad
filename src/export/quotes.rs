//! The quotation marks that spreadsheets put around fields.

use std::borrow::Cow;

/// Whether a spreadsheet has saved this table, so that a field that begins and ends with `"` has no such
/// marks in its text.
///
/// [`TsvWriter`](super::TsvWriter) quotes nothing, and a text may begin and end with quotation marks of
/// its own. A spreadsheet doubles those that are inside, which hardly any text has. Excel also puts marks
/// around what holds a comma; without a doubled one that is believed only where the line ends are those
/// of Windows and *every* field with a comma, and no other, has marks.
pub(super) fn has_quoted_fields(table: &str) -> bool {
    let (mut doubled, mut whole, mut for_comma, mut open, mut bare_commas) = (0, 0, 0, 0, 0);
    for field in table.split(['\t', '\n', '\r']) {
        match unquoted(field) {
            Some(text) if text.contains('"') => doubled += 1,
            Some(text) if text.contains(',') => for_comma += 1,
            Some(_) => whole += 1,
            None if field.contains('"') => open += 1,
            None if field.contains(',') && !is_decimal(field) => bare_commas += 1,
            None => {}
        }
    }
    let header = table.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let by_comma = for_comma > 0 && whole + open + bare_commas == 0 && table.contains("\r\n");
    header.split('\t').any(|name| unquoted(name).is_some()) || doubled > open || by_comma
}

/// Whether it is a number with a decimal comma, which Excel leaves bare.
fn is_decimal(field: &str) -> bool {
    field.replacen(',', ".", 1).parse::<f32>().is_ok()
}

/// The text of a field that begins and ends with a quotation mark and has only doubled ones inside.
pub(super) fn unquoted(field: &str) -> Option<Cow<'_, str>> {
    let text = field.strip_prefix('"')?.strip_suffix('"')?;
    if !text.contains('"') {
        return Some(Cow::Borrowed(text));
    }
    let is_doubled = text.split("\"\"").all(|part| !part.contains('"'));
    is_doubled.then(|| Cow::Owned(text.replace("\"\"", "\"")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_unquoted_whole_or_not_at_all() {
        for (field, text) in [
            ("\"Yes.\"", Some("Yes.")),
            ("\"\"\"Yes,\"\" she said.\"", Some("\"Yes,\" she said.")),
            ("\"\"\"\"", Some("\"")),
            ("\"\"", Some("")),
            ("\"\"\"", None),
            ("\"", None),
            ("\"Yes,\" she said, \"no.\"", None),
            ("\"Yes,\" she said.", None),
            ("Yes", None),
            ("", None),
        ] {
            assert_eq!(unquoted(field).as_deref(), text, "{field}");
        }
    }

    #[test]
    fn a_table_shows_who_has_saved_it() {
        for (table, quoted) in [
            // Texts of speech as bitext writes them.
            ("en\tzh\n\"Yes.\"\t“是。”\n", false),
            ("en\tzh\n\"Hello,\" he said \"again\"\t“你好。”\n", false),
            ("en\tzh\r\n\"Yes.\"\t“是。”\r\n\"No, sir.\"\t“不。”\r\n", false),
            ("en\tzh\r\n\"No, sir.\"\t“不。”\r\nWell, well.\t好。\r\n", false),
            ("en\tzh\n\"No, sir.\"\t“不。”\n", false),
            // A quotation mark that is doubled by mistake does not outweigh one that is not.
            ("en\tzh\n\"So \"\"what\"\"?\"\t甲\n\"Yes,\" she said.\t乙\n", false),
            // As LibreOffice saves the same, with and without marks around all fields.
            ("en\tzh\n\"\"\"Yes.\"\"\"\t“是。”\n", true),
            ("\"en\"\t\"zh\"\n\"Yes.\"\t\"是。\"\n", true),
            // As Excel does.
            ("en\tzh\r\n\"No, sir.\"\t不。\r\nYes.\t是。\r\n", true),
            // A row that was added in an editor.
            ("en\tzh\n\"\"\"A.\"\"\"\t甲\n\"\"\"B.\"\"\"\t乙\nSay \"C\".\t丙\n", true),
        ] {
            assert_eq!(has_quoted_fields(table), quoted, "{table}");
        }
    }
}
