using System;
using System.Globalization;

namespace LogAggregator.Engine.Storage;

/// <summary>Names of the store's files beside segments (<see cref="Segments.SegmentName"/>): <c>wal-0000000001.log</c>, <c>manifest</c>.</summary>
static class StoreFileName
{
    public const string Manifest = "manifest";

    /// <summary>A manifest being written; without meaning after a crash.</summary>
    public const string NewManifest = "manifest.new";

    const string WalPrefix = "wal-";
    const string WalSuffix = ".log";

    public static string Wal(ulong number) => Name(WalPrefix, number, WalSuffix);

    public static bool TryParseWal(string name, out ulong number) => TryParse(name, WalPrefix, WalSuffix, out number);

    static string Name(string prefix, ulong number, string suffix) =>
        string.Create(CultureInfo.InvariantCulture, $"{prefix}{number:d10}{suffix}");

    static bool TryParse(string name, string prefix, string suffix, out ulong number)
    {
        number = 0;
        return name.StartsWith(prefix, StringComparison.Ordinal) && name.EndsWith(suffix, StringComparison.Ordinal)
            && ulong.TryParse(name.AsSpan(prefix.Length, name.Length - prefix.Length - suffix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
