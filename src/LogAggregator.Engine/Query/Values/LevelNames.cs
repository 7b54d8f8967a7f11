using System;
using LogAggregator.Engine.Model;

namespace LogAggregator.Engine.Query.Values;

/// <summary>How levels are written in queries and tables.</summary>
static class LevelNames
{
    static readonly string[] Names = ["TRACE", "DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"];

    public static string NameOf(Level level) => Names[(int)level];

    /// <summary>The levels of a set, the least first.</summary>
    public static Level[] Of(LevelSet levels) => Array.FindAll(Enum.GetValues<Level>(), levels.Contains);

    /// <summary>Reads the six names and their usual short forms, in any case.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Level level)
    {
        Span<char> lower = stackalloc char[16];
        if (text.Length > lower.Length || text.ToLowerInvariant(lower) < 0)
        {
            level = default;
            return false;
        }

        Level? found = lower[..text.Length] switch
        {
            "trace" or "verbose" => Level.Trace,
            "debug" => Level.Debug,
            "info" or "information" => Level.Info,
            "warning" or "warn" => Level.Warning,
            "error" or "err" => Level.Error,
            "critical" or "crit" or "fatal" => Level.Critical,
            _ => null,
        };
        level = found ?? default;
        return found is not null;
    }
}
