use bitext::eval::splitting;
use std::collections::HashMap;
fn main() {
    let args: Vec<String> = std::env::args().collect();
    match args[1].as_str() {
        "pred" => {
            // JSONL of {"id","ends"} for the python scorer
            for p in splitting::read(args[2].as_ref()).unwrap() {
                let ends: Vec<usize> =
                    bitext::sentences(&p.text, p.lang).iter().map(|s| s.trimmed(&p.text).end).collect();
                println!("{}", serde_json::json!({"id": p.id, "ends": ends}));
            }
        }
        "gold" => {
            for p in splitting::read(args[2].as_ref()).unwrap() {
                println!("{}", serde_json::to_string(&p).unwrap());
            }
        }
        "speed" => {
            let t = std::fs::read_to_string(&args[2]).unwrap();
            let lang = if args[3] == "en" { bitext::Lang::En } else { bitext::Lang::Zh };
            for _ in 0..3 {
                let n = std::time::Instant::now();
                let s = bitext::sentences(&t, lang).len();
                let d = n.elapsed().as_secs_f64();
                eprintln!("{s} sentences {:.1} MB/s {:.3}s", t.len() as f64 / 1e6 / d, d);
            }
        }
        _ => print!("{}", splitting::evaluate(&args[1]).unwrap()),
    }
    let _: HashMap<u8, u8> = HashMap::new();
}
