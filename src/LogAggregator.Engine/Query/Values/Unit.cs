using System;
using System.Collections.Frozen;
using System.Collections.Generic;

namespace LogAggregator.Engine.Query.Values;

/// <summary>Unit of a number. Durations convert into each other, so do sizes; one never becomes the other.</summary>
public enum Unit : byte
{
    None = 0,
    Nanoseconds,
    Microseconds,
    Milliseconds,
    Seconds,
    Minutes,
    Hours,
    Days,
    Weeks,
    Bytes,
    Kilobytes,
    Megabytes,
    Gigabytes,
    Terabytes,
    Kibibytes,
    Mebibytes,
    Gibibytes,
    Tebibytes,
}

/// <summary>Names and sizes of units, and what a field's name says of its unit.</summary>
static class Units
{
    static readonly (Unit Unit, string Symbol, double Scale)[] All =
    [
        (Unit.Nanoseconds, "ns", 1), (Unit.Microseconds, "us", 1e3), (Unit.Milliseconds, "ms", 1e6),
        (Unit.Seconds, "s", 1e9), (Unit.Minutes, "m", 60e9), (Unit.Hours, "h", 3600e9),
        (Unit.Days, "d", 86400e9), (Unit.Weeks, "w", 7 * 86400e9),
        (Unit.Bytes, "b", 1), (Unit.Kilobytes, "kb", 1e3), (Unit.Megabytes, "mb", 1e6), (Unit.Gigabytes, "gb", 1e9),
        (Unit.Terabytes, "tb", 1e12), (Unit.Kibibytes, "kib", 1024), (Unit.Mebibytes, "mib", 1024.0 * 1024),
        (Unit.Gibibytes, "gib", 1024.0 * 1024 * 1024), (Unit.Tebibytes, "tib", 1024.0 * 1024 * 1024 * 1024),
    ];

    static readonly FrozenDictionary<string, Unit> BySymbol = Symbols().ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    static readonly FrozenDictionary<string, Unit>.AlternateLookup<ReadOnlySpan<char>> BySymbolSpan =
        BySymbol.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Last words of field names that say the unit of a plain number. Single letters do not: they are too often something else.</summary>
    static readonly FrozenDictionary<string, Unit>.AlternateLookup<ReadOnlySpan<char>> ByLastWord = new Dictionary<string, Unit>
    {
        ["ns"] = Unit.Nanoseconds,
        ["nanos"] = Unit.Nanoseconds,
        ["us"] = Unit.Microseconds,
        ["micros"] = Unit.Microseconds,
        ["ms"] = Unit.Milliseconds,
        ["millis"] = Unit.Milliseconds,
        ["milliseconds"] = Unit.Milliseconds,
        ["sec"] = Unit.Seconds,
        ["secs"] = Unit.Seconds,
        ["seconds"] = Unit.Seconds,
        ["minutes"] = Unit.Minutes,
        ["hours"] = Unit.Hours,
        ["bytes"] = Unit.Bytes,
        ["kb"] = Unit.Kilobytes,
        ["mb"] = Unit.Megabytes,
        ["gb"] = Unit.Gigabytes,
        ["kib"] = Unit.Kibibytes,
        ["mib"] = Unit.Mebibytes,
        ["gib"] = Unit.Gibibytes,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    public static bool IsDuration(Unit unit) => unit is >= Unit.Nanoseconds and <= Unit.Weeks;

    public static bool SameKind(Unit left, Unit right) =>
        left != Unit.None && right != Unit.None && IsDuration(left) == IsDuration(right);

    /// <summary>Nanoseconds or bytes in one of the unit; 1 for <see cref="Unit.None"/>.</summary>
    public static double Scale(Unit unit) => unit == Unit.None ? 1 : All[(int)unit - 1].Scale;

    public static string Symbol(Unit unit) => unit == Unit.None ? "" : All[(int)unit - 1].Symbol;

    /// <summary>Reads <c>ms</c>, <c>kb</c>, <c>µs</c>, in any case. Empty text is no unit.</summary>
    public static bool TryParse(ReadOnlySpan<char> symbol, out Unit unit) => BySymbolSpan.TryGetValue(symbol, out unit);

    /// <summary>The unit that the last word of a name says: <c>duration_ms</c>, <c>http.response.bytes</c>, <c>elapsedMs</c>.</summary>
    public static Unit OfFieldName(string name)
    {
        var start = name.Length;
        while (start > 0 && char.IsAsciiLetterLower(name[start - 1])) start--;
        if (start == 0) return Unit.None;
        if (char.IsAsciiLetterUpper(name[start - 1])) start--;
        else if (name[start - 1] is not ('_' or '.' or '-')) return Unit.None;
        return ByLastWord.TryGetValue(name.AsSpan(start), out var unit) ? unit : Unit.None;
    }

    static Dictionary<string, Unit> Symbols()
    {
        var symbols = new Dictionary<string, Unit> { ["µs"] = Unit.Microseconds, ["μs"] = Unit.Microseconds };
        foreach (var (unit, symbol, _) in All) symbols[symbol] = unit;
        return symbols;
    }
}
