using System;
using System.Buffers.Text;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Parsing.Fields;

namespace LogAggregator.Engine.Parsing.Levels;

/// <summary>Levels written as numbers. The key says which scale, else the size of the number does.</summary>
static class LevelNumbers
{
    /// <summary>The whole text must be an integer that the scale knows.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, LevelScale scale, out Level level)
    {
        level = default;
        if (!Utf8Parser.TryParse(text, out long number, out var consumed) || consumed != text.Length) return false;
        var found = scale switch
        {
            LevelScale.Python => OfPython(number),
            LevelScale.OpenTelemetry => OfOpenTelemetry(number),
            _ => Of(number),
        };
        level = found ?? default;
        return found is not null;
    }

    /// <summary>
    /// 0–7 syslog (and GELF); 10–99 pino and bunyan; 100–699 Monolog; 700–1000 java.util.logging; from 5000 logback.
    /// </summary>
    public static Level? Of(long number) => number switch
    {
        < 0 => Level.Debug, // zap
        <= 2 => Level.Critical,
        3 => Level.Error,
        4 => Level.Warning,
        <= 6 => Level.Info,
        7 => Level.Debug,
        < 10 => null,
        < 20 => Level.Trace,
        < 30 => Level.Debug,
        < 40 => Level.Info,
        < 50 => Level.Warning,
        < 60 => Level.Error,
        < 100 => Level.Critical,
        < 200 => Level.Debug,
        < 300 => Level.Info,
        < 400 => Level.Warning,
        < 500 => Level.Error,
        < 700 => Level.Critical,
        < 900 => Level.Info,
        < 1000 => Level.Warning,
        1000 => Level.Error,
        < 5000 => null,
        < 10_000 => Level.Trace,
        < 20_000 => Level.Debug,
        < 30_000 => Level.Info,
        < 40_000 => Level.Warning,
        40_000 => Level.Error,
        _ => null,
    };

    /// <summary>Python's <c>levelno</c>: 10 debug to 50 critical.</summary>
    public static Level? OfPython(long number) => number switch
    {
        < 0 => null,
        < 10 => Level.Trace,
        < 20 => Level.Debug,
        < 30 => Level.Info,
        < 40 => Level.Warning,
        < 50 => Level.Error,
        _ => Level.Critical,
    };

    /// <summary>OpenTelemetry's <c>severityNumber</c>, 1 to 24: four steps a level.</summary>
    public static Level? OfOpenTelemetry(long number) =>
        number is >= 1 and <= 24 ? (Level)((number - 1) / 4) : null;
}
