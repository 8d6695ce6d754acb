//! Names of months as dates are written with them, from the calendars of Unicode's CLDR: the form that stands in a date,
//! in full and shortened.

use std::collections::HashMap;
use std::sync::LazyLock;

/// A line for each language, the months from January on, in lower case; a stroke parts the forms of one month.
const NAMES: &[&str] = &[
    // English
    "january/jan february/feb march/mar april/apr may june/jun july/jul august/aug september/sept/sep october/oct november/nov december/dec",
    // German
    "januar/jänner/jän februar/feber märz/mär/mrz april mai juni juli august september oktober/okt november dezember/dez",
    // French
    "janvier/janv février/févr/fév mars avril/avr mai juin juillet/juil août septembre octobre novembre décembre/déc",
    // Spanish
    "enero/ene febrero marzo abril/abr mayo junio julio agosto/ago septiembre/setiembre octubre noviembre diciembre/dic",
    // Italian
    "gennaio/gen febbraio marzo aprile maggio/mag giugno/giu luglio/lug agosto settembre/set ottobre/ott novembre dicembre",
    // Portuguese
    "janeiro fevereiro/fev março abril maio/mai junho julho agosto setembro outubro/out novembro dezembro/dez",
    // Dutch
    "januari februari maart/mrt april mei juni juli augustus september oktober november december",
    // Swedish
    "januari februari mars april maj juni juli augusti september oktober november december",
    // Danish
    "januar februar marts april maj juni juli august september oktober november december",
    // Norwegian
    "januar februar mars april mai juni juli august september oktober november desember",
    // Finnish
    "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta marraskuuta joulukuuta",
    // Polish
    "stycznia/sty lutego/lut marca kwietnia/kwi maja czerwca/cze lipca/lip sierpnia/sie września/wrz października/paź listopada/lis grudnia/gru",
    // Czech
    "ledna února března dubna května června července srpna září října listopadu prosince",
    // Slovak
    "januára februára marca apríla mája júna júla augusta septembra októbra novembra decembra",
    // Hungarian
    "január február március április május június július augusztus szeptember október november december",
    // Romanian
    "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie",
    // Croatian, whose tenth month is the eleventh in Polish
    "siječnja veljače ožujka travnja svibnja lipnja srpnja kolovoza rujna listopada studenoga prosinca",
    // Turkish
    "ocak/oca şubat/şub mart nisan/nis mayıs haziran/haz temmuz/tem ağustos/ağu eylül/eyl ekim/eki kasım/kas aralık/ara",
    // Indonesian
    "januari februari maret april mei juni juli agustus september oktober november desember",
    // Catalan
    "gener febrer març abril maig juny juliol agost setembre octubre novembre desembre",
    // Greek
    "ιανουαρίου φεβρουαρίου μαρτίου απριλίου μαΐου ιουνίου ιουλίου αυγούστου σεπτεμβρίου οκτωβρίου νοεμβρίου δεκεμβρίου",
    // Russian
    "января/янв февраля/февр/фев марта апреля/апр мая июня/июн июля/июл августа/авг сентября/сент/сен октября/окт ноября/нояб декабря/дек",
    // Ukrainian
    "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    // Bulgarian
    "януари февруари март април май юни юли август септември октомври ноември декември",
    // Hebrew
    "ינואר פברואר מרץ אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר",
    // Arabic
    "يناير فبراير مارس أبريل/ابريل/إبريل مايو يونيو/يونيه يوليو/يوليه أغسطس/اغسطس سبتمبر أكتوبر/اكتوبر نوفمبر ديسمبر",
    // Persian, of the common calendar
    "ژانویه فوریه مارس آوریل مه ژوئن ژوئیه/جولای اوت سپتامبر اکتبر نوامبر دسامبر",
    // Hindi
    "जनवरी फ़रवरी/फरवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर/सितम्बर अक्टूबर/अक्तूबर नवंबर/नवम्बर दिसंबर/दिसम्बर",
    // Thai
    "มกราคม/ม.ค กุมภาพันธ์/ก.พ มีนาคม/มี.ค เมษายน/เม.ย พฤษภาคม/พ.ค มิถุนายน/มิ.ย กรกฎาคม/ก.ค สิงหาคม/ส.ค กันยายน/ก.ย ตุลาคม/ต.ค พฤศจิกายน/พ.ย ธันวาคม/ธ.ค",
];

static MONTHS: LazyLock<HashMap<&str, u32>> = LazyLock::new(|| {
    let mut months = HashMap::new();
    for line in NAMES {
        for (names, month) in line.split(' ').zip(1..) {
            months.extend(names.split('/').map(|name| (name, month)));
        }
    }
    months
});

/// The number of a month by its name, with or without the dot of an abbreviation.
pub(super) fn month(name: &str) -> Option<u32> {
    let name = name.trim_end_matches('.').to_lowercase();
    let known = |name: &str| MONTHS.get(name).copied();
    // Hebrew writes "in" as a letter of the same word.
    known(&name).or_else(|| known(name.strip_prefix('ב')?))
}

#[cfg(test)]
mod tests {
    use super::{NAMES, month};

    #[test]
    fn every_language_has_twelve() {
        for line in NAMES {
            assert_eq!(line.split(' ').count(), 12, "{line}");
        }
    }

    #[test]
    fn no_name_means_two_months() {
        let mut known = std::collections::HashMap::new();
        for (names, number) in NAMES.iter().flat_map(|line| line.split(' ').zip(1..)) {
            for name in names.split('/') {
                let before = *known.entry(name).or_insert(number);
                // Of the Polish and the Croatian one, who reads dates knows.
                assert!(before == number || name == "listopada", "{name}");
            }
        }
    }

    #[test]
    fn names_in_other_forms() {
        assert_eq!(month("Sept."), Some(9));
        assert_eq!(month("בינואר"), Some(1));
        assert_eq!(month("monday"), None);
    }
}
