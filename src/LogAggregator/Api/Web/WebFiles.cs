using System;
using System.Collections.Frozen;
using System.Collections.Generic;
using System.Linq;

namespace LogAggregator.Api.Web;

/// <summary>All files of the page, by their paths below the root: what <c>Web.targets</c> embedded.</summary>
static class WebFiles
{
    const string Prefix = "web/", Brotli = ".br", Gzip = ".gz";

    public static FrozenDictionary<string, WebFile> All { get; } = Load();

    static FrozenDictionary<string, WebFile> Load()
    {
        var embedded = typeof(WebFiles).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Select(name => name[Prefix.Length..]).ToHashSet();
        return embedded.Select(WithoutEncoding).Distinct().ToFrozenDictionary(name => name, name => Load(name, embedded));
    }

    static WebFile Load(string name, HashSet<string> embedded)
    {
        byte[]? Read(string file) => embedded.Contains(file) ? EmbeddedFile.Read(Prefix + file) : null;
        return new WebFile(name, Read(name + Brotli), Read(name + Gzip), Read(name));
    }

    static string WithoutEncoding(string name) =>
        name.EndsWith(Brotli, StringComparison.Ordinal) || name.EndsWith(Gzip, StringComparison.Ordinal) ? name[..^3] : name;
}
