using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using System.Text.RegularExpressions;

namespace LogAggregator.Engine.Tests;

/// <summary>
/// A table of cases in a text file beside its test: one a line, columns parted by <c>⇶</c>; <c>#</c> begins a comment
/// line. In what becomes bytes, <c>␛</c> is the escape character, <c>⏎</c> a newline, <c>⟦ff⟧</c> the byte FF.
/// </summary>
static partial class CaseFile
{
    public static IEnumerable<string[]> Read(string path)
    {
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, path)))
        {
            if (line.Length == 0 || line.StartsWith('#')) continue;
            yield return line.Split('⇶', StringSplitOptions.TrimEntries);
        }
    }

    public static byte[] Bytes(string text)
    {
        var bytes = new List<byte>();
        foreach (Match part in Parts().Matches(text))
        {
            if (part.Groups["hex"] is { Success: true } hex) bytes.Add(byte.Parse(hex.Value, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
            else bytes.AddRange(Encoding.UTF8.GetBytes(part.Value.Replace('␛', '\x1B').Replace('⏎', '\n')));
        }

        return [.. bytes];
    }

    [GeneratedRegex("⟦(?<hex>[0-9a-f]{2})⟧|[^⟦]+")]
    private static partial Regex Parts();
}
