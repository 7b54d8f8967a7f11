using System;
using System.Collections.Generic;
using System.Globalization;

namespace LogAggregator.Engine.Parsing.Json;

/// <summary>The path of each hole of a skeleton: keys joined by dots, elements by their number; <c>metadata.tags.0</c>. Strings are quoted, other values are not.</summary>
public static class JsonPaths
{
    public static List<(string Path, bool IsQuoted)> Of(ReadOnlySpan<byte> skeleton)
    {
        var paths = new List<(string Path, bool IsQuoted)>();
        var outer = new List<string>();
        var key = "";
        for (var at = 0; at < skeleton.Length; at++)
        {
            switch (skeleton[at])
            {
                case JsonSkeleton.Hole:
                    paths.Add((string.Join('.', [.. outer, key]), false));
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
                    paths.Add((string.Join('.', [.. outer, key]), true));
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
