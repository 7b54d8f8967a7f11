using System.Diagnostics;
using LogAggregator.Engine.Model;

namespace LogAggregator.Api.Parameters;

/// <summary>The levels as the API writes them.</summary>
static class LevelNames
{
    public static string Of(Level level) => level switch
    {
        Level.Trace => "TRACE",
        Level.Debug => "DEBUG",
        Level.Info => "INFO",
        Level.Warning => "WARNING",
        Level.Error => "ERROR",
        Level.Critical => "CRITICAL",
        _ => throw new UnreachableException(),
    };
}
