using System;
using System.Collections.Generic;
using System.Globalization;
using LogAggregator.Collect.Docker.Engine;

namespace LogAggregator.Collect.Docker.Reading;

/// <summary>What an engine keeps of a container's log and how it may be read, from the log driver and its options.</summary>
/// <param name="MaxFileBytes">Size at which a file is rotated; 0 if the log is never rotated.</param>
/// <param name="Files">Files kept, the one being written included.</param>
/// <param name="IsReadable">False with the driver none, and where the engine's own copy is switched off.</param>
/// <param name="RepeatsAndLoses">An engine before API 1.42: a followed log repeats lines at rotations and may lose the last ones.</param>
/// <param name="MaxTail">
/// Messages that may be asked for from the end at once. Docker 20.10 dies when two requests for much of a compressed log
/// of the local driver meet; what the newest file holds is harmless.
/// </param>
readonly record struct LogRetention(long MaxFileBytes, int Files, bool IsReadable, bool RepeatsAndLoses, long MaxTail)
{
    const long DefaultCacheBytes = 20 * 1000 * 1000;

    /// <summary>A message of the local driver takes so many bytes at most: 16 KiB and its frame.</summary>
    const long MaxMessageBytes = 17 * 1024;

    const long AnyTail = 1_000_000;

    static readonly Version DrainsAtRotation = new(1, 42);

    /// <summary>The container was not inspected yet: nothing is known of its files.</summary>
    public bool IsAssumed { get; private init; }

    /// <summary>Files come and go, so a followed log may leave lines out.</summary>
    public bool Rotates => MaxFileBytes > 0;

    /// <summary>Bytes that are kept for certain, however often it was rotated.</summary>
    public long KeptBytes => MaxFileBytes * (Files - 1);

    /// <summary>Reading from the end makes the engine unpack every file.</summary>
    public bool TailIsDear => MaxTail < AnyTail;

    /// <summary>Before the container was inspected: nothing followed is trusted, and little is asked for from the end.</summary>
    public static LogRetention Unknown(Version api) => new(1_000_000_000, 1, true, api < DrainsAtRotation, 500) { IsAssumed = true };

    public static LogRetention Of(ContainerDetails container, Version api)
    {
        var old = api < DrainsAtRotation;
        var options = container.LogOptions;
        return container.LogDriver switch
        {
            "none" => new LogRetention(0, 1, false, old, AnyTail),
            "journald" => new LogRetention(0, 1, true, old, AnyTail),
            "json-file" => new LogRetention(Size(options, "max-size", 0), Count(options, "max-file", 1), true, old, AnyTail),
            "local" => Local(Size(options, "max-size", DefaultCacheBytes), Count(options, "max-file", 5), Flag(options, "compress", true), old),
            _ when Flag(options, "cache-disabled", false) => new LogRetention(0, 1, false, old, AnyTail),
            _ => Local(DefaultCacheBytes, 5, compressed: true, old),
        };
    }

    static LogRetention Local(long maxFileBytes, int files, bool compressed, bool old) =>
        new(maxFileBytes, files, true, old, old && compressed && maxFileBytes > 0 ? Math.Max(1, maxFileBytes / MaxMessageBytes) : AnyTail);

    static int Count(IReadOnlyDictionary<string, string> options, string key, int otherwise) =>
        options.TryGetValue(key, out var text) && int.TryParse(text, CultureInfo.InvariantCulture, out var count) && count > 0 ? count : otherwise;

    static bool Flag(IReadOnlyDictionary<string, string> options, string key, bool otherwise) =>
        options.TryGetValue(key, out var text) && bool.TryParse(text, out var flag) ? flag : otherwise;

    /// <summary>As Docker reads sizes: a number and k, m, g or t in any case, decimal, with or without b; -1 is unlimited.</summary>
    static long Size(IReadOnlyDictionary<string, string> options, string key, long otherwise)
    {
        if (!options.TryGetValue(key, out var text)) return otherwise;
        var number = text.AsSpan().Trim().TrimEnd("bB").TrimEnd("iI");
        var unit = number.Length > 0 ? char.ToLowerInvariant(number[^1]) : '0';
        var factor = unit switch { 'k' => 1_000L, 'm' => 1_000_000L, 'g' => 1_000_000_000L, 't' => 1_000_000_000_000L, _ => 1L };
        if (factor > 1) number = number[..^1];
        return double.TryParse(number, CultureInfo.InvariantCulture, out var value) ? (long)Math.Max(0, value * factor) : otherwise;
    }
}
