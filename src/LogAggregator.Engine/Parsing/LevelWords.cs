using System;
using System.Collections.Frozen;
using System.Collections.Generic;
using LogAggregator.Engine.Model;

namespace LogAggregator.Engine.Parsing;

/// <summary>The words that programs print for a level, and the six names that the service shows.</summary>
public static class LevelWords
{
    static readonly FrozenDictionary<ulong, Level> Short = BuildTable();

    /// <summary>
    /// Any usual word, abbreviation or letter, in any case: <c>warn</c>, <c>WRN</c>, <c>W</c>, <c>fatal</c>; also the
    /// steps of Go's slog (<c>INFO+2</c>) and MongoDB's <c>D1</c> to <c>D5</c>. Spaces around it do not count.
    /// Numbers are not words.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<byte> word, out Level level)
    {
        word = word.Trim((byte)' ');
        if (word.Length == 2 && (word[0] | 0x20) == 'd' && word[1] is >= (byte)'1' and <= (byte)'5')
        {
            level = Level.Debug;
            return true;
        }

        if (word.Length > 3 && word[^1] is >= (byte)'0' and <= (byte)'9' && word[^2] is (byte)'+' or (byte)'-') word = word[..^2];
        return TryParseWord(word, out level);
    }

    /// <summary>The word alone: no spaces, no steps.</summary>
    internal static bool TryParseWord(ReadOnlySpan<byte> word, out Level level)
    {
        if (word.Length is >= 1 and <= 8) return Short.TryGetValue(Pack(word), out level);
        level = LongWord(word) ?? default;
        return LongWord(word) is not null;
    }

    /// <summary>The name shown in records: <c>TRACE DEBUG INFO WARNING ERROR CRITICAL</c>.</summary>
    public static string Name(Level level) => level switch
    {
        Level.Trace => "TRACE",
        Level.Debug => "DEBUG",
        Level.Info => "INFO",
        Level.Warning => "WARNING",
        Level.Error => "ERROR",
        Level.Critical => "CRITICAL",
        _ => throw new ArgumentOutOfRangeException(nameof(level)),
    };

    /// <summary>The same name as UTF-8.</summary>
    public static ReadOnlySpan<byte> NameUtf8(Level level) => level switch
    {
        Level.Trace => "TRACE"u8,
        Level.Debug => "DEBUG"u8,
        Level.Info => "INFO"u8,
        Level.Warning => "WARNING"u8,
        Level.Error => "ERROR"u8,
        Level.Critical => "CRITICAL"u8,
        _ => throw new ArgumentOutOfRangeException(nameof(level)),
    };

    static Level? LongWord(ReadOnlySpan<byte> word) => word.Length switch
    {
        9 when IsWord(word, "emergency"u8) => Level.Critical,
        11 when IsWord(word, "information"u8) => Level.Info,
        13 when IsWord(word, "informational"u8) => Level.Info,
        _ => null,
    };

    static bool IsWord(ReadOnlySpan<byte> word, ReadOnlySpan<byte> lower) =>
        System.Text.Ascii.EqualsIgnoreCase(word, lower);

    static FrozenDictionary<ulong, Level> BuildTable()
    {
        var table = new Dictionary<ulong, Level>();
        Add(Level.Trace, "t", "v", "trace", "trc", "trce", "verbose", "verb", "vrb", "finest", "finer", "silly");
        Add(Level.Debug, "d", "debug", "dbg", "dbug", "deb", "fine");
        Add(Level.Info, "i", "n", "info", "inf", "notice", "note", "default", "normal");
        Add(Level.Warning, "w", "warning", "warn", "wrn");
        Add(Level.Error, "e", "error", "err", "eror", "fail", "severe");
        Add(Level.Critical, "c", "f", "critical", "crit", "crt", "fatal", "ftl", "emerg", "alert", "panic", "dpanic");
        return table.ToFrozenDictionary();

        void Add(Level level, params ReadOnlySpan<string> words)
        {
            foreach (var word in words) table.Add(Pack(System.Text.Encoding.ASCII.GetBytes(word)), level);
        }
    }

    /// <summary>Up to 8 bytes as one number, letters in lower case; other bytes than letters cannot be taken for one.</summary>
    static ulong Pack(ReadOnlySpan<byte> word)
    {
        ulong packed = 0;
        foreach (var b in word) packed = (packed << 8) | (b is >= (byte)'A' and <= (byte)'Z' ? (byte)(b | 0x20) : b);
        return packed;
    }
}
