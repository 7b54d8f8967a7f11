using System;
using System.Collections.Generic;
using System.Globalization;


namespace LogAggregator.Engine.Storage.Blocks;

/// <summary>The path of each hole of a skeleton: keys joined by dots, elements by their number; <c>metadata.tags.0</c>.</summary>
static class JsonPaths
{
    public static List<ColumnKey> Of(ReadOnlySpan<byte> skeleton)
    {
        var paths = new List<ColumnKey>();
        var outer = new List<string>();
        var key = "";
        for (var at = 0; at < skeleton.Length; at++)
        {
            switch (skeleton[at])
            {
                case JsonSkeleton.Hole:
                    paths.Add(new ColumnKey(string.Join('.', [.. outer, key]), IsQuoted: false));
                    break;
                case (byte)'{' or (byte)'[':
                    if (at > 0) outer.Add(key);
                    key = skeleton[at] == '[' ? "0" : "";
                    break;
                case (byte)'}' or (byte)']':
                    if (outer.Count > 0)
                    {
                        key = outer[^1];
                        outer.RemoveAt(outer.Count - 1);
                    }

                    break;
                case (byte)',':
                    if (int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var element)) key = (element + 1).ToString(CultureInfo.InvariantCulture);
                    break;
                case (byte)'"' when skeleton[at + 1] == JsonSkeleton.Hole:
                    paths.Add(new ColumnKey(string.Join('.', [.. outer, key]), IsQuoted: true));
                    at += 2;
                    break;
                case (byte)'"':
                    var end = JsonSkeleton.EndOfString(skeleton, at + 1);
                    key = System.Text.Encoding.UTF8.GetString(skeleton[(at + 1)..end]);
                    at = end;
                    break;
            }
        }

        return paths;
    }
}

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
