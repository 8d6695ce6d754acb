use super::*;
use proptest::prelude::*;

fn check(text: &str, expected: &[&str]) {
    let folded: Vec<String> = cut(text).iter().map(|word| fold(&word.lower)).collect();
    assert_eq!(folded, expected, "{text}");
}

#[test]
fn words_as_people_know_them() {
    check("Hello, World 2026!", &["hello", "world", "2026"]);
    check("C++ and C# but a+b", &["c++", "and", "c#", "but", "a", "b"]);
    check("e\u{301}tude Étude ÉTUDE", &["etude", "etude", "etude"]);
    check("İstanbul Straße œuvre ﬁnd", &["istanbul", "strasse", "oeuvre", "find"]);
    check("soft\u{ad}hyphen zero\u{200b}width", &["softhyphen", "zerowidth"]);
    check("東京都", &["東京", "京都", "都"]);
    check("がか한국", &["がか", "か한", "한국", "국"]);
    check("", &[]);
    check("… — !", &[]);
}

#[test]
fn words_are_told_apart_by_their_first_letters() {
    let found = |firsts: &[&str], text: &str| {
        let mut some = Firsts::NONE;
        firsts.iter().for_each(|first| some.put(first));
        let mut bits = Vec::new();
        each_that(text, some, |bit| bits.push(format!("{}{}", bit.place, bit.lower)));
        bits.join(" ")
    };
    assert_eq!(found(&["sea"], "A Ship at sea, 7 sails"), "1ship 3sea 5sails");
    assert_eq!(found(&["e"], "An e-mail and mail-e"), "1e 1email 5e");
    assert_eq!(found(&["s"], "JavaScript so"), "0java 0script 1so");
    assert_eq!(found(&["e"], "x Éclair 東京"), "1éclair 2東京 3京");
    assert_eq!(found(&["é"], "x y"), "0x 1y");
}

#[test]
fn what_is_written_as_one_is_found_in_parts_and_the_other_way_round() {
    let bits = |text: &str| {
        let mut bits = Vec::new();
        each(text, |bit| bits.push(format!("{}{}", bit.place, bit.lower)));
        bits.join(" ")
    };
    assert_eq!(bits("an e-mail now"), "0an 1e 2mail 1email 3now");
    assert_eq!(bits("state-of-the-art"), "0state 1of 2the 3art 0stateoftheart");
    assert_eq!(bits("don\u{2019}t - stop"), "0don 1t 0dont 2stop");
    assert_eq!(
        bits("JavaScript getElementById"),
        "0javascript 0java 0script 1getelementbyid 1get 1element 1by 1id"
    );
    assert_eq!(bits("東京-x iOS"), "0東京 1京 2x 3ios");
}

proptest! {
    #[test]
    fn every_word_stands_where_it_says(text in "\\PC{0,60}|[a-zé\u{301}\u{ad}+#東京 ]{0,40}") {
        let mut last = 0;
        for word in cut(&text) {
            let slice = text.get(word.range.clone());
            prop_assert!(slice.is_some_and(|s| !s.is_empty()));
            prop_assert!(word.range.start >= last);
            last = word.range.start;
            let again = cut(slice.unwrap());
            prop_assert_eq!(&again[0].lower, &word.lower);
        }
    }
}
