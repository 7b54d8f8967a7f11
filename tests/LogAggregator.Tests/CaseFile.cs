using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace LogAggregator.Tests;

/// <summary>A table of cases in a text file: one a line, columns parted by <c>⇶</c>; <c>#</c> begins a comment line.</summary>
static class CaseFile
{
    public static IReadOnlyList<string[]> Read(string path)
    {
        var cases = File.ReadLines(Path.Combine(AppContext.BaseDirectory, path))
            .Where(line => line.Length > 0 && !line.StartsWith('#'))
            .Select(line => line.Split('⇶', StringSplitOptions.TrimEntries))
            .ToList();
        return cases.Count > 0 ? cases : throw new InvalidDataException($"{path} has no cases");
    }
}
