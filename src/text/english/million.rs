//! `15m users`: an `m` that is a million, not a metre.

/// What the races of so many metres are called: `400m hurdles`.
const RACES: [&str; 7] = ["finals", "heats", "hurdles", "races", "relays", "runs", "sprints"];

/// Words in `s` that are no plural.
const NO_PLURALS: [&str; 6] = ["always", "besides", "does", "sometimes", "this", "whereas"];

/// Things in great number whose name has no `s`.
const MANY: [&str; 8] = ["baht", "children", "men", "people", "won", "women", "yen", "yuan"];

/// Whether what follows the letter is counted in millions: money, people or a plural, which metres do not
/// have behind them but in the names of races. It may also be `tall`, `away` or another noun.
pub(super) fn counts(after: &str) -> bool {
    let Some(rest) = after.strip_prefix(' ') else { return false };
    let word = &rest[..rest.bytes().take_while(u8::is_ascii_lowercase).count()];
    let plural = word.len() > 3
        && word.ends_with('s')
        && !word.ends_with("ss")
        && !word.ends_with("us")
        && !word.ends_with("wards")
        && !NO_PLURALS.contains(&word)
        && !RACES.contains(&word);
    plural || MANY.contains(&word)
}
