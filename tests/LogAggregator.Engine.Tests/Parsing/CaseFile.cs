using System;
using System.IO;
using System.Text;
using Xunit;

namespace LogAggregator.Engine.Tests.Parsing;

/// <summary>Tables of cases, one a line: <c>expected ⇶ line</c>. A line that begins with # is a comment.</summary>
static class CaseFile
{
    const string Arrow = " ⇶ ";

    public static TheoryData<string, string> Load(string name)
    {
        var cases = new TheoryData<string, string>();
        foreach (var line in File.ReadLines(PathOf(name)))
        {
            if (line.Length == 0 || line[0] == '#') continue;
            var arrow = line.IndexOf(Arrow, StringComparison.Ordinal);
            if (arrow < 0) throw new InvalidDataException($"{name}: no '{Arrow}' in: {line}");
            cases.Add(line[..arrow].TrimEnd(), line[(arrow + Arrow.Length)..]);
        }

        return cases;
    }

    public static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "Parsing", "Cases", name);

    /// <summary>The bytes of a case's line: <c>\e</c> and <c>\t</c> are resolved, but not in JSON, which has its own.</summary>
    public static byte[] Bytes(string line) =>
        Encoding.UTF8.GetBytes(line.StartsWith('{') ? line : line.Replace("\\e", "\u001b", StringComparison.Ordinal).Replace("\\t", "\t", StringComparison.Ordinal));
}
