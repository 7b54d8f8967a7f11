using System;

namespace LogAggregator.Engine.Storage.Blocks;

/// <summary>What a column holds.</summary>
/// <param name="Path">Keys joined by dots; empty for whole lines, and with a NUL before it for plain text.</param>
/// <param name="IsQuoted">Contents of strings of JSON, with their escapes; else values as they are.</param>
readonly record struct ColumnKey(string Path, bool IsQuoted)
{
    /// <summary>Whole lines without colour codes and backslashes: what a value holds stands in the line as it is.</summary>
    public static ColumnKey WholeLines => new("", false);

    /// <summary>Whole lines that have some.</summary>
    public static ColumnKey OddLines => new("", true);

    /// <summary>Messages of plain text.</summary>
    public static ColumnKey Messages => new(NotJson.ToString(), false);

    /// <summary>No key of JSON has this character as it is.</summary>
    const char NotJson = '\0';

    /// <summary>The value stands in an object of JSON.</summary>
    public bool IsJson => Path.Length > 0 && Path[0] != NotJson;

    /// <summary>The value is such a time.</summary>
    public bool IsTime => Path.Length > 1 && Path[0] == NotJson;

    /// <summary>Times that lead plain text, by the layout of what is before the message.</summary>
    public static ColumnKey Time(ReadOnlySpan<byte> layout) => new(NotJson + System.Text.Encoding.UTF8.GetString(layout), false);
}
