using System;
using System.Globalization;

namespace LogAggregator.Configuration;

/// <summary>Sizes as people write them: <c>500MiB</c>, <c>20 GB</c>, <c>1.5TiB</c>, <c>1048576</c>. KB is 1000 bytes, KiB is 1024.</summary>
static class ByteSize
{
    static readonly (string Suffix, long Bytes)[] Units =
    [
        ("KiB", 1L << 10), ("MiB", 1L << 20), ("GiB", 1L << 30), ("TiB", 1L << 40),
        ("KB", 1_000), ("MB", 1_000_000), ("GB", 1_000_000_000), ("TB", 1_000_000_000_000),
        ("B", 1),
    ];

    public static bool TryParse(string text, out long bytes)
    {
        var (number, unit) = Split(text);
        bytes = 0;
        if (!decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count)) return false;
        if (count > long.MaxValue / unit) return false;
        bytes = (long)(count * unit);
        return true;
    }

    /// <summary>In the largest unit that leaves a number of at least 1, with one digit after the point: <c>1.5 GiB</c>.</summary>
    public static string Format(long bytes)
    {
        for (var i = 3; i >= 0; i--)
            if (bytes >= Units[i].Bytes) return string.Create(CultureInfo.InvariantCulture, $"{(double)bytes / Units[i].Bytes:0.#} {Units[i].Suffix}");
        return string.Create(CultureInfo.InvariantCulture, $"{bytes} B");
    }

    static (string Number, long Unit) Split(string text)
    {
        foreach (var (suffix, unit) in Units)
            if (text.EndsWith(suffix, StringComparison.OrdinalIgnoreCase)) return (text[..^suffix.Length].TrimEnd(), unit);
        return (text, 1);
    }
}
