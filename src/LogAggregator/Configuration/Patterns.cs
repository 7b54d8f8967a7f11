using System;
using System.Collections.Generic;

namespace LogAggregator.Configuration;

/// <summary>Which containers: <c>web-*</c>, <c>name:web-*</c>, <c>image:nginx*</c>, <c>label:team=core</c>, separated by commas.</summary>
static class Patterns
{
    public const string Allowed =
        "name:PATTERN, image:PATTERN, label:KEY or label:KEY=PATTERN, separated by commas; * stands for any text, and a pattern alone is a name";

    static readonly string[] Kinds = ["name:", "image:", "label:"];

    /// <summary>Each pattern with its kind in front; checked, not interpreted.</summary>
    public static bool TryParse(string text, out IReadOnlyList<string> patterns)
    {
        var result = new List<string>();
        patterns = result;
        foreach (var item in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (WithKind(item) is not { } pattern) return false;
            result.Add(pattern);
        }

        return true;
    }

    static string? WithKind(string item)
    {
        foreach (var kind in Kinds)
            if (item.StartsWith(kind, StringComparison.Ordinal)) return item.Length > kind.Length ? item : null;
        return item.Contains(':') ? null : "name:" + item;
    }
}
