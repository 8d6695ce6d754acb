//! Articles to try on: ours, made here, and those of a folder that `COMMONPLACE_CORPUS` names.

use crate::random::Random;
use std::{fs, path::Path};

/// A text with one block a line.
pub(crate) struct Article {
    pub(crate) name: String,
    pub(crate) text: String,
    pub(crate) part: Part,
}

/// What an article is there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// To tune the matcher on.
    Tuning,
    /// To report on; the gates were set with an eye on the totals.
    Others,
    /// Never looked at, but for the totals once all was done.
    Unseen,
}

impl Part {
    /// One of the first two, by a number that says nothing.
    fn of(number: u64) -> Self {
        if number.is_multiple_of(2) { Self::Tuning } else { Self::Others }
    }
}

/// Every article: ours first, then the corpus where there is one.
pub(crate) fn all() -> Vec<Article> {
    let part = |number| if number < 36 { Part::of(number) } else { Part::Unseen };
    let mut articles: Vec<Article> = (0..72).map(|number| ours(number, part(number))).collect();
    if let Ok(folder) = std::env::var("COMMONPLACE_CORPUS") {
        articles.extend(corpus(Path::new(&folder)));
        articles.extend(abstracts(Path::new(&folder)));
    }
    articles
}

/// An article of about `letters` letters for measuring time.
pub(crate) fn long(letters: usize) -> String {
    let mut random = Random::new(77);
    let mut text = String::new();
    while text.len() < letters {
        text.push_str(&paragraph(&mut random, &LATIN));
        text.push('\n');
    }
    text
}

/// Words of one language, by what they do in a sentence.
struct Words {
    subjects: &'static [&'static str],
    verbs: &'static [&'static str],
    objects: &'static [&'static str],
    places: &'static [&'static str],
    links: &'static [&'static str],
    /// What stands between words.
    gap: &'static str,
    stop: &'static str,
}

const LATIN: Words = Words {
    subjects: &[
        "the committee",
        "a retired engineer",
        "our neighbour",
        "the harbour master",
        "every translator",
        "the second survey",
        "a small museum",
        "the old catalogue",
        "her first editor",
        "the river authority",
        "most gardeners",
        "a careful reader",
        "the night train",
        "this method",
        "the youngest sailor",
        "a letter from Porto",
        "the weather station",
        "nobody in the village",
        "the printer's apprentice",
        "an unsigned review",
        "the northern railway",
        "the botanist",
        "a former minister",
        "the orchestra",
        "the archive",
        "a glass of water",
        "the lighthouse",
        "their grandmother",
        "the bakery on Mill Street",
        "one of the witnesses",
        "the new bridge",
        "a flock of starlings",
        "the court",
        "the translation",
    ],
    verbs: &[
        "described",
        "had lost",
        "will repair",
        "could not explain",
        "measured",
        "refused",
        "kept",
        "painted",
        "remembers",
        "sold",
        "invented",
        "would rather forget",
        "counted",
        "has been carrying",
        "discovered",
        "misread",
        "protected",
        "wrote about",
        "waited for",
        "borrowed",
        "never mentioned",
        "burned",
        "studied",
        "replaced",
        "admired",
        "questioned",
        "hid",
        "restored",
        "followed",
        "weighed",
        "praised",
        "ignored",
    ],
    objects: &[
        "the missing pages",
        "a box of photographs",
        "two kinds of salt",
        "the price of timber",
        "an early map",
        "the sound of the bell",
        "forty-one samples",
        "a promise made in winter",
        "the colour of the roof",
        "seven crates of oranges",
        "the grammar of birdsong",
        "a rumour about the mine",
        "the first electric tram",
        "an unfinished sonata",
        "the length of the shadow",
        "a recipe for ink",
        "the election results",
        "three broken clocks",
        "the dream of a quiet house",
        "a shipment of glass",
        "the cost of silence",
        "a better question",
        "the shape of the coastline",
        "old newspapers",
        "the rules of the game",
        "an argument about tides",
        "the names of the drowned",
        "a bicycle without brakes",
        "the last harvest",
    ],
    places: &[
        "in the cellar",
        "before the rain came",
        "near the border",
        "after twelve years",
        "on a Tuesday",
        "without telling anyone",
        "at the edge of the forest",
        "during the strike",
        "under the stairs",
        "for reasons of their own",
        "in spite of the cold",
        "between two wars",
        "with great patience",
        "while the kettle boiled",
        "along the canal",
        "as far as we know",
        "in a borrowed coat",
        "at half past four",
        "by candlelight",
        "to everyone's surprise",
        "in 1987",
        "for £3.50",
    ],
    links: &["and", "but", "because", "although", "so", "while", "which is why", "until"],
    gap: " ",
    stop: ".",
};

