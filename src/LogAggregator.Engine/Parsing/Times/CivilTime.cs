namespace LogAggregator.Engine.Parsing.Times;

/// <summary>A date and time of the Gregorian calendar as nanoseconds since the Unix epoch, and back. UTC, no leap seconds.</summary>
static class CivilTime
{
    public const long NsPerSecond = 1_000_000_000;
    public const long NsPerMinute = 60 * NsPerSecond;
    public const long NsPerDay = 86_400 * NsPerSecond;

    /// <summary>Years that a signed 64-bit number of ns holds whole.</summary>
    const int FirstYear = 1678, LastYear = 2261;

    /// <summary>False if one of them is out of range. A second of 60 (a leap second) counts as the next minute's 0.</summary>
    public static bool TryToNs(int year, int month, int day, int hour, int minute, int second, int nanosecond, out long ns)
    {
        ns = 0;
        if (year is < FirstYear or > LastYear || month is < 1 or > 12 || day < 1 || day > DaysOfMonth(year, month)) return false;
        if ((uint)hour > 23 || (uint)minute > 59 || (uint)second > 60) return false;
        ns = (DaysSinceEpoch(year, month, day) * NsPerDay) + ((((hour * 60) + minute) * 60L) + second) * NsPerSecond + nanosecond;
        return true;
    }

    public static (int Year, int Month, int Day) DateOf(long daysSinceEpoch)
    {
        // Years that begin in March put the leap day last; 146097 days are one 400-year era.
        var days = daysSinceEpoch + 719_468;
        var era = (days >= 0 ? days : days - 146_096) / 146_097;
        var dayOfEra = days - (era * 146_097);
        var yearOfEra = (dayOfEra - (dayOfEra / 1460) + (dayOfEra / 36_524) - (dayOfEra / 146_096)) / 365;
        var dayOfYear = dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        var shifted = ((5 * dayOfYear) + 2) / 153;
        var month = (int)(shifted < 10 ? shifted + 3 : shifted - 9);
        return ((int)(yearOfEra + (era * 400)) + (month <= 2 ? 1 : 0), month, (int)(dayOfYear - (((153 * shifted) + 2) / 5) + 1));
    }

    static long DaysSinceEpoch(int year, int month, int day)
    {
        if (month <= 2) year--;
        var era = year / 400;
        var yearOfEra = year - (era * 400);
        var dayOfYear = (((153 * (month > 2 ? month - 3 : month + 9)) + 2) / 5) + day - 1;
        return (era * 146_097L) + (yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100) + dayOfYear - 719_468;
    }

    static int DaysOfMonth(int year, int month) => month switch
    {
        2 => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28,
        4 or 6 or 9 or 11 => 30,
        _ => 31,
    };
}
