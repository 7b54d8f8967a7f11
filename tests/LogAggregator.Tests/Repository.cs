using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace LogAggregator.Tests;

/// <summary>The sources that the tests were built from.</summary>
static class Repository
{
    public static string Root { get; } = Find();

    /// <summary>All files below a folder of the repository, but what builds leave there.</summary>
    public static IEnumerable<string> Files(string folder, string pattern) => Directory.GetFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
        .Where(file => !file.Contains("/obj/", StringComparison.Ordinal));

    static string Find()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "LogAggregator.slnx"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
