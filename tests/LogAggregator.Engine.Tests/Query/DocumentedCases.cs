using System;
using System.Collections.Generic;
using System.IO;

namespace LogAggregator.Engine.Tests.Query;

/// <summary>
/// A file of cases that is documentation too. <c>## title</c> begins a section, <c>&gt; text</c> is prose for readers, <c>---</c> ends
/// what the document shows of a section; <c>#</c> begins a comment line. The rest are cases, as the file's test reads them.
/// </summary>
sealed class DocumentedCases
{
    public static IReadOnlyList<Section> Read(string path)
    {
        var sections = new List<Section>();
        var shown = true;
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, path)))
        {
            if (line.StartsWith("## ", StringComparison.Ordinal))
            {
                sections.Add(new Section(line[3..]));
                shown = true;
            }
            else if (line.StartsWith("> ", StringComparison.Ordinal)) sections[^1].Prose.Add(line[2..]);
            else if (line == "---") shown = false;
            else if (sections.Count > 0 && !line.StartsWith("# ", StringComparison.Ordinal)) (shown ? sections[^1].Shown : sections[^1].More).Add(line);
        }

        return sections;
    }

    public sealed record Section(string Title)
    {
        public List<string> Prose { get; } = [];

        /// <summary>Lines that the document shows.</summary>
        public List<string> Shown { get; } = [];

        /// <summary>Lines that only the test reads.</summary>
        public List<string> More { get; } = [];

        public IEnumerable<string> All => [.. Shown, .. More];
    }
}
