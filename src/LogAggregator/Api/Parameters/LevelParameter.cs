using System;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Parsing;
using LogAggregator.Engine.Query.Ast;

namespace LogAggregator.Api.Parameters;

/// <summary><c>level=ERROR</c> is that level alone, <c>level=&gt;=warning</c> it and all above. Names in any case.</summary>
static class LevelParameter
{
    public const string Allowed = "TRACE, DEBUG, INFO, WARNING, ERROR and CRITICAL, and with >= before one it and all above it";

    public static bool TryParse(string value, out Filter filter, out string error)
    {
        var atLeast = value.StartsWith(">=", StringComparison.Ordinal);
        var known = TryParseName(value.AsSpan(atLeast ? 2 : 0).Trim(), out var level);
        filter = new LevelIn(atLeast ? LevelSet.AtLeast(level) : LevelSet.Of(level));
        error = known ? "" : $"'{value}' is not a level; allowed are {Allowed}.";
        return known;
    }

    /// <summary>One of the six names, in any case.</summary>
    public static bool TryParseName(ReadOnlySpan<char> name, out Level level)
    {
        for (level = Level.Trace; level <= Level.Critical; level++)
            if (name.Equals(LevelWords.Name(level), StringComparison.OrdinalIgnoreCase)) return true;
        level = Level.Info;
        return false;
    }
}
