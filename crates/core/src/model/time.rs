//! Moments.

/// A moment in milliseconds since 1970-01-01T00:00:00Z, UTC.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Millis(pub i64);

impl Millis {
    /// RFC 3339 text in UTC with milliseconds, such as `2026-10-12T08:15:00.250Z`; whole seconds leave the fraction
    /// out. A moment outside the years that RFC 3339 can write is clamped.
    pub fn to_rfc3339(self) -> String {
        let nearest = if self.0 < 0 { jiff::Timestamp::MIN } else { jiff::Timestamp::MAX };
        jiff::Timestamp::from_millisecond(self.0).unwrap_or(nearest).to_string()
    }

    /// Reads RFC 3339 text, a date alone (`2026-10-12`, taken as midnight UTC) or a date with a time and no zone
    /// (taken as UTC).
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Ok(moment) = text.parse::<jiff::Timestamp>() {
            return Some(Self(moment.as_millisecond()));
        }
        let local = text
            .parse::<jiff::civil::DateTime>()
            .or_else(|_| text.parse::<jiff::civil::Date>().map(|d| d.at(0, 0, 0, 0)))
            .ok()?;
        let zoned = local.to_zoned(jiff::tz::TimeZone::UTC).ok()?;
        Some(Self(zoned.timestamp().as_millisecond()))
    }
}

#[cfg(test)]
mod tests {
    use super::Millis;

    #[test]
    fn rfc3339_round_trips_to_the_millisecond() {
        for ms in [0, 1, -1, 1_760_256_900_250, 253_402_207_200_000] {
            assert_eq!(Millis::parse(&Millis(ms).to_rfc3339()), Some(Millis(ms)), "{ms}");
        }
    }

    #[test]
    fn a_date_alone_is_midnight_utc() {
        assert_eq!(Millis::parse("1970-01-02"), Some(Millis(86_400_000)));
        assert_eq!(Millis::parse("1970-01-01T00:00:01"), Some(Millis(1000)));
        assert_eq!(Millis::parse("yesterday"), None);
    }
}
