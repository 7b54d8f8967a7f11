using System;
using LogAggregator.Engine.Parsing;

namespace LogAggregator.Collect.Docker.Lines;

/// <summary>Records that may have said more than was understood.</summary>
/// <param name="BrokenJson">They begin with <c>{</c> and are no JSON object: cut, or with something behind it.</param>
/// <param name="Bare">Plain text in which neither a time nor a level was recognised.</param>
readonly record struct ParseMisses(long BrokenJson, long Bare)
{
    public static ParseMisses operator +(ParseMisses left, ParseMisses right) => new(left.BrokenJson + right.BrokenJson, left.Bare + right.Bare);

    /// <summary>Of one record: at most one of the two.</summary>
    public static ParseMisses Of(ParsedLine parsed, ReadOnlySpan<byte> line)
    {
        if (parsed.Format == LineFormat.Json) return default;
        if (line.TrimStart((byte)' ') is [(byte)'{', ..]) return new ParseMisses(1, 0);
        return parsed is { Format: LineFormat.Plain, TimestampNs: null, Level: null } ? new ParseMisses(0, 1) : default;
    }
}
