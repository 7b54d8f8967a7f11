using System;
using System.Diagnostics;
using LogAggregator.Engine.Model;

namespace LogAggregator.Engine.Rendering;

/// <summary>The levels as records show them.</summary>
public static class LevelName
{
    public static ReadOnlySpan<byte> Of(Level level) => level switch
    {
        Level.Trace => "TRACE"u8,
        Level.Debug => "DEBUG"u8,
        Level.Info => "INFO"u8,
        Level.Warning => "WARNING"u8,
        Level.Error => "ERROR"u8,
        Level.Critical => "CRITICAL"u8,
        _ => throw new UnreachableException($"level {level}"),
    };
}