const GERMAN: Words = Words {
    subjects: &[
        "der Müller",
        "die alte Brücke",
        "eine Schülerin",
        "das Gericht",
        "der Schriftführer",
        "die Nachbarin",
        "ein müder Kapitän",
        "die Bäckerei",
        "der zweite Versuch",
        "das Archiv",
        "niemand im Dorf",
        "die Königin",
    ],
    verbs: &[
        "beschrieb",
        "verlor",
        "öffnete",
        "zählte",
        "vergaß",
        "prüfte",
        "übersetzte",
        "verkaufte",
        "bewunderte",
        "störte",
        "fälschte",
        "ließ liegen",
    ],
    objects: &[
        "die größten Bücher",
        "einen Brief aus Köln",
        "das schöne Gemälde",
        "zwölf Äpfel",
        "die Straße am Fluss",
        "ein Gerücht über Österreich",
        "den Schlüssel zur Küche",
        "die Wettervorhersage",
        "das fünfte Rätsel",
    ],
    places: &[
        "im Keller",
        "vor dem Gewitter",
        "trotz der Kälte",
        "über Nacht",
        "gegen Abend",
        "während des Frühstücks",
        "für fünf Groschen",
        "nach zwölf Jahren",
        "in Zürich",
    ],
    links: &["und", "aber", "weil", "obwohl", "während"],
    gap: " ",
    stop: ".",
};

const FRENCH: Words = Words {
    subjects: &[
        "l’éditrice",
        "le maître d’école",
        "une élève",
        "la forêt",
        "le théâtre",
        "l’évêque",
        "ma grand-mère",
        "un étranger",
        "la préfète",
        "le goût du café",
    ],
    verbs: &[
        "a décrit",
        "espérait",
        "répara",
        "protège",
        "cherchait",
        "a oublié",
        "préfère",
        "dénonça",
        "mesurait",
    ],
    objects: &[
        "la clé dorée",
        "un rêve étrange",
        "les fenêtres fermées",
        "l’été dernier",
        "une théière fêlée",
        "le prix du blé",
        "la vérité",
        "dix-huit pêches mûres",
        "une lettre égarée",
    ],
    places: &[
        "à l’aube",
        "près du marché",
        "malgré la pluie",
        "dans la cuisine",
        "après dîner",
        "sans raison",
        "à Genève",
        "derrière l’église",
    ],
    links: &["et", "mais", "parce que", "tandis que", "où"],
    gap: " ",
    stop: ".",
};

const RUSSIAN: Words = Words {
    subjects: &[
        "старый капитан",
        "наша соседка",
        "комитет",
        "молодой учитель",
        "библиотека",
        "поезд",
        "садовник",
    ],
    verbs: &["забыл", "описал", "нашёл", "продал", "измерил", "починил", "вспомнил", "потерял"],
    objects: &[
        "синюю тетрадь",
        "цену хлеба",
        "карту города",
        "три сломанных часа",
        "письмо из Твери",
        "новый мост",
    ],
    places: &[
        "в подвале",
        "перед дождём",
        "без причины",
        "у реки",
        "после войны",
        "ранним утром",
        "на чердаке",
    ],
    links: &["и", "но", "потому что", "хотя", "когда"],
    gap: " ",
    stop: ".",
};

const HEBREW: Words = Words {
    subjects: &["המורה", "השכנה", "הרכבת", "הגנן", "הספרייה", "הקפטן", "הוועדה", "הילד"],
    verbs: &["שכח", "מצא", "תיאר", "מכר", "תיקן", "מדד", "איבד"],
    objects: &[
        "את המפתח",
        "מכתב ישן",
        "את הגשר החדש",
        "שלושה שעונים",
        "את מחיר הלחם",
        "מפה של העיר",
    ],
    places: &["במרתף", "לפני הגשם", "ליד הנהר", "בלי סיבה", "אחרי המלחמה", "בבוקר", "ב־Berlin"],
    links: &["וגם", "אבל", "כי", "כאשר"],
    gap: " ",
    stop: ".",
};

const CHINESE: Words = Words {
    subjects: &[
        "老船长",
        "我们的邻居",
        "委员会",
        "图书馆",
        "年轻的老师",
        "夜班火车",
        "园丁",
        "气象站",
    ],
    verbs: &["忘记了", "描述了", "找到", "卖掉", "测量", "修好了", "想起", "丢失"],
    objects: &[
        "蓝色的笔记本",
        "面包的价格",
        "城市的地图",
        "三只坏钟",
        "来自南方的信",
        "新的桥梁",
        "一箱照片",
    ],
    places: &["在地下室里", "下雨之前", "在河边", "没有理由地", "战争以后", "清晨", "在阁楼上"],
    links: &["而且", "但是", "因为", "虽然"],
    gap: "",
    stop: "。",
};

fn sentence(random: &mut Random, words: &Words) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for clause in 0..1 + random.below(3) {
        if clause > 0 {
            parts.push(random.word(words.links));
        }
        if random.chance(0.3) {
            parts.push(random.word(words.places));
        }
        parts.push(random.word(words.subjects));
        parts.push(random.word(words.verbs));
        parts.push(random.word(words.objects));
        if random.chance(0.6) {
            parts.push(random.word(words.places));
        }
    }
    let mut text = parts.join(words.gap);
    if random.chance(0.1) {
        text = format!("“{text}”");
    } else if random.chance(0.1) {
        text = format!("{text} — {}", random.word(words.places));
    }
    let mut letters = text.chars();
    let first: String = letters.next().map(|c| c.to_uppercase().collect()).unwrap_or_default();
    format!("{first}{}{}", letters.as_str(), words.stop)
}

