using System;

namespace LogAggregator.Engine.Storage.Columns;

/// <summary>One way to write a UTC time: <c>2026-11-01T04:25:09.898511Z</c>. A time is its units of the last digit since the Unix epoch.</summary>
readonly record struct IsoSpelling(byte Separator, int FractionDigits, bool Zulu)
{
    public const int MaxLength = 30;

    /// <summary>Nanoseconds in one unit.</summary>
    public long NsPerUnit => 1_000_000_000 / UnitsPerSecond;

    const int SecondsLength = 19;

    /// <summary>Seconds from 0001-01-01 to 1970-01-01.</summary>
    const long EpochSeconds = 62_135_596_800;

    const long MaxSeconds = 253_402_300_799;

    long UnitsPerSecond => FractionDigits switch
    {
        0 => 1,
        1 => 10,
        2 => 100,
        3 => 1000,
        4 => 10_000,
        5 => 100_000,
        6 => 1_000_000,
        7 => 10_000_000,
        8 => 100_000_000,
        _ => 1_000_000_000,
    };

    public static bool TryFind(ReadOnlySpan<byte> text, out IsoSpelling spelling)
    {
        spelling = default;
        if (text.Length is < SecondsLength or > MaxLength) return false;
        var zulu = text[^1] == 'Z';
        var fraction = text.Length - SecondsLength - (zulu ? 1 : 0) - 1;
        spelling = new IsoSpelling(text[10], Math.Max(0, fraction), zulu);
        return fraction is not 0 and <= 9 && text[10] is (byte)'T' or (byte)' ' && spelling.TryParse(text, out _);
    }

    public bool TryParse(ReadOnlySpan<byte> text, out long units)
    {
        units = 0;
        var length = SecondsLength + (FractionDigits > 0 ? FractionDigits + 1 : 0) + (Zulu ? 1 : 0);
        if (text.Length != length || (Zulu && text[^1] != 'Z') || (FractionDigits > 0 && text[SecondsLength] != '.')) return false;
        if (text[4] != '-' || text[7] != '-' || text[10] != Separator || text[13] != ':' || text[16] != ':') return false;
        if (!TryDigits(text[..4], out var year) || !TryDigits(text.Slice(5, 2), out var month) || !TryDigits(text.Slice(8, 2), out var day)) return false;
        if (!TryDigits(text.Slice(11, 2), out var hour) || !TryDigits(text.Slice(14, 2), out var minute) || !TryDigits(text.Slice(17, 2), out var second)) return false;
        var fraction = 0L;
        if (FractionDigits > 0 && !TryDigits(text.Slice(SecondsLength + 1, FractionDigits), out fraction)) return false;
        if (year is < 1700 or > 2200 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth((int)year, (int)month)) return false;
        if (hour > 23 || minute > 59 || second > 59) return false;
        var seconds = new DateTime((int)year, (int)month, (int)day, 0, 0, 0, DateTimeKind.Utc).Ticks / TimeSpan.TicksPerSecond - EpochSeconds + hour * 3600 + minute * 60 + second;
        units = seconds * UnitsPerSecond + fraction;
        return true;
    }

    public bool CanFormat(long units)
    {
        var seconds = Math.DivRem(units, UnitsPerSecond).Quotient;
        return seconds > -EpochSeconds && seconds < MaxSeconds;
    }

    /// <summary>Bytes written, at most <see cref="MaxLength"/>.</summary>
    public int Format(long units, Span<byte> text)
    {
        var (seconds, fraction) = Math.DivRem(units, UnitsPerSecond);
        if (fraction < 0) (seconds, fraction) = (seconds - 1, fraction + UnitsPerSecond);
        var time = new DateTime((seconds + EpochSeconds) * TimeSpan.TicksPerSecond, DateTimeKind.Utc);
        Digits(time.Year, text[..4]);
        text[4] = text[7] = (byte)'-';
        Digits(time.Month, text.Slice(5, 2));
        Digits(time.Day, text.Slice(8, 2));
        text[10] = Separator;
        Digits(time.Hour, text.Slice(11, 2));
        text[13] = text[16] = (byte)':';
        Digits(time.Minute, text.Slice(14, 2));
        Digits(time.Second, text.Slice(17, 2));
        var length = SecondsLength;
        if (FractionDigits > 0)
        {
            text[length++] = (byte)'.';
            Digits(fraction, text.Slice(length, FractionDigits));
            length += FractionDigits;
        }

        if (Zulu) text[length++] = (byte)'Z';
        return length;
    }

    public void Write(ChunkWriter writer)
    {
        writer.WriteByte(Separator);
        writer.WriteByte((byte)FractionDigits);
        writer.WriteByte(Zulu ? (byte)1 : (byte)0);
    }

    public static IsoSpelling Read(ChunkReader reader)
    {
        var spelling = new IsoSpelling(reader.ReadByte(), reader.ReadByte(), reader.ReadByte() == 1);
        return spelling.FractionDigits <= 9 ? spelling : throw new CorruptBlockException("a time of more than nine digits");
    }

    internal static bool TryDigits(ReadOnlySpan<byte> text, out long value)
    {
        value = 0;
        foreach (var digit in text)
        {
            if (digit is < (byte)'0' or > (byte)'9') return false;
            value = value * 10 + (digit - '0');
        }

        return true;
    }

    internal static void Digits(long value, Span<byte> text)
    {
        for (var i = text.Length - 1; i >= 0; i--, value /= 10) text[i] = (byte)('0' + value % 10);
    }
}