fn paragraph(random: &mut Random, words: &Words) -> String {
    let sentences: Vec<String> =
        (0..1 + random.below(6)).map(|_| sentence(random, words)).collect();
    sentences.join(words.gap)
}

/// A paragraph of other words than any article's, to be inserted.
pub(crate) fn stranger(random: &mut Random) -> String {
    const HEADS: &[&str] = &[
        "Editors have since learned that",
        "In an update on Monday,",
        "Readers asked whether",
        "Separately,",
        "A spokesperson said that",
        "Earlier this year",
        "For comparison,",
        "Correction:",
    ];
    const TAILS: &[&str] = &[
        "quarterly figures for the region were revised upwards by several points",
        "the company's servers had been offline since the weekend",
        "vaccination campaigns reached more districts than planned",
        "a second telescope confirmed the signal within hours",
        "the league postponed every match until further notice",
        "investors remain divided over the merger",
        "the software update fixes eleven reported problems",
        "fishing quotas would stay unchanged for another season",
        "scientists sequenced the genome of the mushroom",
        "housing permits fell to their lowest level on record",
    ];
    let sentences: Vec<String> = (0..1 + random.below(4))
        .map(|_| format!("{} {} ({}).", random.word(HEADS), random.word(TAILS), random.below(9999)))
        .collect();
    sentences.join(" ")
}

/// An article of ours: prose, headings, a list, a table, code, boilerplate that repeats, near-duplicates.
fn ours(number: u64, part: Part) -> Article {
    let mut random = Random::new(1000 + number);
    let words = match number % 9 {
        3 => &GERMAN,
        4 => &FRENCH,
        5 => &RUSSIAN,
        6 => &HEBREW,
        7 => &CHINESE,
        _ => &LATIN,
    };
    let mut blocks = Vec::new();
    let promotion = format!("Subscribe to our letter. {}", sentence(&mut random, words));
    let share = "Share this story on every network you like";
    for section in 0..3 + random.below(9) {
        blocks.push(sentence(&mut random, words).trim_end_matches(words.stop).to_owned());
        for _ in 0..2 + random.below(5) {
            blocks.push(paragraph(&mut random, words));
        }
        match random.below(6) {
            0 => {
                blocks.extend((0..3 + random.below(4)).map(|_| {
                    format!("{} {}", random.word(words.subjects), random.word(words.verbs))
                }))
            }
            1 => blocks.extend((0..3).map(|row| {
                format!("{}\t{}\t{}", random.word(words.objects), row * 7, random.below(1000))
            })),
            2 => blocks.push(format!("let n{section} = read({});", random.below(100))),
            3 => {
                // Near-duplicates: the same offer with another number and another thing.
                let frame = sentence(&mut random, words);
                for _ in 0..2 + random.below(3) {
                    let thing = random.word(words.objects);
                    blocks.push(format!("{frame} {thing} {} {frame}", random.below(500)));
                }
            }
            _ => {}
        }
        if random.chance(0.7) {
            blocks.push(promotion.clone());
        }
        if random.chance(0.5) {
            blocks.push(share.to_owned());
        }
    }
    Article { name: format!("ours {number}"), text: blocks.join("\n"), part }
}

/// The texts of every `truth.json` below a folder.
fn corpus(folder: &Path) -> Vec<Article> {
    let mut articles = Vec::new();
    for part in ["mozilla", "articles", "pages"] {
        let path = folder.join("extraction").join(part).join("truth.json");
        let Ok(json) = fs::read(&path) else { continue };
        let truth: serde_json::Value = serde_json::from_slice(&json).expect("truth.json is JSON");
        for (name, page) in truth.as_object().into_iter().flatten() {
            let text = page["text"].as_str().unwrap_or_default();
            let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
            let text = lines.collect::<Vec<_>>().join("\n");
            if text.chars().count() >= 1500 {
                let sum: u64 = name.bytes().map(u64::from).sum();
                articles.push(Article {
                    name: format!("{part} {name}"),
                    text,
                    part: Part::of(sum),
                });
            }
        }
    }
    articles
}

/// Abstracts of papers, a dozen to an article.
fn abstracts(folder: &Path) -> Vec<Article> {
    const DOZENS: usize = 30;
    let mut articles = Vec::new();
    for name in ["cran", "cacm"] {
        let Ok(lines) = fs::read_to_string(folder.join(format!("relevance/{name}.jsonl"))) else {
            continue;
        };
        let texts = lines.lines().filter_map(|line| {
            let record: serde_json::Value = serde_json::from_str(line).ok()?;
            let text = ["body", "text"].iter().find_map(|key| record[key].as_str())?;
            let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
            (words.len() >= 400).then_some(words)
        });
        let texts: Vec<String> = texts.take(DOZENS * 12).collect();
        articles.extend((0..).zip(texts.chunks(12)).map(|(number, chunk)| Article {
            name: format!("{name} {number}"),
            text: chunk.join("\n"),
            part: Part::Unseen,
        }));
    }
    articles
}
